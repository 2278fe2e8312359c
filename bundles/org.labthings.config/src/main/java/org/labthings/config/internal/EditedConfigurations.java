package org.labthings.config.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.labthings.config.ConfigurationRefusedException;
import org.labthings.config.DriverType;
import org.labthings.config.Requester;
import org.labthings.config.RunningSet;
import org.labthings.config.SavedSet;
import org.labthings.config.ThingConfigurations;
import org.labthings.config.ThingDefinition;
import org.labthings.config.internal.apply.Laboratory;
import org.labthings.config.internal.edit.EntryForm;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;
import org.labthings.core.Things;

/** The service that faces edit with: checks, carries out on the one thread, and is accountable. */
final class EditedConfigurations implements ThingConfigurations {
    /** Runs what touches the laboratory, one after the other, and waits for it. */
    interface Turn {
        /**
         * Waits for its turn, and for the task.
         *
         * @throws ConfigurationRefusedException from the task
         */
        <T> T take(Callable<T> task) throws ConfigurationRefusedException;
    }

    private final Laboratory laboratory;
    private final Supplier<List<DriverType>> types;
    private final ConfigurationFile file;
    private final SlotCheck slots;
    private final Turn turn;
    private final Audit audit = new Audit();

    /**
     * For one laboratory.
     *
     * @param things those that there are now; empty while the platform is not there
     */
    EditedConfigurations(
            Laboratory laboratory,
            Supplier<List<DriverType>> types,
            ConfigurationFile file,
            Supplier<Optional<Things>> things,
            Turn turn) {
        this.laboratory = laboratory;
        this.types = types;
        this.file = file;
        this.slots = new SlotCheck(things);
        this.turn = turn;
    }

    @Override
    public List<DriverType> types() {
        return types.get();
    }

    @Override
    public RunningSet running() {
        try {
            return turn.take(
                    () ->
                            new RunningSet(
                                    definitions(),
                                    List.copyOf(laboratory.edits().names()),
                                    file.path(),
                                    file.obstacle()));
        } catch (ConfigurationRefusedException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private List<ThingDefinition> definitions() throws ConfigurationRefusedException {
        if (laboratory.document() == null) {
            throw new ConfigurationRefusedException("The server has no configuration that is good");
        }
        return laboratory.document().things().stream().map(EntryForm::definition).toList();
    }

    private Optional<ThingDefinition> find(String name) throws ConfigurationRefusedException {
        return definitions().stream().filter(t -> t.name().equals(name)).findFirst();
    }

    private ThingDefinition existing(String name) throws ConfigurationRefusedException {
        return find(name)
                .orElseThrow(
                        () ->
                                new ConfigurationRefusedException(
                                        "things." + name + ": there is no such Thing"));
    }

    @Override
    public void create(ThingDefinition thing, Requester by) throws ConfigurationRefusedException {
        turn.take(
                () -> {
                    if (find(thing.name()).isPresent()) {
                        throw new ConfigurationRefusedException(
                                "things." + thing.name() + ": there is a Thing of that name");
                    }
                    edit(thing, true);
                    return null;
                });
        audit.thing("thing.create", thing.name(), Map.of("class", thing.className()), by);
    }

    @Override
    public void change(ThingDefinition thing, Requester by) throws ConfigurationRefusedException {
        turn.take(
                () -> {
                    boolean other = !existing(thing.name()).className().equals(thing.className());
                    edit(thing, other);
                    return null;
                });
        audit.thing("thing.change", thing.name(), Map.of("class", thing.className()), by);
    }

    @Override
    public void connect(String thing, String slot, JsonNode target, Requester by)
            throws ConfigurationRefusedException {
        turn.take(
                () -> {
                    ThingDefinition before = existing(thing);
                    slots.check(thing, slot, target, definitions());
                    if (target == null) {
                        before.slots().remove(slot);
                    } else {
                        before.slots().set(slot, target.deepCopy());
                    }
                    edit(before, false);
                    return null;
                });
        String to = target == null ? "(default)" : target.toString();
        audit.thing("thing.connect", thing, Map.of("slot", slot, "to", to), by);
    }

    @Override
    public void remove(String thing, Requester by) throws ConfigurationRefusedException {
        turn.take(
                () -> {
                    existing(thing);
                    refuse(laboratory.edit(thing, null, false));
                    return null;
                });
        audit.thing("thing.remove", thing, Map.of(), by);
    }

    private void edit(ThingDefinition thing, boolean known)
            throws IOException, ConfigurationRefusedException {
        ThingDefinition sayable = file.isPatch() ? withoutNulls(thing) : thing;
        JsonNode inFile = laboratory.entryInFile(thing.name());
        JsonNode entry = JsonText.asRead(EntryForm.of(sayable, inFile));
        refuse(laboratory.edit(thing.name(), entry, known));
    }

    /** A patch cannot set null: no Things are an empty list, no argument is none. */
    private static ThingDefinition withoutNulls(ThingDefinition thing) {
        ObjectNode kwargs = thing.kwargs().deepCopy();
        kwargs.properties().removeIf(member -> member.getValue().isNull());
        ObjectNode slots = thing.slots().deepCopy();
        thing.slots()
                .properties()
                .forEach(
                        member -> {
                            if (member.getValue() instanceof NullNode) {
                                slots.putArray(member.getKey());
                            }
                        });
        return new ThingDefinition(thing.name(), thing.className(), thing.args(), kwargs, slots);
    }

    private static void refuse(Findings findings) throws ConfigurationRefusedException {
        if (!findings.isGood()) {
            throw new ConfigurationRefusedException(findings.errors());
        }
    }

    @Override
    public SavedSet save(Requester by) throws ConfigurationRefusedException {
        SavedSet saved =
                turn.take(
                        () -> {
                            Optional<String> obstacle = file.obstacle();
                            if (obstacle.isPresent()) {
                                throw new ConfigurationRefusedException(obstacle.get());
                            }
                            refuse(laboratory.load()); // the file may have changed a moment ago
                            List<String> superseded = laboratory.superseded();
                            List<String> names = List.copyOf(laboratory.edits().names());
                            if (!names.isEmpty()) {
                                file.write(laboratory.edits());
                                refuse(laboratory.load());
                            }
                            return new SavedSet(file.path().orElseThrow(), names, superseded);
                        });
        audit.file("configuration.save", saved.file().toString(), saved.things(), by);
        return saved;
    }

    @Override
    public void discard(Requester by) throws ConfigurationRefusedException {
        List<String> names =
                turn.take(
                        () -> {
                            List<String> edited = List.copyOf(laboratory.edits().names());
                            refuse(laboratory.discard());
                            return edited;
                        });
        audit.file("configuration.discard", "", names, by);
    }

    @Override
    public String text() throws ConfigurationRefusedException {
        return turn.take(() -> file.text(laboratory.edits()));
    }
}
