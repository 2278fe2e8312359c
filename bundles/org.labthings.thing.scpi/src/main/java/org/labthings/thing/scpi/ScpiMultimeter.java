package org.labthings.thing.scpi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Default;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingType;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.Deadline;
import org.labthings.thing.scpi.protocol.ScpiOptions;
import org.labthings.thing.scpi.protocol.ScpiText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A bench multimeter that speaks SCPI.
 *
 * <p>It uses the commands that bench multimeters have in common: FUNC, READ?, RANG, RANG:AUTO,
 * NPLC.
 */
@ThingType(title = "Multimeter")
@Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ScpiMultimeter.Config.class, factory = true)
public class ScpiMultimeter extends ScpiThing {
    private static final Duration REST = Duration.ofMillis(250);
    private static final int MOST_SAMPLES = 100_000;

    /** What a configuration may say about a multimeter. */
    @ObjectClassDefinition(
            name = "Multimeter",
            description = "A multimeter that speaks SCPI over TCP")
    public @interface Config {
        /** Required. */
        @AttributeDefinition(description = "Host name or address")
        String host();

        /** IANA's. */
        @AttributeDefinition(description = "TCP port of its raw SCPI socket")
        int port() default ScpiOptions.PORT;

        /** For connecting, and for answers. */
        @AttributeDefinition(description = "Seconds in which it must answer")
        double timeout() default 3;

        /** Long integration takes seconds. */
        @AttributeDefinition(description = "Seconds in which a measurement must end")
        double measurementTimeout() default 30;

        /** Empty: whatever it is. */
        @AttributeDefinition(
                description = "Regular expression that must be found in its answer to *IDN?")
        String identification() default "";
    }

    /** What was measured last. It is null before the first measurement. */
    public final DataProperty<Optional<Reading>> lastReading =
            DataProperty.of(Optional.<Reading>empty()).readOnly().withoutGlobalLock();

    /** Seconds from one measurement to the next; 0 measures only on request. */
    public final DataSetting<Double> samplingInterval = DataSetting.of(0.0).range(0, 86_400);

    private final Duration measurementTimeout;

    /**
     * Called by Declarative Services, once for each configured multimeter.
     *
     * @param config this multimeter's configuration
     */
    @Activate
    public ScpiMultimeter(Config config) {
        this(
                ScpiOptions.of(
                        config.host(), config.port(), config.timeout(), config.identification()),
                Backoff.USUAL,
                Duration.ofMillis((long) (config.measurementTimeout() * 1000)));
    }

    ScpiMultimeter(ScpiOptions options, Backoff backoff, Duration measurementTimeout) {
        super(options, backoff);
        this.measurementTimeout = measurementTimeout;
    }

    @Override
    public void open(ThingContext context) throws Exception {
        super.open(context);
        context.startThread(context.name() + "-sampling", () -> sample(context));
    }

    /** Measures again and again, as long as it is asked to. A failure is in the log once. */
    private void sample(ThingContext context) {
        String failure = null;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                double interval = samplingInterval.get();
                if (interval <= 0 || !connected.get()) {
                    Thread.sleep(REST.toMillis());
                    continue;
                }
                long began = System.nanoTime();
                try {
                    read();
                    failure = null;
                } catch (InvocationError e) {
                    if (!e.getMessage().equals(failure)) {
                        context.logger().warn("No measurement: {}", e.getMessage());
                    }
                    failure = e.getMessage();
                }
                long left = began + (long) (interval * 1e9) - System.nanoTime();
                Thread.sleep(Math.max(1, left / 1_000_000));
            }
        } catch (InterruptedException e) {
            // the Thing closes
        }
    }

    /** What it measures. */
    @Property
    public MultimeterFunction function() throws InterruptedException {
        return line().ask("FUNC?", MultimeterFunction::of);
    }

    /** Chooses what it measures. */
    public void function(MultimeterFunction function) throws InterruptedException {
        line().tell("FUNC \"" + function.scpi() + '"');
    }

    /** Range of the present function, in its unit. Setting one ends automatic ranging. */
    @Property
    public double range() throws InterruptedException {
        return line().ask(header("RANG?"), ScpiText::number);
    }

    /** Chooses a range. */
    public void range(double largest) throws InterruptedException {
        line().tell(header("RANG ") + ScpiText.format(largest));
    }

    /** Whether it chooses the range of the present function by itself. */
    @Property
    public boolean automaticRange() throws InterruptedException {
        return line().ask(header("RANG:AUTO?"), ScpiText::bool);
    }

    /** Switches automatic ranging. */
    public void automaticRange(boolean on) throws InterruptedException {
        line().tell(header("RANG:AUTO ") + (on ? "ON" : "OFF"));
    }

    /** Integration time of the present function, in cycles of the power line. */
    @Property
    public double integrationCycles() throws InterruptedException {
        return line().ask(header("NPLC?"), ScpiText::number);
    }

    /** Chooses the integration time. */
    public void integrationCycles(double cycles) throws InterruptedException {
        line().tell(header("NPLC ") + ScpiText.format(cycles));
    }

    private String header(String rest) throws InterruptedException {
        return function().scpi() + ":" + rest;
    }

    /**
     * Measures.
     *
     * @param samples how many times
     * @return one reading for each
     */
    @Action
    public List<Reading> measure(@Default("1") int samples) throws InterruptedException {
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new InvocationError(
                    "'samples' must be 1 to " + MOST_SAMPLES + ", not " + samples + ".");
        }
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            Invocation.raiseIfCancelled();
            readings.add(read());
            Invocation.progress((i + 1.0) / samples, (i + 1) + " of " + samples);
        }
        return readings;
    }

    private Reading read() throws InterruptedException {
        String unit = function().unit();
        double value =
                line().ask("READ?", Deadline.cancellable(measurementTimeout), ScpiText::number);
        Reading reading = new Reading(value, unit, Double.isInfinite(value), Instant.now());
        lastReading.set(Optional.of(reading));
        return reading;
    }

    /** Brings the instrument into the state in which it was made. */
    @Action
    public void reset() throws InterruptedException {
        line().tell("*RST", Deadline.in(measurementTimeout));
    }
}
