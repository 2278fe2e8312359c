package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Patterns are searched as JSON Schema has it, and cannot stall the server. */
class PatternTest {
    @SuppressWarnings("unused")
    static class Types {
        @Pattern(regexp = "^(a+)+$")
        String exponential;

        @Pattern(regexp = "^(a|b)*$")
        String recursive;

        @Pattern(regexp = "[$]5\\$")
        String dollars;

        @Pattern(regexp = "^x.y$", flags = Pattern.Flag.CASE_INSENSITIVE)
        String insensitive;

        @Pattern(regexp = "^a$", flags = Pattern.Flag.MULTILINE)
        String lines;

        @NotEmpty String notEmpty;
        @NotEmpty List<String> notEmptyList;
        @NotBlank String notBlank;
    }

    private static boolean matches(String name, String value) {
        DataType type = Compiled.field(Types.class, name);
        Decoding run = new Decoding(Compiled.NO_BLOBS);
        type.decode(TextNode.valueOf(value), run);
        return run.count() == 0;
    }

    @Test
    void hostileStringsAreRefusedInBoundedTime() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    assertEquals(false, matches("exponential", "a".repeat(40) + "!"));
                    assertEquals(true, matches("exponential", "a".repeat(40)));
                    assertEquals(false, matches("recursive", "ab".repeat(500_000) + "!"));
                });
    }

    @Test
    void theEndIsTheEnd() {
        assertEquals(true, matches("insensitive", "X-Y"));
        assertEquals(false, matches("insensitive", "x-y\n"));
        assertEquals(false, matches("insensitive", "x\ny"));
        assertEquals(true, matches("dollars", "for $5$ only"));
        assertEquals(false, matches("dollars", "for $5"));
        assertEquals(true, matches("lines", "b\na\nc"));
    }

    @Test
    void relatedConstraints() {
        assertEquals(false, matches("notEmpty", ""));
        assertEquals(true, matches("notEmpty", " "));
        assertEquals(false, matches("notBlank", " \n"));
        assertEquals(true, matches("notBlank", " x"));
        assertEquals(
                1, Compiled.field(Types.class, "notEmptyList").schema().get("minItems").asInt());
    }
}
