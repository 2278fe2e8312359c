package org.labthings.thing.scpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.HttpError;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.api.InvocationThread;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.InstrumentAwayError;
import org.labthings.testing.instruments.ScpiModels;
import org.labthings.testing.instruments.ScpiSimulator;
import org.labthings.testing.instruments.TestContext;
import org.labthings.thing.scpi.protocol.ScpiOptions;

@Timeout(60)
class TypedInstrumentsTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));

    private final TestContext context = new TestContext();
    private ScpiSimulator instrument;
    private ScpiThing thing;

    private <T extends ScpiThing> T open(T opened) throws Exception {
        thing = opened;
        thing.open(context);
        thing.line().await(Duration.ofSeconds(20));
        return opened;
    }

    private ScpiMultimeter multimeter() throws Exception {
        instrument = ScpiModels.multimeter();
        return open(
                new ScpiMultimeter(
                        ScpiOptions.of("127.0.0.1", instrument.port(), 5, "SIM-DMM"),
                        QUICK,
                        Duration.ofSeconds(5)));
    }

    private ScpiPowerSupply supply(boolean offAtClose) throws Exception {
        instrument = ScpiModels.powerSupply();
        return open(new ScpiPowerSupply(config(instrument.port(), offAtClose), QUICK));
    }

    private static ScpiPowerSupply.Config config(int port, boolean offAtClose) {
        return new ScpiPowerSupply.Config() {
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
            public int channel() {
                return 0;
            }

            @Override
            public double maximumVoltage() {
                return 12;
            }

            @Override
            public double maximumCurrent() {
                return 0;
            }

            @Override
            public boolean offAtClose() {
                return offAtClose;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ScpiPowerSupply.Config.class;
            }
        };
    }

    @AfterEach
    void stop() throws Exception {
        if (thing != null) {
            context.close(thing);
            instrument.close();
        }
    }

    @Test
    void aMultimeterMeasures() throws Exception {
        ScpiMultimeter meter = multimeter();
        assertEquals(MultimeterFunction.DC_VOLTAGE, meter.function());
        List<Reading> readings = meter.measure(3);
        assertEquals(List.of(1.0, 1.001, 1.002), readings.stream().map(Reading::value).toList());
        assertEquals("V", readings.get(0).unit());
        assertEquals(readings.get(2), meter.lastReading.get().orElseThrow());
        assertTrue(meter.identification.get().contains("SIM-DMM"));
        assertTrue(meter.connected.get());
        assertTrue(meter.connection.get().startsWith("Connected to LABTHINGS,SIM-DMM"));
    }

    @Test
    void aMultimeterSaysWhenItsRangeIsExceeded() throws Exception {
        ScpiMultimeter meter = multimeter();
        meter.function(MultimeterFunction.RESISTANCE);
        Reading reading = meter.measure(1).get(0);
        assertTrue(reading.overload());
        assertEquals("Ω", reading.unit());
        meter.range(100);
        assertTrue(instrument.received().contains("RES:RANG 100"));
        assertEquals(100, meter.range());
        meter.automaticRange(false);
        assertFalse(meter.automaticRange());
        meter.integrationCycles(0.02);
        assertEquals(0.02, meter.integrationCycles());
        assertThrows(InvocationError.class, () -> meter.measure(0));
    }

    @Test
    void aMultimeterSamplesWhileItIsAskedTo() throws Exception {
        ScpiMultimeter meter = multimeter();
        meter.samplingInterval.set(0.001);
        while (meter.lastReading.get().map(Reading::value).orElse(0.0) < 1.01) {
            Thread.onSpinWait(); // ten readings; the time-out of this test is the deadline
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }

    @Test
    void functionsAreFoundByShortAndLongNames() {
        assertEquals(MultimeterFunction.DC_VOLTAGE, MultimeterFunction.of("\"VOLT:DC\""));
        assertEquals(MultimeterFunction.DC_VOLTAGE, MultimeterFunction.of("VOLTAGE"));
        assertEquals(MultimeterFunction.AC_CURRENT, MultimeterFunction.of("\"CURRENT:AC\""));
        assertEquals(MultimeterFunction.FOUR_WIRE_RESISTANCE, MultimeterFunction.of("FRES"));
        assertThrows(IllegalArgumentException.class, () -> MultimeterFunction.of("WHEATSTONE"));
    }

    @Test
    void aSupplyIsSetSwitchedAndMeasured() throws Exception {
        ScpiPowerSupply supply = supply(false);
        supply.voltage(5);
        supply.current(0.2);
        assertEquals(0, supply.measuredVoltage());
        supply.output(true);
        assertTrue(supply.output());
        assertEquals(2, supply.measuredVoltage()); // 10 ohms, limited to 0.2 A
        assertEquals(0.2, supply.measuredCurrent());
        supply.outputOff();
        assertFalse(supply.output());
    }

    @Test
    void aSupplyRefusesWhatConfigurationOrInstrumentForbid() throws Exception {
        ScpiPowerSupply supply = supply(false);
        HttpError tooMuch = assertThrows(HttpError.class, () -> supply.voltage(12.1));
        assertEquals(422, tooMuch.statusCode());
        assertTrue(tooMuch.getMessage().contains("0 to 12.0 ('maximum_voltage'"));
        assertThrows(HttpError.class, () -> supply.voltage(Double.NaN));
        InvocationError refused = assertThrows(InvocationError.class, () -> supply.current(5));
        assertTrue(refused.getMessage().contains("-222,\"Data out of range\""));
        assertEquals(1, supply.current());
    }

    @Test
    void aSupplyThatTripsSaysSo() throws Exception {
        ScpiPowerSupply supply = supply(false);
        supply.voltage(10);
        supply.overVoltageProtection(8);
        assertThrows(InvocationError.class, () -> supply.output(true));
        assertTrue(supply.protectionTripped());
        supply.clearProtection();
        assertFalse(supply.protectionTripped());
    }

    @Test
    void aRampGoesThereAndCanBeCancelled() throws Exception {
        ScpiPowerSupply supply = supply(false);
        supply.rampVoltage(3, 0.2);
        assertEquals(3, supply.voltage());
        InvocationThread<Void> ramp =
                new InvocationThread<>(
                        () -> {
                            supply.rampVoltage(10, 3600);
                            return null;
                        });
        ramp.start();
        while (supply.voltage() == 3) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        ramp.cancel();
        ramp.joinAndPropagateCancel(Duration.ofMillis(5));
        assertInstanceOf(InvocationCancelledError.class, ramp.exception());
        assertTrue(supply.voltage() > 3 && supply.voltage() < 3.5, supply.voltage() + " V");
    }

    @Test
    void theOutputGoesOffWithTheThingWhenThatIsConfigured() throws Exception {
        ScpiPowerSupply supply = supply(true);
        supply.output(true);
        supply.close();
        assertTrue(instrument.received().contains("OUTP OFF"));
    }

    @Test
    void awayAndBackAgain() throws Exception {
        ScpiPowerSupply supply = supply(false);
        instrument.switchOff();
        InstrumentAwayError away = assertThrows(InstrumentAwayError.class, supply::voltage);
        assertTrue(away.retryAfter().isPresent());
        assertFalse(supply.connected.get());
        String absence = context.instrumentAbsence().orElseThrow();
        assertFalse(absence.contains("Next attempt"), "each attempt would be a transition");
        assertTrue(
                supply.connection.get().startsWith("The instrument at 127.0.0.1:"),
                supply.connection.get());
        instrument.switchOn();
        supply.line().await(Duration.ofSeconds(20));
        assertEquals(0, supply.voltage());
    }
}
