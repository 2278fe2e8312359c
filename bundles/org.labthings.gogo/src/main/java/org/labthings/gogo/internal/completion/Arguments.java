package org.labthings.gogo.internal.completion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandSession;
import org.labthings.config.DriverType;
import org.labthings.config.ThingConfigurations;
import org.labthings.core.InvocationRecord;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer;
import org.labthings.core.ThingStatus;
import org.labthings.gogo.internal.guide.Guide;
import org.labthings.gogo.internal.guide.Guides;
import org.labthings.gogo.internal.output.JsonConversion;
import org.labthings.plugins.Plugin;
import org.labthings.plugins.PluginsAdmin;

/** What arguments of each kind can be, from what is there now. */
public final class Arguments {
    private final Supplier<ThingServer> server;
    private final Supplier<ThingConfigurations> configurations;
    private final Supplier<PluginsAdmin> plugins;

    /** From these services, each of which may be absent (null) for a while. */
    public Arguments(
            Supplier<ThingServer> server,
            Supplier<ThingConfigurations> configurations,
            Supplier<PluginsAdmin> plugins) {
        this.server = server;
        this.configurations = configurations;
        this.plugins = plugins;
    }

    /**
     * All of a kind, or those that begin like the word.
     *
     * @param before the arguments before it
     */
    Collection<Candidate> candidates(
            Guide.Kind kind, List<String> before, String word, CommandSession session) {
        ThingServer laboratory = server.get();
        if (laboratory == null && kind != Guide.Kind.FILE && kind != Guide.Kind.COMMAND) {
            return List.of();
        }
        return switch (kind) {
            case THING -> things(laboratory, t -> true);
            case STREAMING_THING -> things(laboratory, t -> !t.streams().isEmpty());
            case ANY_THING ->
                    laboratory.things().statuses().values().stream()
                            .map(s -> Candidate.of(s.name(), s.reason()))
                            .toList();
            case PROPERTY -> properties(laboratory, before, p -> true);
            case WRITABLE -> properties(laboratory, before, p -> !p.readOnly());
            case RESETTABLE -> properties(laboratory, before, ServedProperty::resettable);
            case ACTION -> actions(laboratory, before);
            case STREAM -> names(streams(laboratory, before));
            case VALUE -> values(laboratory, before);
            case ARGUMENTS -> parameters(laboratory, before);
            case INVOCATION -> invocations(laboratory, r -> true);
            case RUNNING_INVOCATION -> invocations(laboratory, r -> !r.state().status().isFinal());
            case SLOT -> slots(laboratory, before);
            case FILLER -> fillers(laboratory, before);
            case TYPE -> types();
            case ATTRIBUTES -> attributes(before);
            case PLUGIN -> plugins();
            case FILE -> FileNames.candidates(session.currentDir(), word);
            case COMMAND ->
                    Guides.all().stream().map(g -> Candidate.of(g.name(), g.summary())).toList();
            case FREE -> List.of();
        };
    }

    private static List<Candidate> names(Collection<String> names) {
        return names.stream().map(n -> Candidate.of(n, null)).toList();
    }

    private static List<Candidate> things(ThingServer server, Predicate<ServedThing> wanted) {
        return server.things().served().values().stream()
                .filter(wanted)
                .map(t -> Candidate.of(t.name(), t.title()))
                .toList();
    }

    private static ServedThing thing(ThingServer server, List<String> before, int index) {
        return before.size() > index ? server.things().served().get(before.get(index)) : null;
    }

    private static List<Candidate> properties(
            ThingServer server, List<String> before, Predicate<ServedProperty> wanted) {
        ServedThing thing = thing(server, before, 0);
        return thing == null
                ? List.of()
                : thing.properties().values().stream()
                        .filter(wanted)
                        .map(p -> Candidate.of(p.name(), p.title()))
                        .toList();
    }

    private static List<Candidate> actions(ThingServer server, List<String> before) {
        ServedThing thing = thing(server, before, 0);
        return thing == null
                ? List.of()
                : thing.actions().values().stream()
                        .map(a -> Candidate.of(a.name(), a.title()))
                        .toList();
    }

    private static Collection<String> streams(ThingServer server, List<String> before) {
        ServedThing thing = thing(server, before, 1);
        return thing == null ? List.of() : thing.streams().keySet();
    }

    /** What the schema lists, else true and false, else the default. */
    private static List<Candidate> values(ThingServer server, List<String> before) {
        ServedThing thing = thing(server, before, 0);
        ServedProperty property = thing == null ? null : thing.properties().get(before.get(1));
        if (property == null) {
            return List.of();
        }
        JsonNode schema = property.type().schema();
        List<Candidate> values = new ArrayList<>();
        schema.path("enum").forEach(v -> values.add(Candidate.of(JsonConversion.text(v), null)));
        if (schema.path("type").asText().equals("boolean")) {
            return names(List.of("true", "false"));
        }
        if (values.isEmpty() && property.defaultValue() != null) {
            values.add(Candidate.of(property.defaultValue().toString(), "default"));
        }
        return values;
    }

    private static List<Candidate> parameters(ThingServer server, List<String> before) {
        ServedThing thing = thing(server, before, 0);
        ServedAction action = thing == null ? null : thing.actions().get(before.get(1));
        if (action == null) {
            return List.of();
        }
        List<Candidate> names = new ArrayList<>();
        action.input()
                .schema(action.name())
                .path("properties")
                .properties()
                .forEach(p -> names.add(assignment(p.getKey(), p.getValue(), before)));
        names.removeIf(c -> c == null);
        return names;
    }

    private static Candidate assignment(String name, JsonNode schema, List<String> before) {
        boolean given = before.stream().anyMatch(w -> w.startsWith(name + "="));
        return given ? null : new Candidate(name + "=", schema.path("title").asText(null), false);
    }

    private static List<Candidate> invocations(
            ThingServer server, Predicate<InvocationRecord> wanted) {
        return server.invocations().list().stream()
                .filter(wanted)
                .map(
                        r ->
                                Candidate.of(
                                        r.id().toString(),
                                        r.thing()
                                                + "."
                                                + r.action()
                                                + " "
                                                + r.state().status().wireName()))
                .toList();
    }

    private static List<Candidate> slots(ThingServer server, List<String> before) {
        ThingStatus status = server.things().statuses().get(before.get(0));
        return status == null
                ? List.of()
                : status.slots().stream()
                        .map(s -> Candidate.of(s.name(), s.explanation()))
                        .toList();
    }

    private static List<Candidate> fillers(ThingServer server, List<String> before) {
        ThingStatus status = server.things().statuses().get(before.get(0));
        if (status == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>(List.of("null"));
        for (ThingStatus.Slot slot : status.slots()) {
            if (slot.name().equals(before.get(1))) {
                names.addAll(slot.candidates());
                slot.things().stream().filter(t -> !names.contains(t)).forEach(names::add);
            }
        }
        return names(names);
    }

    private List<Candidate> types() {
        ThingConfigurations all = configurations.get();
        return all == null
                ? List.of()
                : all.types().stream().map(t -> Candidate.of(t.name(), t.title())).toList();
    }

    private List<Candidate> attributes(List<String> before) {
        ThingConfigurations all = configurations.get();
        List<Candidate> found = new ArrayList<>();
        if (all != null) {
            for (DriverType type : all.types()) {
                if (type.name().equals(before.get(1))) {
                    type.attributes().stream()
                            .filter(
                                    a ->
                                            before.stream()
                                                    .noneMatch(w -> w.startsWith(a.name() + "=")))
                            .forEach(
                                    a ->
                                            found.add(
                                                    new Candidate(
                                                            a.name() + "=",
                                                            a.description(),
                                                            false)));
                }
            }
        }
        return found;
    }

    private List<Candidate> plugins() {
        PluginsAdmin admin = plugins.get();
        return admin == null ? List.of() : admin.list().stream().map(Arguments::plugin).toList();
    }

    private static Candidate plugin(Plugin plugin) {
        String previous = plugin.previous() == null ? "" : ", before it " + plugin.previous();
        return Candidate.of(plugin.name(), plugin.version() + previous);
    }
}
