package org.labthings.gogo.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.CommandProcessor;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.gogo.internal.guide.Guides;
import org.labthings.gogo.internal.output.Facts;
import org.labthings.gogo.internal.output.Rows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How Things are. Called by Gogo, on a session's thread. */
@Component(
        service = ThingCommands.class,
        property = {
            CommandProcessor.COMMAND_SCOPE + "=" + Guides.SCOPE,
            CommandProcessor.COMMAND_FUNCTION + "=things",
            CommandProcessor.COMMAND_FUNCTION + "=thing",
            CommandProcessor.COMMAND_FUNCTION + "=why",
            CommandProcessor.COMMAND_FUNCTION + "=slots",
            CommandProcessor.COMMAND_FUNCTION + "=lock"
        })
public final class ThingCommands {
    private final Laboratory laboratory;

    /** Called by Declarative Services. */
    @Activate
    public ThingCommands(@Reference ThingServer server) {
        this.laboratory = new Laboratory(server);
    }

    /** A slot and the Thing that it belongs to. */
    public record OwnedSlot(String thing, ThingStatus.Slot slot) {}

    /** All of them. */
    public Rows<ThingStatus> things(Object... given) throws ShellException {
        Words.of(Guides.of("things"), given);
        return Rows.of(List.copyOf(laboratory.server().things().statuses().values()))
                .column("NAME", ThingStatus::name)
                .column("STATE", s -> lower(s.state()))
                .column("DRIVER", ThingCommands::driver)
                .column("SINCE", s -> Moments.ago(s.since()))
                .column("REASON", ThingStatus::reason)
                .orElse("Nothing is configured. See types and create.");
    }

    private static String driver(ThingStatus status) {
        return status.bundle() == null ? "-" : status.bundle() + " " + status.version();
    }

    private static String lower(ThingState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** All about one. */
    public Facts thing(Object... given) throws ShellException {
        String name = Words.of(Guides.of("thing"), given).text(0);
        ThingStatus status = laboratory.status(name);
        ServedThing served = laboratory.server().things().served().get(name);
        Facts facts =
                new Facts()
                        .with("name", name)
                        .with("title", served == null ? null : served.title())
                        .with("description", served == null ? null : served.description())
                        .with("state", lower(status.state()))
                        .with("reason", status.reason())
                        .with("since", Moments.local(status.since()))
                        .with("class", status.className())
                        .with("driver", driver(status))
                        .with("lock", lock(name));
        if (served != null) {
            facts.with("properties", Affordances.properties(served))
                    .with("actions", Affordances.actions(served))
                    .with("events", Affordances.events(served))
                    .with("streams", List.copyOf(served.streams().keySet()))
                    .with("endpoints", List.copyOf(served.endpoints().keySet()));
        }
        return facts.with("slots", slots(List.of(status)))
                .with(
                        "history",
                        Rows.of(status.history())
                                .column("AT", t -> Moments.local(t.at()))
                                .column("STATE", t -> lower(t.state()))
                                .column("REASON", ThingStatus.Transition::reason));
    }

    private String lock(String thing) {
        return laboratory
                .server()
                .globalLockHolder()
                .filter(h -> h.who().equals(thing) || h.who().startsWith(thing + "."))
                .map(h -> "held by " + h.who() + " for " + Moments.ago(h.since()))
                .orElse(null);
    }

    /** Why it is as it is. */
    public Facts why(Object... given) throws ShellException {
        ThingStatus status = laboratory.status(Words.of(Guides.of("why"), given).text(0));
        List<ThingStatus.Slot> empty =
                status.slots().stream()
                        .filter(s -> s.things().isEmpty() && s.kind().equals("required"))
                        .toList();
        Facts facts =
                new Facts()
                        .with("name", status.name())
                        .with("state", lower(status.state()))
                        .with("since", Moments.ago(status.since()))
                        .with("reason", status.reason());
        if (!status.isRunning()) {
            facts.with("driver", driver(status))
                    .with(
                            "empty slots",
                            Rows.of(empty)
                                    .column("SLOT", ThingStatus.Slot::name)
                                    .column("WHY", ThingStatus.Slot::explanation))
                    .with("next", next(status, empty));
        }
        return facts;
    }

    private static String next(ThingStatus status, List<ThingStatus.Slot> empty) {
        if (status.bundle() == null) {
            return "install a driver that provides " + status.className();
        }
        for (ThingStatus.Slot slot : empty) {
            if (!slot.candidates().isEmpty()) {
                return "connect "
                        + status.name()
                        + " "
                        + slot.name()
                        + " "
                        + slot.candidates().get(0);
            }
            return "create a Thing that is a " + slot.type() + "; see types";
        }
        if (status.served()) {
            return "look after the instrument: it is found by itself once it answers";
        }
        return status.state() == ThingState.FAILED
                ? "mend what the reason names, then change its configuration or upgrade its driver"
                : null;
    }

    /** Slots of all Things, or of one. */
    public Rows<OwnedSlot> slots(Object... given) throws ShellException {
        Words words = Words.of(Guides.of("slots"), given);
        return words.count() == 0
                ? slots(List.copyOf(laboratory.server().things().statuses().values()))
                : slots(List.of(laboratory.status(words.text(0))));
    }

    private static Rows<OwnedSlot> slots(List<ThingStatus> statuses) {
        List<OwnedSlot> slots = new ArrayList<>();
        statuses.forEach(t -> t.slots().forEach(s -> slots.add(new OwnedSlot(t.name(), s))));
        return Rows.of(slots)
                .column("THING", OwnedSlot::thing)
                .column("SLOT", s -> s.slot().name())
                .column("TAKES", s -> s.slot().type())
                .column("KIND", s -> s.slot().kind())
                .column("FILLED BY", s -> s.slot().things())
                .column("COULD BE", s -> s.slot().candidates())
                .column("EXPLANATION", s -> s.slot().explanation())
                .orElse("No Thing has a slot.");
    }

    /** The global lock. */
    public Facts lock(Object... given) throws ShellException {
        Words.of(Guides.of("lock"), given);
        ThingServer server = laboratory.server();
        if (!server.globalLockEnabled()) {
            return new Facts()
                    .with("lock", "not used")
                    .with("next", "\"enable_global_lock\": true in the configuration file");
        }
        Instant now = Instant.now();
        return server.globalLockHolder()
                .map(
                        h ->
                                new Facts()
                                        .with("lock", "held")
                                        .with("holder", h.who())
                                        .with("since", Moments.local(h.since()))
                                        .with("for", Moments.between(h.since(), now)))
                .orElseGet(() -> new Facts().with("lock", "free"));
    }
}
