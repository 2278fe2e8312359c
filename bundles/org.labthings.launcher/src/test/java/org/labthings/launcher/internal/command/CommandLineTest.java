package org.labthings.launcher.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static Options options(String... arguments) throws UsageException {
        return CommandLine.parse(arguments).options();
    }

    @Test
    void defaults() throws UsageException {
        Options options = options();
        assertEquals(Optional.empty(), options.configFile());
        assertEquals(Optional.empty(), options.configJson());
        assertEquals("127.0.0.1", options.host());
        assertEquals(5000, options.port());
        assertEquals(Path.of("labthings-data").toAbsolutePath(), options.data());
        assertEquals(options.data().resolve("plugins"), options.plugins());
        assertFalse(options.strict() || options.fallback() || options.insecure());
    }

    @Test
    void valuesInEveryForm() throws UsageException {
        Options options =
                options("-cone.json", "--port=80", "--host", "localhost", "--data", "/a/../b");
        assertEquals(Optional.of(Path.of("one.json")), options.configFile());
        assertEquals(80, options.port());
        assertEquals("localhost", options.host());
        assertEquals(Path.of("/b"), options.data());
        assertEquals(Path.of("/b/plugins"), options.plugins());
    }

    @Test
    void pluginsFolderOfItsOwn() throws UsageException {
        assertEquals(Path.of("/p"), options("--data", "/d", "--plugins", "/p").plugins());
    }

    @Test
    void aUniqueBeginningIsEnough() throws UsageException {
        assertTrue(options("--fall").fallback());
        assertEquals(Optional.of("{}"), options("--js", "{}").configJson());
    }

    @Test
    void anEmptyTextIsGiven() throws UsageException {
        assertEquals(Optional.of(""), options("-j", "").configJson());
    }

    @Test
    void fallbackIsStrictToo() throws UsageException {
        assertTrue(options("--fallback").strict());
    }

    @Test
    void helpWinsOverMistakesAfterIt() throws UsageException {
        assertEquals(CommandLine.Wish.HELP, CommandLine.parse("-h", "--nonsense").wish());
        assertEquals(CommandLine.Wish.VERSION, CommandLine.parse("--version").wish());
    }

    @ParameterizedTest
    @CsvSource({
        "--port notanumber, argument --port: invalid int value: 'notanumber'",
        "--port 70000, 'argument --port: must be 0 to 65535, not 70000'",
        "--port, argument --port: expected one argument",
        "--port --debug, argument --port: expected one argument",
        "--nonsense, unrecognized arguments: --nonsense",
        "-x, unrecognized arguments: -x",
        "file.json, unrecognized arguments: file.json",
        "--debug=1, argument --debug: ignored explicit argument '1'",
        "'--p 1', 'ambiguous option: --p could match --port, --plugins'",
        "--data=, argument --data: expected a folder",
    })
    void mistakesAreNamed(String line, String message) {
        UsageException e =
                assertThrows(UsageException.class, () -> CommandLine.parse(line.split(" ")));
        assertEquals(message, e.getMessage());
    }

    @Test
    void helpNamesEveryOption() {
        for (Argument argument : Argument.values()) {
            assertTrue(CommandLine.help().contains("--" + argument.word + " "), argument.word);
        }
        assertTrue(CommandLine.usage().lines().allMatch(line -> line.length() <= 80));
    }
}
