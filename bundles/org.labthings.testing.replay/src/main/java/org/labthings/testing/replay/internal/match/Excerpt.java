package org.labthings.testing.replay.internal.match;

import com.fasterxml.jackson.databind.JsonNode;
import org.labthings.testing.replay.internal.json.JsonText;

/** A value in an error message: all of it when short, else how it begins. */
public final class Excerpt {
    private static final int LONGEST = 160;

    private Excerpt() {}

    public static String of(JsonNode value) {
        return value.isMissingNode() ? "(absent)" : of(JsonText.write(value));
    }

    public static String of(String text) {
        return text.length() < LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
