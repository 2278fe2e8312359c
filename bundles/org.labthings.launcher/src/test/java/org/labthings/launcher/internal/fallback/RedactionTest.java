package org.labthings.launcher.internal.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {
    @TempDir Path folder;

    @Test
    void whatHasATellingNameIsHidden() {
        assertEquals(
                "{\"Password\": \"(hidden)\", \"user\": \"anna\"}",
                Redaction.json("{\"Password\": \"a\\\"b, c\", \"user\": \"anna\"}"));
        assertEquals("{\"api_key\":\"(hidden)\"}", Redaction.json("{\"api_key\":12345}"));
        assertEquals("{\"token\": \"(hidden)\"", Redaction.json("{\"token\": \"never clo"));
    }

    @Test
    void listsOfSecretsHideTheWhole() {
        assertFalse(Redaction.json("{\"tokens\": [\"s3cret\"]}").contains("s3cret"));
        assertFalse(Redaction.json("{\"secret\": {\"a\": \"s3cret\"}}").contains("s3cret"));
    }

    @Test
    void whatIsHarmlessStays() {
        String text = "{\"things\": {\"camera\": {\"class\": \"a.b:C\", \"kwargs\": {\"x\": 1}}}}";
        assertEquals(text, Redaction.json(text));
    }

    @Test
    void logLinesLoseThemToo() {
        assertEquals(
                "Authorization: (hidden) and more",
                Redaction.log("Authorization: Bearer abc.def and more"));
        assertEquals("password=(hidden) user=x", Redaction.log("password=hunter2 user=x"));
    }

    @Test
    void onlyTheEndOfALongFileIsRead() throws IOException {
        Path file = folder.resolve("a.log");
        Files.writeString(file, "x".repeat(70) + "\n" + "line\n".repeat(100_000) + "last\n");
        assertEquals(List.of("line", "last"), TextTail.of(file, 2));
        assertEquals(200, TextTail.of(file, 200).size());
        Files.writeString(file, "only\n");
        assertEquals(List.of("only"), TextTail.of(file, 200));
        Files.writeString(file, "");
        assertEquals(List.of(), TextTail.of(file, 200));
    }
}
