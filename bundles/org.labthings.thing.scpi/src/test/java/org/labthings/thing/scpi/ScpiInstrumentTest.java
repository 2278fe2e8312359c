package org.labthings.thing.scpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.Blob;
import org.labthings.api.DynamicAction;
import org.labthings.api.DynamicProperty;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.api.InvocationThread;
import org.labthings.api.RefusedInputError;
import org.labthings.driver.link.Backoff;
import org.labthings.testing.instruments.Fault;
import org.labthings.testing.instruments.ScpiSimulator;
import org.labthings.testing.instruments.TestContext;

@Timeout(60)
class ScpiInstrumentTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));

    private final TestContext context = new TestContext();
    private ScpiSimulator instrument;
    private ScpiInstrument thing;

    /** A configuration in which only the tables are of interest. */
    private static ScpiInstrument.Config config(
            int port, boolean raw, String properties, String actions) {
        return new ScpiInstrument.Config() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public double timeout() {
                return 5;
            }

            @Override
            public String identification() {
                return "";
            }

            @Override
            public String[] onConnect() {
                return new String[] {"*CLS"};
            }

            @Override
            public String errorQuery() {
                return "SYST:ERR?";
            }

            @Override
            public String properties() {
                return properties;
            }

            @Override
            public String actions() {
                return actions;
            }

            @Override
            public boolean raw() {
                return raw;
            }

            @Override
            public String title() {
                return "Generator";
            }

            @Override
            public String description() {
                return "";
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ScpiInstrument.Config.class;
            }
        };
    }

    private void open(boolean raw, String properties, String actions) throws Exception {
        instrument = new ScpiSimulator("ACME,GEN,1,1");
        thing = new ScpiInstrument(config(instrument.port(), raw, properties, actions), QUICK);
        instrument
                .variable("FREQ", "+1.0000E+03")
                .variable("FUNC", "SIN")
                .variable("OUTP", "0")
                .variable("LABEL", "\"none\"")
                .variable("AVER", "+16")
                .answer("FETC?", () -> "+1.5E0,-2,9.9E37")
                .answer("HCOP?", () -> "#15hello")
                .on("INIT", a -> null)
                .on("ABOR", a -> null)
                .on("APPL", a -> null);
        thing.open(context);
        thing.line().await(Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws Exception {
        if (instrument != null) {
            context.close(thing);
            instrument.close();
        }
    }

    private DynamicProperty property(String name) {
        return thing.affordances().properties().get(name);
    }

    private DynamicAction action(String name) {
        return thing.affordances().actions().get(name);
    }

    @Test
    void everyKindOfValueGoesBothWays() throws Exception {
        open(
                false,
                "{\"frequency\": {\"query\": \"FREQ?\", \"set\": \"FREQ {value}HZ\", \"unit\":"
                        + " \"Hz\", \"minimum\": 1, \"maximum\": 1e6},"
                        + " \"shape\": {\"query\": \"FUNC?\", \"set\": \"FUNC\", \"choices\":"
                        + " {\"sine\": \"SINusoid\", \"square\": \"SQUare\"}},"
                        + " \"output\": {\"query\": \"OUTP?\", \"set\": \"OUTP\", \"type\":"
                        + " \"boolean\"},"
                        + " \"label\": {\"query\": \"LABEL?\", \"set\": \"LABEL\", \"type\":"
                        + " \"string\"},"
                        + " \"averages\": {\"query\": \"AVER?\", \"set\": \"AVER\", \"type\":"
                        + " \"integer\", \"minimum\": 1},"
                        + " \"trace\": {\"query\": \"FETC?\", \"type\": \"numbers\"}}",
                "{}");
        assertEquals(1000.0, property("frequency").reader().read());
        property("frequency").writer().write(2500.5);
        assertTrue(instrument.received().contains("FREQ 2500.5HZ"));
        assertEquals("sine", property("shape").reader().read());
        property("shape").writer().write("square");
        assertTrue(instrument.received().contains("FUNC SQUare"));
        assertEquals("square", property("shape").reader().read());
        property("output").writer().write(true);
        assertEquals(true, property("output").reader().read());
        property("label").writer().write("a \"b\"; *RST");
        assertTrue(instrument.received().contains("LABEL \"a \"\"b\"\"; *RST\""));
        assertEquals(16L, property("averages").reader().read());
        assertEquals(
                List.of(1.5, -2.0, Double.POSITIVE_INFINITY), property("trace").reader().read());
        assertNull(property("trace").writer());
        assertEquals(
                Map.of("type", "number", "unit", "Hz", "minimum", 1.0, "maximum", 1e6),
                property("frequency").schema());
        assertEquals("Generator", thing.affordances().title());
    }

    @Test
    void valuesCannotSmuggleCommands() throws Exception {
        open(
                false,
                "{\"word\": {\"query\": \"FUNC?\", \"set\": \"FUNC\", \"type\": \"word\"},"
                        + " \"label\": {\"query\": \"LABEL?\", \"set\": \"LABEL\", \"type\":"
                        + " \"string\"}}",
                "{}");
        assertThrows(RefusedInputError.class, () -> property("word").writer().write("SIN;*RST"));
        assertThrows(RefusedInputError.class, () -> property("label").writer().write("a\n*RST"));
        assertTrue(instrument.received().stream().noneMatch(m -> m.contains("*RST")));
    }

    @Test
    void anAnswerThatDoesNotFitIsNamed() throws Exception {
        open(
                false,
                "{\"shape\": {\"query\": \"FUNC?\", \"choices\": [\"RAMP\"]},"
                        + " \"average\": {\"query\": \"FREQ?\", \"type\": \"boolean\"}}",
                "{}");
        InvocationError e =
                assertThrows(InvocationError.class, () -> property("shape").reader().read());
        assertTrue(e.getMessage().contains("'SIN', which is none of [RAMP]"), e.getMessage());
        assertThrows(InvocationError.class, () -> property("average").reader().read());
    }

    @Test
    void actionsCommandAskAndFetchData() throws Exception {
        open(
                false,
                "{}",
                "{\"apply\": {\"command\": \"APPL {volts},{amperes}\", \"parameters\": {\"volts\":"
                        + " {\"minimum\": 0}, \"amperes\": {\"default\": 0.5}}},"
                        + " \"sweep\": {\"command\": \"INIT\", \"wait\": true, \"timeout\": 30,"
                        + " \"abort\": \"ABOR\"},"
                        + " \"fetch\": {\"query\": \"FETC?\", \"type\": \"numbers\"},"
                        + " \"screenshot\": {\"query\": \"HCOP?\", \"media_type\":"
                        + " \"image/png\"}}");
        action("apply").code().run(Map.of("volts", 3.3));
        assertTrue(instrument.received().contains("APPL 3.3,0.5"));
        action("sweep").code().run(Map.of());
        assertTrue(instrument.received().contains("*OPC?"));
        assertEquals(
                List.of(1.5, -2.0, Double.POSITIVE_INFINITY), action("fetch").code().run(Map.of()));
        Blob picture = (Blob) action("screenshot").code().run(Map.of());
        assertEquals("image/png", picture.mediaType());
        assertArrayEquals("hello".getBytes(), picture.open().readAllBytes());
        assertEquals(
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of(
                                "volts",
                                Map.of("type", "number", "minimum", 0.0),
                                "amperes",
                                Map.of("type", "number", "default", 0.5)),
                        "required",
                        List.of("volts")),
                action("apply").input());
    }

    @Test
    void aCancelledActionIsAborted() throws Exception {
        open(
                false,
                "{\"frequency\": {\"query\": \"FREQ?\"}}",
                "{\"sweep\": {\"command\": \"INIT\", \"wait\": true, \"abort\": \"ABOR\"}}");
        CountDownLatch waits = new CountDownLatch(1);
        instrument.on(
                "INIT",
                a -> {
                    // after the command and its error query comes *OPC?, whose answer is late
                    waits.countDown();
                    return null;
                });
        InvocationThread<Object> sweep =
                new InvocationThread<>(() -> action("sweep").code().run(Map.of()));
        instrument.fault(Fault.NONE);
        instrument.fault(Fault.LATE);
        sweep.start();
        waits.await();
        while (!instrument.received().contains("*OPC?")) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        sweep.cancel();
        sweep.joinAndPropagateCancel(Duration.ofMillis(5));
        assertInstanceOf(InvocationCancelledError.class, sweep.exception());
        assertEquals(1000.0, property("frequency").reader().read());
        assertTrue(instrument.received().contains("ABOR"));
    }

    @Test
    void rawCommandsMustBeAllowed() throws Exception {
        open(true, "{}", "{}");
        assertEquals("+1.0000E+03", action("ask").code().run(Map.of("message", "FREQ?")));
        action("tell").code().run(Map.of("message", "FREQ 5", "timeout", 2.0));
        assertTrue(instrument.received().contains("FREQ 5"));
        ScpiInstrument closed = new ScpiInstrument(config(1, false, "{}", "{}"), QUICK);
        assertTrue(closed.affordances().actions().isEmpty());
    }

    private static void refused(String properties, String actions, String... parts) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new ScpiInstrument(config(5025, false, properties, actions), QUICK));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void tablesThatAreWrongSayWhere() {
        refused("[1]", "{}", "'properties' must be an object of objects");
        refused("{\"a\": 3}", "{}", "properties.a must be an object, not 3");
        refused("{\"a\": {}}", "{}", "properties.a needs a 'query'");
        refused("{\"a\": {\"query\": \"A?\", \"typ\": \"x\"}}", "{}", "unknown key 'typ'", "unit");
        refused(
                "{\"a\": {\"query\": \"A?\", \"type\": \"float\"}}",
                "{}",
                "properties.a.type must be number, integer");
        refused("{\"a\": {\"query\": \"A?\\nB?\"}}", "{}", "properties.a.query", "one line");
        refused("{\"a\": {\"query\": \"A?\", \"minimum\": 3, \"maximum\": 1}}", "{}", "minimum");
        refused("{\"a b\": {\"query\": \"A?\"}}", "{}", "'a b'");
        refused("{}", "{\"b\": {}}", "actions.b needs either a 'command' or a 'query'");
        refused(
                "{}",
                "{\"b\": {\"command\": \"B\", \"parameters\": {\"p\": {\"unt\": \"V\"}}}}",
                "actions.b.parameters.p has an unknown key 'unt'");
    }

    @Test
    void aPolledPropertyCanBeObserved() throws Exception {
        open(false, "{\"frequency\": {\"query\": \"FREQ?\", \"poll\": 0.05}}", "{}");
        assertTrue(property("frequency").isObservable());
        long asked = 0;
        while (asked < 3) { // the time-out of this test is the deadline
            asked = instrument.received().stream().filter("FREQ?"::equals).count();
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }
}
