package org.labthings.schema.sample;

import java.util.List;
import java.util.Map;
import org.labthings.api.Doc;

/**
 * Heats a small block. And {@code cools} it; see {@link java.util.List#size()}.
 *
 * <p>Second paragraph with <b>bold</b> &amp; {@linkplain List a label}, in two lines. {@literal a <
 * b}
 *
 * <ul>
 *   <li>one
 *   <li>two
 * </ul>
 *
 * @author nobody
 */
public class Documented extends DocumentedBase implements DocumentedFace {
    /** How far one increment goes. */
    public final int step = 1;

    /** Sets <i>both</i>. The rest of it. */
    public final int both = 1;

    /**
     * Read e.g. by clients
     *
     * <p>without a full stop
     */
    public final int paragraphs = 1;

    public final int nothing = 1;

    /** Javadoc that {@link Doc} beats. */
    @Doc("A float.\n\nWith a longer *description* on\nseveral lines.\n")
    public final double annotated = 1;

    @Doc("One line.")
    public final int oneLine = 1;

    @Doc("First line\nsecond line\nthird line")
    public final int threeLines = 1;

    /**
     * Adds two numbers.
     *
     * @param a the first number, on two lines
     * @param b the {@code second}
     * @return the sum
     * @throws IllegalStateException never
     */
    public int add(int a, List<String> b, int[] c, @Doc("by annotation") Map.Entry<?, ?> d) {
        return a;
    }

    /** An overload. */
    public int add(int a) {
        return a;
    }

    @Override
    public void inherited(int times) {}

    /** {@inheritDoc} */
    @Override
    public void explicit() {}

    @Override
    public void face() {}

    /**
     * A record. With components.
     *
     * @param x the x coordinate
     * @param y never seen
     */
    public record Spot(double x, @Doc("the real y") double y, double z) {}

    /** An inner enum. */
    public enum Mode {
        /** On. */
        ON,
        OFF
    }

    @Doc("Raw text.\n\nKept as it is.\n")
    public static class Raw {}

    public static class Plain {}
}
