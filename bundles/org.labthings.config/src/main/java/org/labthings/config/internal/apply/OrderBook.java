package org.labthings.config.internal.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The positions of Things: a new one gets a number between those of its neighbours, so that nobody
 * else's configuration changes and nobody else restarts. A file that was only reordered changes
 * nothing until the next start.
 */
final class OrderBook {
    private static final int STEP = 1024;
    private Map<String, Integer> known = Map.of();

    /** The number of each Thing, given all in the order of the file. */
    Map<String, Integer> assign(List<String> names) {
        Map<String, Integer> orders = new HashMap<>();
        int last = -STEP;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Integer order = known.get(name);
            if (order == null) {
                order = between(last, new ArrayList<>(names.subList(i + 1, names.size())));
            }
            orders.put(name, order);
            last = Math.max(last, order);
        }
        return orders;
    }

    /** Remembers the numbers of a configuration that was applied. */
    void keep(Map<String, Integer> orders) {
        known = Map.copyOf(orders);
    }

    private int between(int last, List<String> following) {
        int next =
                following.stream()
                        .map(known::get)
                        .filter(o -> o != null && o > last)
                        .findFirst()
                        .orElse(last + 2 * STEP);
        return last + (next - last) / 2;
    }
}
