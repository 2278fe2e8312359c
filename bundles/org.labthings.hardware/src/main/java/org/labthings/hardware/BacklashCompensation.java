package org.labthings.hardware;

import org.labthings.api.WireValue;

/**
 * Which axes of a move end it in their preferred direction, so that slack in the gears does not
 * count. On the wire they are the numbers that OpenFlexure clients send.
 */
public enum BacklashCompensation implements WireValue {
    /** The axes that the move moves. */
    MOVEMENT_AXES(1),
    /** All axes, also those that stay. */
    ALL_AXES(2),
    /** x and y. */
    XY_ONLY(3),
    /** z. */
    Z_ONLY(4);

    private final int wire;

    BacklashCompensation(int wire) {
        this.wire = wire;
    }

    @Override
    public Object wireValue() {
        return wire;
    }

    /**
     * Whether an axis is to be compensated.
     *
     * @param axis its name
     * @param steps how far the move moves it
     * @return whether the move ends in the preferred direction of that axis
     */
    public boolean concerns(String axis, int steps) {
        return switch (this) {
            case MOVEMENT_AXES -> steps != 0;
            case ALL_AXES -> true;
            case XY_ONLY -> "x".equals(axis) || "y".equals(axis);
            case Z_ONLY -> "z".equals(axis);
        };
    }
}
