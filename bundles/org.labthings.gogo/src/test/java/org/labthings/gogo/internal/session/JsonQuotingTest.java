package org.labthings.gogo.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonQuotingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '~',
            value = {
                "set a b 5 @ set a b 5",
                "set a b {\"x\": 1} @ set a b '{\"x\": 1}'",
                "set a b [1, 2] @ set a b '[1, 2]'",
                "set a b \"two words\" @ set a b '\"two words\"'",
                "set a b \"it's\" @ set a b '\"it\\u0027s\"'",
                "lab:set a b {} @ lab:set a b '{}'",
                "invoke a b {\"x\": {\"y\": \"}\"}} --wait @ invoke a b '{\"x\": {\"y\": \"}\"}}'"
                        + " --wait",
                "each (things) { set $it b {\"x\": 1} } @ each (things) { set $it b '{\"x\": 1}' }",
                "set a b [1] | grep \"x\" @ set a b '[1]' | grep \"x\"",
                "each [1, 2] { echo $it } @ each [1, 2] { echo $it }",
                "echo \"set a {}\" @ echo \"set a {}\"",
                "set a b {not json} @ set a b {not json}",
                "set a b {\"open\": @ set a b {\"open\":",
                "cancel 06365e72 @ cancel '06365e72'",
                "log 1234567d --follow @ log '1234567d' --follow",
                "cancel 01234567 | echo 5 @ cancel '01234567' | echo 5",
                "set a b -1.5 @ set a b -1.5",
                "set a b 1e5 @ set a b '1e5'",
                "x = 5; set a b {\"x\":1}; things @ x = 5; set a b '{\"x\":1}'; things",
            })
    void jsonIsPutInQuotesWhereACommandTakesIt(String typed, String seen) {
        assertEquals(seen, JsonQuoting.apply(typed));
    }
}
