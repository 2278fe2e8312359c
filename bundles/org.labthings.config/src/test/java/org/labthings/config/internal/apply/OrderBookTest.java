package org.labthings.config.internal.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderBookTest {
    private final OrderBook book = new OrderBook();

    private Map<String, Integer> keep(List<String> names) {
        Map<String, Integer> orders = book.assign(names);
        book.keep(orders);
        return orders;
    }

    @Test
    void numbersGrow() {
        assertEquals(Map.of("a", 0, "b", 1024, "c", 2048), keep(List.of("a", "b", "c")));
    }

    @Test
    void newOnesGoBetween() {
        keep(List.of("a", "b"));
        assertEquals(
                Map.of("first", -512, "a", 0, "x", 512, "b", 1024, "last", 2048),
                keep(List.of("first", "a", "x", "b", "last")));
    }

    @Test
    void reorderingChangesNobody() {
        Map<String, Integer> before = keep(List.of("a", "b", "c"));
        assertEquals(before, keep(List.of("c", "a", "b")));
    }

    @Test
    void whatIsNotKeptIsForgotten() {
        keep(List.of("a", "b"));
        book.assign(List.of("x"));
        assertEquals(Map.of("a", 0, "b", 1024), book.assign(List.of("a", "b")));
    }

    @Test
    void manyInsertionsStayInOrder() {
        List<String> names = new ArrayList<>(List.of("a", "z"));
        keep(names);
        for (int i = 0; i < 8; i++) {
            names.add(1, "n" + i);
            Map<String, Integer> orders = keep(names);
            for (int k = 1; k < names.size(); k++) {
                assertTrue(orders.get(names.get(k - 1)) < orders.get(names.get(k)), "" + orders);
            }
        }
    }
}
