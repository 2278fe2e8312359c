package org.labthings.thing.simcamera;

import java.util.SplittableRandom;

/**
 * What cells look like, sharp: some shapes of each kind, drawn once. Eosin is the pink stain, azure
 * the violet one.
 */
final class Shapes {
    /** A shape: null where a stain is absent. Its cell's centre is the middle of the square. */
    record Shape(Plane eosin, Plane azure) {}

    private static final int RED = 10;
    private static final int WHITE = 8;
    private static final int PLATELETS = 3;
    private static final int RED_SIZE = 56;
    private static final int WHITE_SIZE = 96;
    private static final int PLATELET_SIZE = 16;

    private Shapes() {}

    /** How far any shape reaches from its centre. */
    static final int REACH = WHITE_SIZE / 2;

    /** Every shape of a kind; the same for the same seed. */
    static Shape[] of(Sample.Kind kind, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 31 + kind.ordinal());
        Shape[] shapes =
                new Shape
                        [switch (kind) {
                            case RED -> RED;
                            case WHITE -> WHITE;
                            case PLATELET -> PLATELETS;
                        }];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] =
                    switch (kind) {
                        case RED -> red(random);
                        case WHITE -> white(random, i);
                        case PLATELET -> platelet(random);
                    };
        }
        return shapes;
    }

    /** The density of a stain at a place, measured from the centre. */
    private interface Density {
        double at(double x, double y);
    }

    private static Plane draw(int size, Density density) {
        Plane plane = new Plane(size);
        double middle = size / 2.0;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                plane.density()[y * size + x] =
                        (float) density.at(x + 0.5 - middle, y + 0.5 - middle);
            }
        }
        return plane;
    }

    /** A disc, thick at its rim and thin in the middle. */
    private static Shape red(SplittableRandom random) {
        double radius = 19 + 3 * random.nextDouble();
        double stretch = 0.9 + 0.1 * random.nextDouble();
        double turn = Math.PI * random.nextDouble();
        double hollow = 0.35 + 0.3 * random.nextDouble();
        double dent = 0.04 * random.nextDouble();
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        return new Shape(
                draw(
                        RED_SIZE,
                        (x, y) -> {
                            double u = (x * cos + y * sin) / stretch;
                            double v = (y * cos - x * sin) * stretch;
                            double r = Math.hypot(u, v) / radius;
                            r *= 1 + dent * Math.cos(3 * Math.atan2(v, u));
                            double rim = 1 - hollow * falling(r, 0.15, 0.75);
                            return 0.95 * rim * falling(r * radius, radius - 1.6, radius + 0.4);
                        }),
                null);
    }

    /** Pale, with a dark nucleus: lobes along an arc, or one that is large and round. */
    private static Shape white(SplittableRandom random, int number) {
        double radius = 33 + 4 * random.nextDouble();
        int lobes = number % 4 == 3 ? 1 : 2 + number % 4;
        double[] centreX = new double[lobes];
        double[] centreY = new double[lobes];
        double[] size = new double[lobes];
        double turn = 2 * Math.PI * random.nextDouble();
        for (int i = 0; i < lobes; i++) {
            double angle = turn + i * (1.15 + 0.35 * random.nextDouble());
            double from = lobes == 1 ? 0.08 * radius : 0.45 * radius;
            centreX[i] = from * Math.cos(angle);
            centreY[i] = from * Math.sin(angle);
            size[i] = lobes == 1 ? 0.74 * radius : (0.3 + 0.08 * random.nextDouble()) * radius;
        }
        Plane grain = grain(WHITE_SIZE, random);
        Plane azure =
                draw(
                        WHITE_SIZE,
                        (x, y) -> {
                            double body = falling(Math.hypot(x, y), radius - 3, radius);
                            double nucleus = 0;
                            for (int i = 0; i < lobes; i++) {
                                double d = Math.hypot(x - centreX[i], y - centreY[i]);
                                nucleus = Math.max(nucleus, falling(d, size[i] - 2.5, size[i] + 1));
                            }
                            double noise =
                                    grain.get(
                                            (int) (x + WHITE_SIZE / 2.0),
                                            (int) (y + WHITE_SIZE / 2.0));
                            return body * (0.1 + 0.08 * noise) + nucleus * (0.8 + 0.25 * noise);
                        });
        Plane eosin =
                draw(WHITE_SIZE, (x, y) -> 0.22 * falling(Math.hypot(x, y), radius - 3, radius));
        return new Shape(eosin, azure);
    }

    private static Shape platelet(SplittableRandom random) {
        double radius = 3.5 + 1.5 * random.nextDouble();
        return new Shape(
                null,
                draw(
                        PLATELET_SIZE,
                        (x, y) -> 0.55 * falling(Math.hypot(x, y), radius - 2, radius + 1)));
    }

    /** Soft speckles between -1 and 1. */
    private static Plane grain(int size, SplittableRandom random) {
        Plane speckles = new Plane(size);
        for (int i = 0; i < size * size; i++) {
            speckles.density()[i] = (float) (random.nextDouble() * 2 - 1);
        }
        Plane soft = speckles.blurred(1.6);
        int margin = (soft.size() - size) / 2;
        return draw(
                size,
                (x, y) -> {
                    double v =
                            soft.get(
                                    (int) (x + size / 2.0) + margin,
                                    (int) (y + size / 2.0) + margin);
                    return Math.max(-1, Math.min(1, v * 4));
                });
    }

    /** 1 up to a place, 0 from another on, smooth between. */
    private static double falling(double r, double from, double to) {
        double t = Math.max(0, Math.min(1, (r - from) / (to - from)));
        return 1 - t * t * (3 - 2 * t);
    }
}
