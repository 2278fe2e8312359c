package org.labthings.schema.internal.syntax;

/**
 * Finds halves of characters: escapes like {@code \ud800} that stand alone. JSON's grammar allows
 * them, but no UTF-8 text can say them: such a string could be stored and never be read again.
 */
public final class HalfCharacters {
    private HalfCharacters() {}

    /** Index of the first one in a JSON text, -1 if there is none. */
    public static int indexIn(String json) {
        int high = -1; // where a first half stands that waits for its second
        int i = json.indexOf('\\');
        while (i >= 0) {
            boolean unicode = json.startsWith("u", i + 1) && i + 6 <= json.length();
            char c = unicode ? (char) Integer.parseInt(json.substring(i + 2, i + 6), 16) : 'x';
            boolean pair = high >= 0 && high == i - 6;
            if (high >= 0 && !(pair && Character.isLowSurrogate(c))) {
                return high;
            }
            if (high < 0 && Character.isLowSurrogate(c)) {
                return i;
            }
            high = Character.isHighSurrogate(c) ? i : -1;
            i = json.indexOf('\\', i + (unicode ? 6 : 2));
        }
        return high;
    }
}
