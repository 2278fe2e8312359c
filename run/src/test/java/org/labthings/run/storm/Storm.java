package org.labthings.run.storm;

import java.util.Arrays;
import java.util.Locale;

/** How hard a storm blows: a short form in every build, all of it with {@code -Pstorm}. */
final class Storm {
    private static final boolean FULL = Boolean.getBoolean("labthings.storm");

    private Storm() {}

    /** How many rounds; the system property {@code labthings.storm.<name>} overrides both. */
    static int rounds(String name, int inEveryBuild, int full) {
        return Integer.getInteger("labthings.storm." + name, FULL ? full : inEveryBuild);
    }

    /** A figure for people, on a line of its own. */
    static void say(String format, Object... values) {
        System.out.println("[storm] " + String.format(Locale.ROOT, format, values));
    }

    /** The value below which so many of 100 lie. */
    static double percentile(double[] values, double percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
        return sorted[Math.max(0, index)];
    }
}
