package org.labthings.thing.scpi;

import java.time.Duration;
import java.util.List;
import org.labthings.api.Affordances;
import org.labthings.api.DynamicThing;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingType;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.Deadline;
import org.labthings.thing.scpi.protocol.ScpiOptions;
import org.labthings.thing.scpi.table.CommandTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Any instrument that speaks SCPI, described by a table of commands in the configuration. */
@ThingType(title = "SCPI instrument")
@Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ScpiInstrument.Config.class, factory = true)
public class ScpiInstrument extends ScpiThing implements DynamicThing {
    private static final String TEXT = "{\"type\": \"string\"}";
    private static final String MESSAGE =
            "{\"type\": \"object\", \"properties\": {\"message\": {\"type\": \"string\"},"
                    + " \"timeout\": {\"type\": \"number\", \"minimum\": 0.001, \"maximum\": 3600,"
                    + " \"default\": 3, \"unit\": \"s\"}}, \"required\": [\"message\"]}";

    /** What a configuration may say about an instrument. */
    @ObjectClassDefinition(
            name = "SCPI instrument",
            description = "Any instrument that speaks SCPI over TCP, by a table of commands")
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

        /** Each time it is connected. */
        @AttributeDefinition(description = "Commands that are sent when it is connected")
        String[] onConnect() default {};

        /** Empty: it has none. */
        @AttributeDefinition(description = "Query for one entry of its error queue; empty: none")
        String errorQuery() default ScpiOptions.ERROR_QUERY;

        /** JSON object of objects. */
        @AttributeDefinition(
                description =
                        "Name to {query, set, type, unit, minimum, maximum, choices, read_only,"
                                + " poll, title, description}")
        String properties() default "{}";

        /** JSON object of objects. */
        @AttributeDefinition(
                description =
                        "Name to {command or query, parameters, type, unit, choices, media_type,"
                                + " wait, timeout, abort, title, description}")
        String actions() default "{}";

        /** Not by default: whoever may invoke actions could do anything. */
        @AttributeDefinition(description = "Whether there are actions 'ask' and 'tell'")
        boolean raw() default false;

        /** For people. */
        @AttributeDefinition(description = "Title of the Thing")
        String title() default "";

        /** For people. */
        @AttributeDefinition(description = "Description of the Thing")
        String description() default "";
    }

    private final Affordances affordances = new Affordances().trusted();
    private final CommandTable table;

    /**
     * Called by Declarative Services, once for each configured instrument.
     *
     * @param config this instrument's configuration
     */
    @Activate
    public ScpiInstrument(Config config) {
        this(config, Backoff.USUAL);
    }

    ScpiInstrument(Config config, Backoff backoff) {
        this(
                config,
                ScpiOptions.of(
                                config.host(),
                                config.port(),
                                config.timeout(),
                                config.identification())
                        .with(List.of(config.onConnect()), config.errorQuery()),
                backoff);
    }

    private ScpiInstrument(Config config, ScpiOptions options, Backoff backoff) {
        super(options, backoff);
        if (!config.title().isEmpty()) {
            affordances.title(config.title());
        }
        if (!config.description().isEmpty()) {
            affordances.description(config.description());
        }
        table = new CommandTable(this::line, options.timeout());
        table.declare(affordances, config.properties(), config.actions());
        if (config.raw()) {
            declareRaw();
        }
    }

    private void declareRaw() {
        affordances
                .action("ask")
                .title("Asks the instrument anything.")
                .input(MESSAGE)
                .output(TEXT)
                .does(a -> line().ask((String) a.get("message"), end(a.get("timeout"))));
        affordances
                .action("tell")
                .title("Tells the instrument anything.")
                .input(MESSAGE)
                .does(
                        a -> {
                            line().tell((String) a.get("message"), end(a.get("timeout")));
                            return null;
                        });
    }

    private static Deadline end(Object seconds) {
        double s = seconds == null ? 3 : ((Number) seconds).doubleValue();
        return Deadline.cancellable(Duration.ofMillis((long) (s * 1000)));
    }

    @Override
    public Affordances affordances() {
        return affordances;
    }

    @Override
    public void open(ThingContext context) throws Exception {
        super.open(context);
        if (table.polls()) {
            context.startThread(
                    context.name() + "-polling",
                    () -> table.poll(connected::get, context.logger()));
        }
    }
}
