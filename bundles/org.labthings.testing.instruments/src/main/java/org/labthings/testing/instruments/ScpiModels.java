package org.labthings.testing.instruments;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Simulated SCPI instruments of the usual kinds. */
public final class ScpiModels {
    private ScpiModels() {}

    /**
     * A bench multimeter that measures a slowly changing voltage; resistance is an open circuit.
     */
    public static ScpiSimulator multimeter() throws IOException {
        return multimeter(0);
    }

    private static ScpiSimulator multimeter(int port) throws IOException {
        AtomicInteger readings = new AtomicInteger();
        String[] function = {"\"VOLT\""};
        ScpiSimulator m = new ScpiSimulator("LABTHINGS,SIM-DMM,0001,1.0", port);
        m.on(
                "FUNC",
                name -> {
                    String plain = name.replace("\"", "").toUpperCase(Locale.ROOT);
                    String known =
                            ",VOLT,VOLT:AC,CURR,CURR:AC,RES,FRES,FREQ,PER,CONT,DIOD,TEMP,CAP,";
                    if (known.contains("," + plain + ",")) {
                        function[0] = '"' + plain + '"';
                    } else {
                        m.error("-224,\"Illegal parameter value\"");
                    }
                    return null;
                });
        m.answer("FUNC?", () -> function[0]);
        m.answer(
                "READ?",
                () ->
                        function[0].equals("\"RES\"")
                                ? "+9.90000000E+37"
                                : String.format(
                                        Locale.ROOT,
                                        "%+.8E",
                                        1 + readings.getAndIncrement() / 1000.0));
        for (String f : new String[] {"VOLT", "VOLT:AC", "CURR", "CURR:AC", "RES", "FRES"}) {
            m.variable(f + ":RANG", "+1.00000000E+01");
            m.variable(f + ":RANG:AUTO", "1");
            m.variable(f + ":NPLC", "+1.00000000E+01");
        }
        m.on("*RST", a -> null);
        return m;
    }

    /** A bench power supply of one channel, 30 V and 3 A, with a load of 10 ohms. */
    public static ScpiSimulator powerSupply() throws IOException {
        return powerSupply(0);
    }

    private static ScpiSimulator powerSupply(int port) throws IOException {
        ScpiSimulator p = new ScpiSimulator("LABTHINGS,SIM-PSU,0002,1.0", port);
        double[] state = {0, 1, 33, 0, 0}; // volts, amperes, protection, on, tripped
        number(p, "VOLT", state, 0, 30);
        number(p, "CURR", state, 1, 3);
        number(p, "VOLT:PROT", state, 2, 33);
        p.on(
                "OUTP",
                on -> {
                    boolean trips = state[0] > state[2];
                    state[4] = trips ? 1 : state[4];
                    state[3] = !trips && (on.equals("1") || on.equalsIgnoreCase("ON")) ? 1 : 0;
                    return null;
                });
        p.answer("OUTP?", () -> state[3] == 1 ? "1" : "0");
        p.answer("VOLT:PROT:TRIP?", () -> state[4] == 1 ? "1" : "0");
        p.on(
                "VOLT:PROT:CLE",
                a -> {
                    state[4] = 0;
                    return null;
                });
        p.answer("MEAS:CURR?", () -> format(state[3] * Math.min(state[1], state[0] / 10)));
        p.answer("MEAS:VOLT?", () -> format(state[3] * Math.min(state[0], state[1] * 10)));
        return p;
    }

    private static void number(
            ScpiSimulator p, String header, double[] state, int index, double most) {
        p.on(
                header,
                text -> {
                    double value = Double.parseDouble(text);
                    if (value < 0 || value > most) {
                        p.error("-222,\"Data out of range\"");
                    } else {
                        state[index] = value;
                    }
                    return null;
                });
        p.answer(header + "?", () -> format(state[index]));
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%+.6E", value);
    }

    /**
     * Runs both until it is killed, so that a configuration can be tried without instruments.
     *
     * @param arguments the ports of multimeter and power supply; 5025 and 5026 without
     */
    public static void main(String[] arguments) throws Exception {
        int first = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5025;
        int second = arguments.length > 1 ? Integer.parseInt(arguments[1]) : first + 1;
        try (ScpiSimulator meter = multimeter(first);
                ScpiSimulator supply = powerSupply(second)) {
            System.out.println("multimeter at " + meter.port() + ", supply at " + supply.port());
            Thread.currentThread().join();
        }
    }
}
