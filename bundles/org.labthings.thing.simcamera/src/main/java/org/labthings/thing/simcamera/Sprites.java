package org.labthings.thing.simcamera;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every shape, blurred for one level of focus; the levels used last are kept. */
final class Sprites {
    private static final int KEPT_LEVELS = 8;

    private final Map<Sample.Kind, Shapes.Shape[]> sharp = new EnumMap<>(Sample.Kind.class);
    private final Map<Integer, Map<Sample.Kind, Shapes.Shape[]>> levels =
            new LinkedHashMap<>(KEPT_LEVELS, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Integer, Map<Sample.Kind, Shapes.Shape[]>> eldest) {
                    return size() > KEPT_LEVELS;
                }
            };

    Sprites(long seed) {
        for (Sample.Kind kind : Sample.Kind.values()) {
            sharp.put(kind, Shapes.of(kind, seed));
        }
    }

    /** The shapes of every kind, as they look at that focus, in pixels of its scale. */
    Map<Sample.Kind, Shapes.Shape[]> at(Focus focus) {
        return levels.computeIfAbsent(focus.level(), level -> blurred(focus));
    }

    private Map<Sample.Kind, Shapes.Shape[]> blurred(Focus focus) {
        Map<Sample.Kind, Shapes.Shape[]> all = new EnumMap<>(Sample.Kind.class);
        sharp.forEach(
                (kind, shapes) -> {
                    Shapes.Shape[] soft = new Shapes.Shape[shapes.length];
                    for (int i = 0; i < soft.length; i++) {
                        soft[i] =
                                new Shapes.Shape(
                                        blurred(shapes[i].eosin(), focus),
                                        blurred(shapes[i].azure(), focus));
                    }
                    all.put(kind, soft);
                });
        return all;
    }

    private static Plane blurred(Plane plane, Focus focus) {
        return plane == null
                ? null
                : plane.shrunk(focus.scale()).blurred(focus.sigma() / focus.scale());
    }
}
