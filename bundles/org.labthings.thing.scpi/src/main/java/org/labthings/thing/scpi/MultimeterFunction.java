package org.labthings.thing.scpi;

import java.util.Locale;

/** What a multimeter measures, with its SCPI name in short form. */
public enum MultimeterFunction {
    /** Direct voltage. */
    DC_VOLTAGE("VOLT", "V"),
    /** Alternating voltage, RMS. */
    AC_VOLTAGE("VOLT:AC", "V"),
    /** Direct current. */
    DC_CURRENT("CURR", "A"),
    /** Alternating current, RMS. */
    AC_CURRENT("CURR:AC", "A"),
    /** Resistance with two wires. */
    RESISTANCE("RES", "Ω"),
    /** Resistance with four wires. */
    FOUR_WIRE_RESISTANCE("FRES", "Ω"),
    /** Frequency of a voltage. */
    FREQUENCY("FREQ", "Hz"),
    /** Period of a voltage. */
    PERIOD("PER", "s"),
    /** Capacitance. */
    CAPACITANCE("CAP", "F"),
    /** Temperature. */
    TEMPERATURE("TEMP", "°C"),
    /** Continuity, as a resistance. */
    CONTINUITY("CONT", "Ω"),
    /** Voltage over a diode. */
    DIODE("DIOD", "V");

    private final String scpi;
    private final String unit;

    MultimeterFunction(String scpi, String unit) {
        this.scpi = scpi;
        this.unit = unit;
    }

    String scpi() {
        return scpi;
    }

    String unit() {
        return unit;
    }

    /**
     * The function that an instrument names: {@code "VOLT"}, {@code VOLT:DC}, {@code VOLTAGE:DC}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static MultimeterFunction of(String answer) {
        String name = answer.replaceAll("[\"']", "").trim().toUpperCase(Locale.ROOT);
        name = name.replaceFirst("^SENS(E)?:", "").replaceFirst(":DC$", "");
        for (MultimeterFunction f : values()) {
            String[] wanted = f.scpi.split(":");
            String[] given = name.split(":");
            boolean same = wanted.length == given.length;
            for (int i = 0; same && i < wanted.length; i++) {
                same = given[i].startsWith(wanted[i]); // long form or short form
            }
            if (same) {
                return f;
            }
        }
        throw new IllegalArgumentException("no function of a multimeter that is known here");
    }
}
