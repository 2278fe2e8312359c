package org.labthings.core.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.Action;
import org.labthings.api.CatchAll;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.EventSource;
import org.labthings.api.InvalidReturnValueError;
import org.labthings.api.MjpegStream;
import org.labthings.api.Property;
import org.labthings.api.Resetter;
import org.labthings.api.Thing;
import org.labthings.api.ThingSlot;
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
import org.labthings.schema.ValidationException;
import org.slf4j.event.Level;

class ThingCompilerTest {
    private final NotificationHub hub = new NotificationHub();
    private final StoredLinks links = new StoredLinks(new WeakBlobStore(), "/api");
    private final InvocationStore invocations =
            new InvocationStore(new InvocationStore.Limits(10, 10, 100, 1 << 20), hub, Level.INFO);
    private final List<String> saves = new ArrayList<>();

    @AfterEach
    void stop() {
        invocations.stop();
    }

    private final Presence presence = new Presence("lamp");

    private ThingModel compile(Thing thing) {
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
                                "lamp",
                                new GlobalLock(false),
                                hub,
                                invocations,
                                links,
                                saver,
                                presence,
                                ThingLogger.of("lamp", () -> false)))
                .compile();
    }

    @Doc("A lamp.")
    public static class Lamp implements Thing {
        public final DataProperty<Integer> brightness = DataProperty.of(5).range(0, 10);
        public final DataSetting<String> colourName = DataSetting.of("red");
        public final DataProperty<List<Integer>> levels =
                DataProperty.from(() -> new ArrayList<>());
        public final EventSource<Integer> burnedOut = EventSource.create();
        public final MjpegStream view = MjpegStream.create();
        final ThingSlot<Thing> other = ThingSlot.optional(Thing.class);
        private double volts = 1.5;

        @Property(defaultValue = "2.5")
        public double getVoltage() {
            return volts;
        }

        public void setVoltage(double v) {
            if (v > 100) {
                throw new IllegalStateException("too much");
            }
            volts = v;
        }

        @Property(type = Integer.class)
        public Object wrong() {
            return "not an int";
        }

        @Property
        public int fuse() throws IOException {
            throw new IOException("blown");
        }

        public void fuse(int value) {}

        @Resetter("fuse")
        public void resetFuse() {
            volts = 0;
        }

        @Action
        public Map<String, Object> flash(
                @Min(1) @Max(5) int times,
                @Default("\"soft\"") String mode,
                Optional<Integer> pause,
                @CatchAll Map<String, Object> others) {
            return Map.of("times", times, "mode", mode, "others", others);
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private String read(ServedProperty p) throws IOException {
        return new String(p.read(links), StandardCharsets.UTF_8);
    }

    @Test
    void findsEveryMemberUnderItsWireName() {
        ThingModel m = compile(new Lamp());
        assertEquals("Lamp", m.title());
        assertEquals("A lamp.", m.description());
        assertEquals(
                Set.of("brightness", "colour_name", "levels", "voltage", "wrong", "fuse"),
                m.properties().keySet());
        assertEquals(Set.of("flash"), m.actions().keySet());
        assertEquals(Set.of("burned_out"), m.events().keySet());
        assertEquals(Set.of("view"), m.streams().keySet());
        assertEquals(Set.of("other"), m.slots().keySet());
        assertEquals(1, m.settings().size());
        assertEquals("2.5", m.properties().get("voltage").defaultValue().toString());
    }

    @Test
    void aDataPropertyIsReadWithoutDriverCodeAndKeptEncoded() throws Exception {
        Lamp lamp = new Lamp();
        ServedProperty p = compile(lamp).properties().get("brightness");
        assertTrue(p.memory());
        assertEquals("5", read(p));
        assertSame(p.read(links), p.read(links), "the same bytes for the same value");
        lamp.brightness.set(7);
        assertEquals("7", read(p));
        lamp.levels.get().add(3);
        assertArrayEquals(
                "[3]".getBytes(StandardCharsets.UTF_8),
                compile(lamp).properties().get("levels").read(links),
                "a change in place is seen by readers");
    }

    @Test
    void writingValidatesAndTellsObservers() throws Exception {
        Lamp lamp = new Lamp();
        ThingModel m = compile(lamp);
        List<String> seen = new ArrayList<>();
        hub.subscribe(
                "lamp", "brightness", n -> seen.add(new String(n.json(), StandardCharsets.UTF_8)));
        ServedProperty p = m.properties().get("brightness");
        p.write(json("\"8\""), links);
        assertEquals(8, lamp.brightness.get());
        assertThrows(ValidationException.class, () -> p.write(json("11"), links));
        assertThrows(ValidationException.class, () -> p.write(null, links));
        assertThrows(RuntimeException.class, () -> lamp.brightness.set(11));
        assertEquals(8, lamp.brightness.get());
        p.reset();
        assertEquals(List.of("8", "5"), seen);
        assertTrue(saves.isEmpty(), "no setting was touched");
    }

    @Test
    void aSettingIsSavedBeforeARequestIsAnswered() throws Exception {
        Lamp lamp = new Lamp();
        ServedProperty p = compile(lamp).properties().get("colour_name");
        p.write(json("\"blue\""), links);
        lamp.colourName.set("green");
        assertEquals(List.of("now", "soon"), saves);
    }

    @Test
    void functionalPropertiesRunDriverCode() throws Exception {
        Lamp lamp = new Lamp();
        Map<String, ServedProperty> all = compile(lamp).properties();
        ServedProperty voltage = all.get("voltage");
        assertFalse(voltage.memory());
        assertFalse(voltage.observable());
        voltage.write(json("3"), links);
        assertEquals("3.0", read(voltage));
        voltage.reset();
        assertEquals("2.5", read(voltage));
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> voltage.write(json("101"), links));
        assertEquals("too much", e.getMessage());
        IOException blown = assertThrows(IOException.class, () -> all.get("fuse").read(links));
        assertEquals("blown", blown.getMessage());
        all.get("fuse").reset();
        assertEquals("0.0", read(voltage));
        InvalidReturnValueError wrong =
                assertThrows(InvalidReturnValueError.class, () -> all.get("wrong").read(links));
        assertTrue(wrong.getMessage().startsWith("Error validating lamp.wrong"));
        assertTrue(all.get("wrong").readOnly());
    }

    @Test
    void anActionGetsItsArguments() throws Exception {
        InvocationRecord r =
                compile(new Lamp())
                        .actions()
                        .get("flash")
                        .invoke(json("{\"times\": 2, \"extra\": true}"), links);
        assertEquals(
                InvocationStatus.COMPLETED,
                r.whenDone().toCompletableFuture().get(5, TimeUnit.SECONDS).state().status());
        byte[] out = org.labthings.schema.Json.bytes(g -> r.writeOutput(g, links));
        assertEquals(
                json("{\"times\":2,\"mode\":\"soft\",\"others\":{\"extra\":true}}"),
                new ObjectMapper().readTree(out));
        byte[] in = org.labthings.schema.Json.bytes(g -> r.writeInput(g, links));
        assertEquals(
                json("{\"times\":2,\"mode\":\"soft\",\"pause\":null,\"extra\":true}"),
                new ObjectMapper().readTree(in));
    }

    @Test
    void anEventReachesItsObservers() {
        Lamp lamp = new Lamp();
        compile(lamp);
        List<String> seen = new ArrayList<>();
        hub.subscribe(
                "lamp", "burned_out", n -> seen.add(new String(n.json(), StandardCharsets.UTF_8)));
        lamp.burnedOut.emit(42);
        assertEquals(List.of("42"), seen);
    }

    public static class Twice implements Thing {
        public final DataProperty<Integer> level = DataProperty.of(1);

        @Action
        public void level() {}
    }

    public static class Untyped implements Thing {
        public final DataProperty<Thread> level = DataProperty.of(null);
    }

    public static class Empty implements Thing {
        public DataProperty<Integer> level;
    }

    @Test
    void anUnservableClassIsNamedWithItsMember() {
        for (Thing t : List.of(new Twice(), new Untyped(), new Empty())) {
            UnservableThingError e = assertThrows(UnservableThingError.class, () -> compile(t));
            assertTrue(e.getMessage().contains(t.getClass().getSimpleName()), e.getMessage());
            assertTrue(e.getMessage().contains("level"), e.getMessage());
        }
    }
}
