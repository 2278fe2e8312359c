package org.labthings.config.internal.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.config.internal.component.FakeRuntime;
import org.labthings.config.internal.component.ThingResolver;
import org.labthings.config.internal.document.ConfigurationSource;

class ConfigurationCheckTest {
    private static final String CAM = "org.example.Cam";
    @TempDir Path folder;
    private final FakeRuntime runtime = new FakeRuntime();

    private Map<String, Object> check(String text, boolean strict) throws IOException {
        runtime.add(CAM, "1");
        Path file = Files.writeString(folder.resolve("lab.json"), text);
        return new ConfigurationCheck(
                        ConfigurationSource.file(file),
                        new ThingResolver(runtime.components(), strict),
                        FakeRuntime.http(),
                        FakeRuntime.noHttp(),
                        FakeRuntime.extensions(),
                        strict)
                .report();
    }

    @Test
    void aGoodOneHasNothingToSay() throws IOException {
        Map<String, Object> found =
                check(
                        "{\"$schema\": \"x\", \"things\": {\"a\": \"org.example.Cam\", \"b\":"
                                + " {\"class\": \"org.example.Cam\", \"thing_slots\": {\"s\":"
                                + " [\"a\"], \"t\": null}}}}",
                        true);
        assertEquals(List.of(), found.get("errors"));
        assertEquals(List.of(), found.get("warnings"));
        assertEquals(0, found.get("exit"));
        assertEquals(2, found.get("things"));
    }

    @Test
    void allErrorsAreThereWithPathAndLine() throws IOException {
        Map<String, Object> found =
                check(
                        """
                        {
                          "api_prefix": "x/",
                          "things": {
                            "a": {"class": "org.example.Cam",
                                  "kwargs": {"frame_rate": "fast"}},
                            "b c": "org.example.Cam"
                          }
                        }
                        """,
                        false);
        assertEquals(
                List.of(
                        "things.b c: The name \"b c\" of a Thing should match pattern"
                                + " '^([a-zA-Z0-9\\-_]+)$' (line 6)",
                        "api_prefix: should be empty, or like /a or /a/b, without a slash at its"
                                + " end, not \"x/\" (line 2)",
                        "things.a.kwargs.frame_rate: should be a number, not \"fast\" (line 5)"),
                found.get("errors"));
        assertEquals(3, found.get("exit"));
    }

    @Test
    void whatLetsAThingWaitIsAWarningOrStrictlyAnError() throws IOException {
        String text =
                "{\"things\": {\"a\": {\"class\": \"no.Class\", \"thing_slots\": {\"s\":"
                        + " \"gone\"}}}}";
        Map<String, Object> lenient = check(text, false);
        assertEquals(0, lenient.get("exit"));
        assertEquals(2, ((List<?>) lenient.get("warnings")).size(), lenient.toString());
        Map<String, Object> strict = check(text, true);
        assertEquals(3, strict.get("exit"));
        assertEquals(
                List.of(
                        "things.a: No installed bundle provides the class no.Class",
                        "things.a.thing_slots.s: no Thing of the name \"gone\" is configured"),
                strict.get("errors"));
    }

    @Test
    void ofABaseAndAPatchEachErrorHasItsFile() throws IOException {
        Path base =
                Files.writeString(
                        folder.resolve("base.json"),
                        "{\n\"api_prefix\": \"x/\",\n\"things\": {\"a\": \"org.example.Cam\"}}");
        Map<String, Object> found =
                check(
                        """
                        {"base_config_file": "base.json",
                         "patch": {
                           "things": {"a": {"class": "org.example.Cam",
                                            "args": ["fast"]}}}}
                        """,
                        false);
        List<?> errors = (List<?>) found.get("errors");
        assertEquals(2, errors.size(), errors.toString());
        assertEnds(errors.get(0), "(line 2 of " + base + ")");
        assertEnds(errors.get(1), "(line 4 of " + folder.resolve("lab.json") + ")");
    }

    private static void assertEnds(Object text, String end) {
        String whole = text.toString();
        assertEquals(end, whole.substring(Math.max(0, whole.length() - end.length())));
    }

    @Test
    void noSecretIsInAnError() throws IOException {
        Map<String, Object> found =
                check(
                        "{\"things\": {\"a\": {\"class\": \"x\", \"thing_slots\":"
                                + " {\"secret\": 4711}}}}",
                        false);
        assertFalse(found.toString().contains("4711"), found.toString());
    }
}
