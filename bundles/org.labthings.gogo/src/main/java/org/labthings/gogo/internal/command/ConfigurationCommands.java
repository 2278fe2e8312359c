package org.labthings.gogo.internal.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.labthings.config.ConfigurationRefusedException;
import org.labthings.config.DriverType;
import org.labthings.config.Requester;
import org.labthings.config.SavedSet;
import org.labthings.config.ThingConfigurations;
import org.labthings.config.ThingDefinition;
import org.labthings.gogo.internal.guide.Guides;
import org.labthings.gogo.internal.output.Facts;
import org.labthings.gogo.internal.output.JsonConversion;
import org.labthings.gogo.internal.output.Rows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The configured Things. Called by Gogo, on a session's thread; each may block for half a minute.
 */
@Component(
        service = ConfigurationCommands.class,
        property = {
            CommandProcessor.COMMAND_SCOPE + "=" + Guides.SCOPE,
            CommandProcessor.COMMAND_FUNCTION + "=types",
            CommandProcessor.COMMAND_FUNCTION + "=create",
            CommandProcessor.COMMAND_FUNCTION + "=remove",
            CommandProcessor.COMMAND_FUNCTION + "=connect",
            CommandProcessor.COMMAND_FUNCTION + "=save"
        })
public final class ConfigurationCommands {
    private final ThingConfigurations configurations;

    /** Called by Declarative Services. */
    @Activate
    public ConfigurationCommands(@Reference ThingConfigurations configurations) {
        this.configurations = configurations;
    }

    private interface Change<T> {
        T make() throws ConfigurationRefusedException;
    }

    private static <T> T refusable(Change<T> change) throws ShellException {
        try {
            return change.make();
        } catch (ConfigurationRefusedException e) {
            throw new ShellException(String.join("\n", e.errors()));
        }
    }

    private static Requester by(CommandSession session) {
        return new Requester(SessionUser.of(session), "shell");
    }

    /** All, or one. */
    public Object types(Object... given) throws ShellException {
        Words words = Words.of(Guides.of("types"), given);
        if (words.count() == 0) {
            return Rows.of(configurations.types())
                    .column("TYPE", DriverType::name)
                    .column("DRIVER", t -> t.bundle() + " " + t.version())
                    .column("ATTRIBUTES", ConfigurationCommands::attributes)
                    .column("TITLE", DriverType::title)
                    .orElse("No driver is installed. See install.");
        }
        DriverType type = type(words.text(0));
        return new Facts()
                .with("type", type.name())
                .with("title", type.title())
                .with("description", type.description())
                .with("class", type.implementation())
                .with("aliases", type.aliases())
                .with("driver", type.bundle() + " " + type.version())
                .with("takes", type.described() ? null : "any attributes; it describes none")
                .with(
                        "attributes",
                        Rows.of(type.attributes())
                                .column("ATTRIBUTE", DriverType.Attribute::name)
                                .column("KIND", ConfigurationCommands::kind)
                                .column("DEFAULT", ConfigurationCommands::defaultOf)
                                .column("DESCRIPTION", DriverType.Attribute::description));
    }

    private DriverType type(String name) throws ShellException {
        List<DriverType> types = configurations.types();
        for (DriverType type : types) {
            if (type.name().equals(name)
                    || type.implementation().equals(name)
                    || type.aliases().contains(name)) {
                return type;
            }
        }
        throw Laboratory.unknown("type", name, types.stream().map(DriverType::name).toList());
    }

    private static String attributes(DriverType type) {
        return String.join(
                " ",
                type.attributes().stream()
                        .map(a -> a.required() ? a.name() : "[" + a.name() + "]")
                        .toList());
    }

    private static String kind(DriverType.Attribute attribute) {
        String kind = attribute.kind().name().toLowerCase(Locale.ROOT);
        if (!attribute.options().isEmpty()) {
            kind =
                    String.join(
                            "|",
                            attribute.options().stream().map(o -> o.value().asText()).toList());
        }
        return attribute.list() ? "list of " + kind : kind;
    }

    private static String defaultOf(DriverType.Attribute attribute) {
        if (attribute.required()) {
            return "(required)";
        }
        JsonNode value = attribute.defaultValue();
        return value == null ? "" : JsonConversion.text(value);
    }

    /** Adds one. */
    public String create(CommandSession session, Object... given) throws ShellException {
        Words words = Words.of(Guides.of("create"), given);
        JsonNode kwargs = KeyValues.json(words.from(2));
        if (kwargs != null && !kwargs.isObject()) {
            throw new ShellException("Attributes are a JSON object, or name=value each");
        }
        ThingDefinition thing =
                kwargs == null
                        ? ThingDefinition.of(words.text(0), words.text(1))
                        : ThingDefinition.of(words.text(0), words.text(1), (ObjectNode) kwargs);
        refusable(
                () -> {
                    configurations.create(thing, by(session));
                    return null;
                });
        return words.text(0) + " is configured, and not saved yet; see why and save.";
    }

    /** Removes one. */
    public String remove(CommandSession session, Object... given) throws ShellException {
        String name = Words.of(Guides.of("remove"), given).text(0);
        refusable(
                () -> {
                    configurations.remove(name, by(session));
                    return null;
                });
        return name + " is removed, which is not saved yet; see save.";
    }

    /** Connects a slot. */
    public String connect(CommandSession session, Object... given) throws ShellException {
        Words words = Words.of(Guides.of("connect"), given);
        JsonNode target = JsonConversion.json(words.value(2));
        refusable(
                () -> {
                    configurations.connect(words.text(0), words.text(1), target, by(session));
                    return null;
                });
        return words.text(0) + "." + words.text(1) + " is connected, and not saved yet; see save.";
    }

    /** Writes the file. */
    public Facts save(CommandSession session, Object... given) throws ShellException {
        Words.of(Guides.of("save"), given);
        SavedSet saved = refusable(() -> configurations.save(by(session)));
        return new Facts()
                .with("file", saved.file().toString())
                .with("things", saved.things())
                .with("superseded", saved.superseded());
    }
}
