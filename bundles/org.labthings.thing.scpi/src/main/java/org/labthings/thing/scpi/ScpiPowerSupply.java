package org.labthings.thing.scpi;

import java.time.Duration;
import org.labthings.api.Action;
import org.labthings.api.HttpError;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.driver.link.Backoff;
import org.labthings.thing.scpi.protocol.ScpiOptions;
import org.labthings.thing.scpi.protocol.ScpiText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A power supply that speaks SCPI; one channel of it.
 *
 * <p>It uses the commands that bench supplies have in common: VOLT, CURR, OUTP, MEAS, VOLT:PROT,
 * and INST:NSEL where there are several channels.
 */
@ThingType(title = "Power supply")
@Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ScpiPowerSupply.Config.class, factory = true)
public class ScpiPowerSupply extends ScpiThing {
    private static final Duration RAMP_STEP = Duration.ofMillis(100);

    /** What a configuration may say about a power supply. */
    @ObjectClassDefinition(
            name = "Power supply",
            description = "A power supply that speaks SCPI over TCP")
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

        /** Empty: whatever it is. */
        @AttributeDefinition(
                description = "Regular expression that must be found in its answer to *IDN?")
        String identification() default "";

        /** 0: it has but one. */
        @AttributeDefinition(description = "Number of the channel, for INST:NSEL; 0: none")
        int channel() default 0;

        /** Protects what hangs on it. */
        @AttributeDefinition(description = "Volts that nobody may set it above; 0: its own limit")
        double maximumVoltage() default 0;

        /** Protects what hangs on it. */
        @AttributeDefinition(description = "Amperes that nobody may set it above; 0: its own limit")
        double maximumCurrent() default 0;

        /** Not by default: an upgrade of the driver would switch it off as well. */
        @AttributeDefinition(description = "Whether the output is switched off with the Thing")
        boolean offAtClose() default false;
    }

    private final String prefix;
    private final double maximumVoltage;
    private final double maximumCurrent;
    private final boolean offAtClose;

    /**
     * Called by Declarative Services, once for each configured power supply.
     *
     * @param config this supply's configuration
     */
    @Activate
    public ScpiPowerSupply(Config config) {
        this(config, Backoff.USUAL);
    }

    ScpiPowerSupply(Config config, Backoff backoff) {
        super(
                ScpiOptions.of(
                        config.host(), config.port(), config.timeout(), config.identification()),
                backoff);
        prefix = config.channel() == 0 ? "" : "INST:NSEL " + config.channel() + ";:";
        maximumVoltage = config.maximumVoltage();
        maximumCurrent = config.maximumCurrent();
        offAtClose = config.offAtClose();
    }

    @Override
    public void close() throws Exception {
        try {
            if (offAtClose && connected.get()) {
                outputOff();
            }
        } finally {
            super.close();
        }
    }

    /** Voltage that is wanted, in volts. */
    @Property
    public double voltage() throws InterruptedException {
        return number("VOLT?");
    }

    /** Sets the voltage. */
    public void voltage(double volts) throws InterruptedException {
        set("VOLT", volts, maximumVoltage, "maximum_voltage");
    }

    /** Limit of the current, in amperes. */
    @Property
    public double current() throws InterruptedException {
        return number("CURR?");
    }

    /** Sets the limit of the current. */
    public void current(double amperes) throws InterruptedException {
        set("CURR", amperes, maximumCurrent, "maximum_current");
    }

    /** Whether the output is on. */
    @Property
    public boolean output() throws InterruptedException {
        return line().ask(prefix + "OUTP?", ScpiText::bool);
    }

    /** Switches the output. */
    public void output(boolean on) throws InterruptedException {
        line().tell(prefix + "OUTP " + (on ? "ON" : "OFF"));
        if (on && !output()) {
            throw new InvocationError(
                    "The output did not come on. Look whether its protection has tripped.");
        }
    }

    /** Voltage at the output, in volts. */
    @Property
    public double measuredVoltage() throws InterruptedException {
        return number("MEAS:VOLT?");
    }

    /** Current through the output, in amperes. */
    @Property
    public double measuredCurrent() throws InterruptedException {
        return number("MEAS:CURR?");
    }

    /** Voltage at which the protection switches the output off, in volts. */
    @Property
    public double overVoltageProtection() throws InterruptedException {
        return number("VOLT:PROT?");
    }

    /** Sets the protection. */
    public void overVoltageProtection(double volts) throws InterruptedException {
        set("VOLT:PROT", volts, 0, "");
    }

    /** Whether the protection has switched the output off. */
    @Property
    public boolean protectionTripped() throws InterruptedException {
        return line().ask(prefix + "VOLT:PROT:TRIP?", ScpiText::bool);
    }

    /** Lets the output be switched on again after its protection has tripped. */
    @Action
    public void clearProtection() throws InterruptedException {
        line().tell(prefix + "VOLT:PROT:CLE");
    }

    /** Switches the output off. It runs whatever else is going on. */
    @Action(emergency = true)
    public void outputOff() throws InterruptedException {
        line().tell(prefix + "OUTP OFF");
    }

    /**
     * Changes the voltage slowly. Cancelling it leaves the voltage where it is.
     *
     * @param volts where to
     * @param seconds how long that takes
     */
    @Action
    public void rampVoltage(double volts, double seconds) throws InterruptedException {
        if (!(seconds >= 0 && seconds <= 86_400)) {
            throw new InvocationError("'seconds' must be 0 to 86400, not " + seconds + ".");
        }
        double from = voltage();
        long began = System.nanoTime();
        double done = 0;
        while (done < 1) {
            double elapsed = (System.nanoTime() - began) / 1e9;
            done = seconds == 0 ? 1 : Math.min(1, elapsed / seconds);
            double now = done == 1 ? volts : from + (volts - from) * done;
            voltage(now);
            Invocation.progress(done, String.format(java.util.Locale.ROOT, "%.3f V", now));
            if (done < 1) {
                Invocation.sleep(RAMP_STEP);
            }
        }
    }

    private double number(String query) throws InterruptedException {
        return line().ask(prefix + query, ScpiText::number);
    }

    private void set(String header, double value, double most, String argument)
            throws InterruptedException {
        if (!Double.isFinite(value) || value < 0 || most > 0 && value > most) {
            throw new HttpError(
                    422,
                    header
                            + " must be a number from 0"
                            + (most > 0
                                    ? " to " + most + " ('" + argument + "' of the configuration)"
                                    : " up")
                            + ", not "
                            + value
                            + ".");
        }
        line().tell(prefix + header + " " + ScpiText.format(value));
    }
}
