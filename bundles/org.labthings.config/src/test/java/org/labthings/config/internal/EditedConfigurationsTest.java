package org.labthings.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.config.ConfigurationRefusedException;
import org.labthings.config.DriverType;
import org.labthings.config.Requester;
import org.labthings.config.RunningSet;
import org.labthings.config.SavedSet;
import org.labthings.config.ThingConfigurations;
import org.labthings.config.ThingDefinition;
import org.labthings.config.internal.apply.ConfigurationWriter;
import org.labthings.config.internal.apply.FakeAdmin;
import org.labthings.config.internal.apply.Laboratory;
import org.labthings.config.internal.apply.ServerProperties;
import org.labthings.config.internal.component.FakeRuntime;
import org.labthings.config.internal.component.ThingResolver;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.core.ThingState;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;
import org.labthings.schema.Json;
import org.slf4j.helpers.NOPLogger;

class EditedConfigurationsTest {
    private static final String CAM = "org.example.Cam";
    private static final Requester BY = new Requester("ann", "127.0.0.1");

    @TempDir Path folder;
    private final FakeRuntime runtime = new FakeRuntime();
    private final FakeAdmin admin = new FakeAdmin();
    private Things things = new Things(Map.of(), Map.of(), true);
    private Laboratory laboratory;

    @BeforeEach
    void aDriver() {
        runtime.add(CAM, "1", "python:Cam");
    }

    private ThingConfigurations start(ConfigurationSource source) throws IOException {
        laboratory =
                new Laboratory(
                        source,
                        new ThingResolver(runtime.components(), false),
                        new ConfigurationWriter(admin.admin()),
                        FakeRuntime.http(),
                        FakeRuntime.noHttp(),
                        FakeRuntime.extensions(),
                        new ServerProperties(Map.of("labthings.data", "/data")::get),
                        NOPLogger.NOP_LOGGER);
        assertEquals(List.of(), laboratory.load().errors());
        admin.news();
        EditedConfigurations.Turn here =
                new EditedConfigurations.Turn() {
                    @Override
                    public <T> T take(Callable<T> task) throws ConfigurationRefusedException {
                        try {
                            return task.call();
                        } catch (ConfigurationRefusedException | RuntimeException e) {
                            throw e;
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
        return new EditedConfigurations(
                laboratory,
                () -> runtime.components().types(),
                new ConfigurationFile(source, folder.resolve("home"), f -> {}),
                () -> Optional.of(things),
                here);
    }

    private ThingConfigurations start(String config) throws IOException {
        return start(ConfigurationSource.file(file("lab.json", config)));
    }

    private Path file(String name, String config) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, config.replace('\'', '"'));
    }

    private JsonNode saved() throws IOException {
        return Json.MAPPER.readTree(folder.resolve("lab.json").toFile());
    }

    private static ObjectNode object(String json) throws IOException {
        return (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"'));
    }

    @Test
    void typesAreDescribed() throws Exception {
        DriverType type = start("{'things': {}}").types().get(0);
        assertEquals(CAM, type.name());
        assertEquals(List.of("python:Cam"), type.aliases());
        assertEquals("bundle.of." + CAM, type.bundle());
        DriverType.Attribute attribute = type.attributes().get(0);
        assertEquals("frame_rate", attribute.name());
        assertEquals(DriverType.Kind.NUMBER, attribute.kind());
        assertEquals("0", attribute.defaultValue().toString());
        assertFalse(attribute.required());
    }

    @Test
    void aThingIsCreatedChangedSavedAndRemoved() throws Exception {
        ThingConfigurations all = start("{'x': 1, 'things': {'a': {'cls': 'y', 'x-note': 2}}}");
        all.create(ThingDefinition.of("new", CAM, object("{'frame_rate': 5}")), BY);
        assertEquals(List.of("update org.example.Cam~new"), admin.news());
        assertEquals(5.0, admin.stored.get("org.example.Cam~new").get("frameRate"));
        assertEquals(List.of("new"), all.running().unsaved());
        assertFalse(saved().toString().contains("new"));

        all.change(ThingDefinition.of("a", CAM), BY);
        SavedSet written = all.save(BY);
        assertEquals(List.of("new", "a"), written.things());
        assertEquals(
                object(
                        "{'x': 1, 'things': {'a': {'cls': 'org.example.Cam', 'x-note': 2}, 'new':"
                                + " {'class': 'org.example.Cam', 'kwargs': {'frame_rate': 5}}}}"),
                saved());
        assertEquals(List.of(), all.running().unsaved());
        admin.news();

        all.remove("new", BY);
        assertEquals(List.of("delete org.example.Cam~new"), admin.news());
        all.save(BY);
        assertFalse(saved().path("things").has("new"));
    }

    @Test
    void errorsHaveThePathsOfTheFileAndChangeNothing() throws Exception {
        ThingConfigurations all = start("{'things': {'a': 'org.example.Cam'}}");
        refused(
                "things.b.kwargs.frame_rate: should be a number, not \"fast\"",
                () ->
                        all.create(
                                ThingDefinition.of("b", CAM, object("{'frame_rate': 'fast'}")),
                                BY));
        refused(
                "things.a b: The name \"a b\" of a Thing",
                () -> all.create(ThingDefinition.of("a b", CAM), BY));
        refused(
                "things.a: there is a Thing of that name",
                () -> all.create(ThingDefinition.of("a", CAM), BY));
        refused(
                "things.b: No installed bundle provides nothing.Known",
                () -> all.create(ThingDefinition.of("b", "nothing.Known"), BY));
        refused("things.z: there is no such Thing", () -> all.remove("z", BY));
        assertEquals(List.of(), admin.news());
        assertEquals(List.of(), all.running().unsaved());
    }

    private static void refused(
            String beginning, org.junit.jupiter.api.function.Executable executable) {
        ConfigurationRefusedException e =
                assertThrows(ConfigurationRefusedException.class, executable);
        assertTrue(e.errors().get(0).startsWith(beginning), e.getMessage());
    }

    @Test
    void slotsAreConnectedOnlyToWhatFits() throws Exception {
        ThingConfigurations all =
                start("{'things': {'a': 'org.example.Cam', 'b': 'org.example.Cam'}}");
        ThingStatus.Slot slot =
                new ThingStatus.Slot("stage", "Stage", "optional", List.of(), List.of("s"), "");
        things =
                new Things(
                        Map.of(),
                        Map.of("a", status("a", List.of(slot)), "b", status("b", List.of())),
                        true);
        refused(
                "things.a.thing_slots.bogus: 'a' has no such slot; it has [stage]",
                () -> all.connect("a", "bogus", TextNode.valueOf("b"), BY));
        refused(
                "things.a.thing_slots.stage: 'z' is not the name of a Thing",
                () -> all.connect("a", "stage", TextNode.valueOf("z"), BY));
        refused(
                "things.a.thing_slots.stage: 'b' is no Stage; of that type there is [s]",
                () -> all.connect("a", "stage", TextNode.valueOf("b"), BY));
        all.connect("a", "stage", NullNode.instance, BY);
        assertEquals("{\"stage\":null}", admin.stored.get("org.example.Cam~a").get("thing.slots"));
        all.connect("a", "stage", null, BY);
        assertEquals("{}", admin.stored.get("org.example.Cam~a").get("thing.slots"));
        assertEquals(List.of(), all.running().unsaved(), "it is as the file says again");
    }

    private static ThingStatus status(String name, List<ThingStatus.Slot> slots) {
        return new ThingStatus(
                name, ThingState.RUNNING, "", Instant.EPOCH, CAM, "b", "1", true, slots, List.of());
    }

    @Test
    void editsOfTheFileAndOfTheRunningSetDoNotFight() throws Exception {
        ThingConfigurations all =
                start("{'things': {'a': 'org.example.Cam', 'b': 'org.example.Cam'}}");
        all.change(ThingDefinition.of("a", CAM, object("{'frame_rate': 1}")), BY);
        all.change(ThingDefinition.of("b", CAM, object("{'frame_rate': 1}")), BY);

        file(
                "lab.json",
                "{'things': {'a': 'org.example.Cam', 'c': 'org.example.Cam', 'b': {'class':"
                        + " 'org.example.Cam', 'kwargs': {'frame_rate': 2}}}}");
        assertTrue(laboratory.load().isGood());
        assertEquals(1.0, admin.stored.get("org.example.Cam~a").get("frameRate"), "still edited");
        assertEquals(2.0, admin.stored.get("org.example.Cam~b").get("frameRate"), "later");
        assertTrue(admin.stored.containsKey("org.example.Cam~c"));
        assertEquals(List.of("a"), all.running().unsaved());

        file("lab.json", "{'things': {'a': 'x', 'b': 'org.example.Cam'}}");
        SavedSet nothing = all.save(BY);
        assertEquals(List.of(), nothing.things());
        assertEquals(List.of("a"), nothing.superseded());
        assertEquals(object("{'things': {'a': 'x', 'b': 'org.example.Cam'}}"), saved());

        all.change(ThingDefinition.of("b", CAM, object("{'frame_rate': 3}")), BY);
        file("lab.json", "{'things': {");
        assertThrows(ConfigurationRefusedException.class, () -> all.save(BY));
        assertEquals(List.of("b"), all.running().unsaved(), "nothing is lost");
        file("lab.json", "{'things': {'a': 'x', 'b': 'org.example.Cam', 'd': 'y'}}");
        all.discard(BY);
        assertFalse(admin.stored.get("org.example.Cam~b").containsKey("frameRate"));
        assertEquals(3, all.running().things().size());
    }

    @Test
    void aPatchIsSavedAsAPatch() throws Exception {
        file("base.json", "{'things': {'a': 'org.example.Cam', 'b': 'org.example.Cam'}}");
        ThingConfigurations all = start("{'base_config_file': 'base.json', 'patch': {}}");
        all.remove("b", BY);
        all.connect("a", "stage", NullNode.instance, BY);
        all.save(BY);
        assertEquals(
                object(
                        "{'base_config_file': 'base.json', 'patch': {'things': {'b': null, 'a':"
                                + " {'class': 'org.example.Cam', 'thing_slots': {'stage': []}}}}}"),
                saved());
        assertEquals(List.of(), all.running().unsaved());
    }

    @Test
    void whereNothingCanBeSavedItSaysWhyBefore() throws Exception {
        RunningSet set = start(ConfigurationSource.text("{\"things\": {}}")).running();
        assertTrue(set.obstacle().orElseThrow().contains("started with --json"));
        Path demo = file("home/conf/demo.json", "{'things': {}}");
        ThingConfigurations all = start(ConfigurationSource.file(demo));
        all.create(ThingDefinition.of("a", CAM), BY);
        refused(demo + " belongs to the distribution", () -> all.save(BY));
        assertEquals("{\n  \"things\": {\n    \"a\": \"org.example.Cam\"\n  }\n}\n", all.text());
    }
}
