package org.labthings.core.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.Affordances;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.DynamicThing;
import org.labthings.api.InvalidReturnValueError;
import org.labthings.api.Invocation;
import org.labthings.api.MjpegStream;
import org.labthings.api.RefusedInputError;
import org.labthings.api.UnservableThingError;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.ServedProperty;
import org.labthings.core.internal.blob.StoredLinks;
import org.labthings.core.internal.blob.WeakBlobStore;
import org.labthings.core.internal.invocation.InvocationStore;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.core.internal.log.ThingLogger;
import org.labthings.core.internal.notify.NotificationHub;
import org.labthings.core.internal.property.Presence;
import org.labthings.core.internal.property.PropertyAccess;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;
import org.slf4j.event.Level;

class DynamicThingTest {
    private final NotificationHub hub = new NotificationHub();
    private final StoredLinks links = new StoredLinks(new WeakBlobStore(), "/api");
    private final InvocationStore invocations =
            new InvocationStore(new InvocationStore.Limits(10, 10, 100, 1 << 20), hub, Level.INFO);
    private final List<String> saves = new ArrayList<>();

    @AfterEach
    void stop() {
        invocations.stop();
    }

    private ThingModel compile(DynamicThing thing) {
        PropertyAccess.Saver saver =
                new PropertyAccess.Saver() {
                    @Override
                    public void saveNow() {
                        saves.add("now");
                    }

                    @Override
                    public void saveSoon() {
                        saves.add("soon");
                    }
                };
        return new ThingCompiler(
                        thing,
                        new Surroundings(
                                "supply",
                                new GlobalLock(false),
                                hub,
                                invocations,
                                links,
                                saver,
                                new Presence("supply"),
                                ThingLogger.of("supply", () -> false)))
                .compile();
    }

    /** As a driver writes one. */
    private static class Supply implements DynamicThing {
        final Affordances affordances = new Affordances().title("Power supply");
        public final DataProperty<Integer> channels = DataProperty.of(2).readOnly();
        double volts = 1;

        Supply() {
            affordances
                    .property("voltage")
                    .title("Voltage")
                    .schema("{\"type\": \"number\", \"minimum\": 0, \"unit\": \"V\"}")
                    .observable()
                    .readBy(() -> volts)
                    .writtenBy(
                            v -> {
                                if ((Double) v > 30) {
                                    throw new RefusedInputError("More than it has");
                                }
                                volts = (Double) v;
                                affordances.properties().get("voltage").changed(v);
                            });
            affordances.property("broken").readBy(() -> throwing("no answer"));
            affordances.property("wrong").schema("{\"type\": \"integer\"}").readBy(() -> "five");
            affordances
                    .property("label")
                    .schema("{\"type\": \"string\", \"maxLength\": 8}")
                    .keptIn(DataSetting.of("spare"));
            affordances
                    .action("ramp")
                    .input(
                            "{\"type\": \"object\", \"properties\": {\"to\": {\"type\":"
                                    + " \"number\"}}}")
                    .output("{\"type\": \"string\"}")
                    .does(arguments -> arguments + " " + Invocation.current().isPresent());
            affordances.event("tripped").data("{\"type\": \"string\"}");
            affordances.stream("view", MjpegStream.create());
        }

        private static Object throwing(String text) throws IOException {
            throw new IOException(text);
        }

        @Override
        public Affordances affordances() {
            return affordances;
        }
    }

    private String read(ServedProperty p) throws IOException {
        return new String(p.read(links), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void whatItDescribesIsServedBesideItsMembers() {
        ThingModel m = compile(new Supply());
        assertEquals("Power supply", m.title());
        assertEquals(
                Set.of("broken", "channels", "label", "voltage", "wrong"), m.properties().keySet());
        assertEquals(Set.of("ramp"), m.actions().keySet());
        assertEquals(Set.of("tripped"), m.events().keySet());
        assertEquals(Set.of("view"), m.streams().keySet());
        assertEquals(1, m.settings().size());
        assertEquals("V", m.properties().get("voltage").type().schema().get("unit").asText());
        assertTrue(m.properties().get("broken").readOnly());
    }

    @Test
    void propertiesRunItsCodeAndTellObservers() throws Exception {
        Supply supply = new Supply();
        ServedProperty p = compile(supply).properties().get("voltage");
        List<String> seen = new ArrayList<>();
        hub.subscribe(
                "supply", "voltage", n -> seen.add(new String(n.json(), StandardCharsets.UTF_8)));
        assertFalse(p.memory());
        assertTrue(p.observable());
        p.write(json("12"), links);
        assertEquals("12.0", read(p));
        assertEquals(List.of("12.0"), seen);
        ValidationException e =
                assertThrows(ValidationException.class, () -> p.write(json("-1"), links));
        assertEquals("greater_than_equal", e.issues().get(0).type());
        e = assertThrows(ValidationException.class, () -> p.write(json("31"), links));
        assertEquals("More than it has", e.issues().get(0).msg());
        assertEquals(List.of("body"), e.issues().get(0).loc());
    }

    @Test
    void failuresOfItsCodeAreTheirOwn() {
        Map<String, ServedProperty> properties = compile(new Supply()).properties();
        assertThrows(IOException.class, () -> read(properties.get("broken")));
        assertThrows(InvalidReturnValueError.class, () -> read(properties.get("wrong")));
    }

    @Test
    void whatAHandleKeepsIsDataAndMayBeASetting() throws Exception {
        ServedProperty p = compile(new Supply()).properties().get("label");
        assertTrue(p.memory() && p.setting() && p.resettable() && p.observable());
        p.write(json("\"main\""), links);
        assertEquals("\"main\"", read(p));
        assertThrows(ValidationException.class, () -> p.write(json("\"much too long\""), links));
        assertEquals(List.of("now"), saves);
        assertEquals("spare", p.defaultValue().asText());
    }

    @Test
    void actionsAreInvocations() throws Exception {
        ThingModel m = compile(new Supply());
        InvocationRecord r = m.actions().get("ramp").invoke(json("{\"to\": 3}"), links);
        r.whenDone().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(InvocationStatus.COMPLETED, r.state().status());
        assertEquals("\"{to=3.0} true\"", output(r));
        assertThrows(
                ValidationException.class,
                () -> m.actions().get("ramp").invoke(json("{\"to\": \"x\"}"), links));
    }

    private String output(InvocationRecord r) throws IOException {
        return new String(Json.bytes(out -> r.writeOutput(out, links)), StandardCharsets.UTF_8);
    }

    @Test
    void anEventReachesItsSubscribers() {
        Supply supply = new Supply();
        supply.affordances.events().get("tripped").emit("before it is served");
        compile(supply);
        List<String> seen = new ArrayList<>();
        hub.subscribe(
                "supply", "tripped", n -> seen.add(new String(n.json(), StandardCharsets.UTF_8)));
        supply.affordances.events().get("tripped").emit("hot");
        assertEquals(List.of("\"hot\""), seen);
    }

    @Test
    void whatIsIncompleteOrTwiceThereIsRefused() {
        Affordances none = new Affordances();
        none.property("empty");
        assertThrows(UnservableThingError.class, () -> compile(() -> none));
        assertThrows(IllegalArgumentException.class, () -> none.action("empty"));
        assertThrows(IllegalArgumentException.class, () -> none.event("a/b"));
        DataProperty<String> shared = DataProperty.of("");
        Affordances twice = new Affordances();
        twice.property("one").keptIn(shared);
        twice.property("two").keptIn(shared);
        assertThrows(UnservableThingError.class, () -> compile(() -> twice));
    }
}
