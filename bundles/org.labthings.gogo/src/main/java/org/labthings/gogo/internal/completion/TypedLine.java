package org.labthings.gogo.internal.completion;

import java.util.ArrayList;
import java.util.List;

/**
 * The statement in which the cursor is, as far as it is typed.
 *
 * @param words complete words before the one at the cursor
 * @param current the word at the cursor, up to the cursor; without a quotation mark before it
 * @param start where that word begins in the line
 */
record TypedLine(List<String> words, String current, int start) {
    static TypedLine of(String line, int cursor) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int start = 0;
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < cursor; i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                if (!inWord) {
                    start = i;
                    inWord = true;
                }
                quote = c;
            } else if ("|;&({".indexOf(c) >= 0) {
                words.clear();
                word.setLength(0);
                inWord = false;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                if (!inWord) {
                    start = i;
                    inWord = true;
                }
                word.append(c);
            }
        }
        return new TypedLine(
                List.copyOf(words), inWord ? word.toString() : "", inWord ? start : cursor);
    }
}
