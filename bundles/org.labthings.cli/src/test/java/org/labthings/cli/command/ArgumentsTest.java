package org.labthings.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.labthings.cli.thing.SetProperty;
import org.labthings.cli.thing.Watch;

class ArgumentsTest {
    private static Arguments set(String... words) throws UsageException {
        return Arguments.parse(new SetProperty(), List.of(words));
    }

    @Test
    void optionsStandAnywhere() throws Exception {
        Arguments a = set("--json", "stage", "--url=http://h", "x", "--data", "d", "-5");
        assertEquals(List.of("stage", "x", "-5"), a.wordsFrom(0));
        assertTrue(a.has("--json"));
        assertEquals("http://h", a.value("--url").orElseThrow());
        assertEquals("d", a.value("--data").orElseThrow());
        assertEquals("--json", set("a", "b", "--", "--json").word(2));
    }

    @Test
    void mistakesAreNamed() {
        String missing = assertThrows(UsageException.class, () -> set("a", "b")).getMessage();
        assertTrue(missing.contains("missing"), missing);
        String many =
                assertThrows(UsageException.class, () -> set("a", "b", "c", "d")).getMessage();
        assertTrue(many.contains("'d'"), many);
        String unknown = assertThrows(UsageException.class, () -> set("--jsn")).getMessage();
        assertTrue(unknown.contains("--jsn"), unknown);
        assertThrows(UsageException.class, () -> set("a", "b", "c", "--url"));
        assertThrows(UsageException.class, () -> set("--json=yes", "a", "b", "c"));
    }

    @Test
    void numbersOfSecondsArePositive() throws Exception {
        Arguments a = Arguments.parse(new Watch(), List.of("a", "b", "--timeout", "1.5"));
        assertEquals(1.5, a.seconds("--timeout", 60));
        for (String wrong : List.of("-1", "0", "soon", "NaN")) {
            Arguments w = Arguments.parse(new Watch(), List.of("a", "b", "--timeout", wrong));
            assertThrows(UsageException.class, () -> w.seconds("--timeout", 60), wrong);
        }
    }
}
