package org.labthings.gogo.internal.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypedLineTest {
    private static void isTyped(String line, List<String> words, String current, int start) {
        assertEquals(new TypedLine(words, current, start), TypedLine.of(line, line.length()));
    }

    @Test
    void theStatementAtTheCursorCounts() {
        isTyped("", List.of(), "", 0);
        isTyped("thi", List.of(), "thi", 0);
        isTyped("get ", List.of("get"), "", 4);
        isTyped("get cou", List.of("get"), "cou", 4);
        isTyped("things | gr", List.of(), "gr", 9);
        isTyped("x = (get co", List.of("get"), "co", 9);
        isTyped("each (things) { set ca", List.of("set"), "ca", 20);
        isTyped("snapshot 'my sl", List.of("snapshot"), "my sl", 9);
        assertEquals(new TypedLine(List.of("get"), "c", 4), TypedLine.of("get counter step", 5));
    }
}
