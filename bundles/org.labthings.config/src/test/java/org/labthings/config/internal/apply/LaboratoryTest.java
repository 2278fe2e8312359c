package org.labthings.config.internal.apply;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.config.internal.component.FakeRuntime;
import org.labthings.config.internal.component.ThingResolver;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.config.internal.json.Findings;
import org.slf4j.helpers.NOPLogger;

class LaboratoryTest {
    private static final String CAM = "org.example.Cam";
    @TempDir Path folder;
    private final FakeRuntime runtime = new FakeRuntime();
    private final FakeAdmin admin = new FakeAdmin();

    private Laboratory laboratory(boolean strict) {
        Map<String, String> framework =
                Map.of(
                        "labthings.data", "/data",
                        "labthings.host", "127.0.0.1",
                        "labthings.port", "80",
                        "labthings.strict", "" + strict);
        return new Laboratory(
                ConfigurationSource.file(folder.resolve("lab.json")),
                new ThingResolver(runtime.components(), strict),
                new ConfigurationWriter(admin.admin()),
                FakeRuntime.http(),
                FakeRuntime.noHttp(),
                FakeRuntime.extensions(),
                new ServerProperties(framework::get),
                NOPLogger.NOP_LOGGER);
    }

    private void file(String things) throws IOException {
        Files.writeString(folder.resolve("lab.json"), "{\"things\": {" + things + "}}");
    }

    @Test
    void writesEachThingAndTheServerLast() throws IOException {
        runtime.add(CAM, "1");
        file(
                "\"a\": {\"class\": \"org.example.Cam\", \"kwargs\": {\"frame_rate\": 5}}, \"b\":"
                        + " \"x\"");
        assertTrue(laboratory(false).load().isGood());
        assertEquals(
                List.of(
                        "update org.example.Cam~a",
                        "update org.labthings.thing.pending~b",
                        "update org.labthings.security",
                        "update org.labthings.http",
                        "update org.labthings.server"),
                admin.news());
        Map<String, Object> a = admin.stored.get("org.example.Cam~a");
        assertEquals("a", a.get("thing.name"));
        assertEquals("org.example.Cam", a.get("thing.class"));
        assertEquals("{\"frame_rate\":5}", a.get("thing.kwargs"));
        assertEquals("{}", a.get("thing.slots"));
        assertEquals(5.0, a.get("frameRate"));
        Map<String, Object> b = admin.stored.get("org.labthings.thing.pending~b");
        assertTrue(b.get("thing.reason").toString().contains("the class x"), b.toString());
        assertTrue((int) b.get("thing.order") > (int) a.get("thing.order"));
        Map<String, Object> http = admin.stored.get("org.labthings.http");
        assertEquals(Map.of("host", "127.0.0.1", "port", 80, "insecure", false), http);
        Map<String, Object> server = admin.stored.get("org.labthings.server");
        assertEquals("/data/settings", server.get("settings_folder"));
        assertFalse(server.containsKey("application_config"));
    }

    @Test
    void strictMeansThatAnUnknownClassIsAnError() throws IOException {
        file("\"a\": \"things:Nothing\"");
        Findings findings = laboratory(true).load();
        assertEquals(
                List.of("things.a: No installed bundle provides the class things:Nothing"),
                findings.errors());
        assertEquals(3, findings.exit());
        assertEquals(List.of(), admin.news());
    }

    @Test
    void whatIsNoThingCannotBeConstructed() throws IOException {
        runtime.add(CAM, "1").serviceInterfaces = new String[0];
        file("\"a\": \"org.example.Cam\"");
        Findings findings = laboratory(false).load();
        assertEquals(1, findings.exit());
        assertTrue(findings.text().contains("org.example.Cam is not a Thing subclass"));
        assertEquals(List.of(), admin.news());
    }

    @Test
    void anEditTouchesOnlyWhatItConcerns() throws IOException {
        runtime.add(CAM, "1");
        file("\"a\": \"org.example.Cam\", \"b\": \"org.example.Cam\", \"c\": \"org.example.Cam\"");
        Laboratory laboratory = laboratory(false);
        laboratory.load();
        admin.news();
        file(
                "\"a\": \"org.example.Cam\", \"new\": \"org.example.Cam\", \"b\": {\"class\":"
                        + " \"org.example.Cam\", \"kwargs\": {\"frame_rate\": 1}}");
        assertTrue(laboratory.load().isGood());
        assertEquals(
                List.of(
                        "delete org.example.Cam~c",
                        "update org.example.Cam~new",
                        "update org.example.Cam~b"),
                admin.news());
        int a = (int) admin.stored.get("org.example.Cam~a").get("thing.order");
        int between = (int) admin.stored.get("org.example.Cam~new").get("thing.order");
        int b = (int) admin.stored.get("org.example.Cam~b").get("thing.order");
        assertTrue(a < between && between < b, a + " " + between + " " + b);
    }

    @Test
    void anInvalidEditChangesNothing() throws IOException {
        runtime.add(CAM, "1");
        file("\"a\": \"org.example.Cam\"");
        Laboratory laboratory = laboratory(false);
        laboratory.load();
        admin.news();
        file("\"a b\": \"org.example.Cam\"");
        assertFalse(laboratory.load().isGood());
        file("\"a\": \"org.example.Cam\"");
        assertTrue(laboratory.load().isGood());
        assertEquals(List.of(), admin.news());
    }

    @Test
    void aDriverThatComesGetsTheThingsThatWaitForIt() throws IOException {
        file("\"a\": {\"class\": \"org.example.Cam\", \"kwargs\": {\"frame_rate\": 5}}");
        Laboratory laboratory = laboratory(false);
        laboratory.load();
        laboratory.componentsChanged();
        admin.news();
        runtime.add(CAM, "1");
        laboratory.componentsChanged();
        assertEquals(
                List.of("update org.example.Cam~a", "delete org.labthings.thing.pending~a"),
                admin.news());
        assertEquals(5.0, admin.stored.get("org.example.Cam~a").get("frameRate"));
    }

    @Test
    void whatAnEarlierRunWroteIsNotWrittenAgain() throws IOException {
        runtime.add(CAM, "1");
        file("\"a\": \"org.example.Cam\"");
        laboratory(false).load();
        admin.news();
        laboratory(false).load();
        assertEquals(List.of(), admin.news(), "components would restart for nothing");
    }

    @Test
    void aDriverThatGoesLeavesItsConfigurations() throws IOException {
        runtime.add(CAM, "1");
        file("\"a\": \"org.example.Cam\"");
        Laboratory laboratory = laboratory(false);
        laboratory.load();
        admin.news();
        runtime.clear();
        laboratory.componentsChanged();
        laboratory.load();
        assertEquals(List.of(), admin.news());
        file("\"a\": {\"class\": \"org.example.Cam\", \"kwargs\": {\"other\": 1}}");
        laboratory.load();
        assertEquals(
                List.of("update org.labthings.thing.pending~a", "delete org.example.Cam~a"),
                admin.news());
    }

    @Test
    void aDriverThatDoesNotTakeItsArgumentsLeavesTheThingWaiting() throws IOException {
        file("\"a\": {\"class\": \"org.example.Cam\", \"kwargs\": {\"bogus\": 5}}");
        Laboratory laboratory = laboratory(false);
        laboratory.load();
        runtime.add(CAM, "1");
        laboratory.componentsChanged();
        Object reason = admin.stored.get("org.labthings.thing.pending~a").get("thing.reason");
        assertEquals(
                "things.a.kwargs.bogus: org.example.Cam has no such argument; it has frame_rate",
                reason);
    }

    private void http(String section) throws IOException {
        Files.writeString(
                folder.resolve("lab.json"), "{\"things\": {}, \"http\": " + section + "}");
    }

    @Test
    void limitsOfTheHttpServerReachIt() throws IOException {
        http("{\"cors_origins\": [\"https://a\"], \"stream_viewers\": 5}");
        Laboratory laboratory = laboratory(false);
        assertEquals(List.of(), laboratory.load().errors());
        Map<String, Object> written = admin.stored.get("org.labthings.http");
        assertEquals(5, written.get("stream.viewers"));
        assertArrayEquals(new String[] {"https://a"}, (Object[]) written.get("cors.origins"));
        assertEquals("127.0.0.1", written.get("host"));
        admin.news();
        laboratory.load();
        assertEquals(List.of(), admin.news(), "nothing has changed");
        http("{\"cors_origins\": [\"https://b\"]}");
        laboratory.load();
        assertEquals(List.of("update org.labthings.http"), admin.news());
        assertFalse(admin.stored.get("org.labthings.http").containsKey("stream.viewers"));
        http("{\"stream_viewrs\": 5}");
        assertFalse(laboratory.load().isGood());
        assertEquals(List.of(), admin.news(), "what cannot be used changes nothing");
    }

    @Test
    void sectionsOfBundlesComeChangeAndGoWithTheFile() throws IOException {
        Laboratory laboratory = laboratory(false);
        String file = "{\"things\": {}, \"watch\": {\"folder\": \"%s\"}%s}";
        Files.writeString(
                folder.resolve("lab.json"),
                file.formatted("a", ", \"folders\": {\"one\": {\"folder\": \"b\"}}"));
        assertTrue(laboratory.load().isGood());
        assertEquals(
                List.of("update org.example.Folder~one", "update org.example.Watch"),
                admin.news().subList(0, 2));
        Files.writeString(folder.resolve("lab.json"), file.formatted("c", ""));
        assertTrue(laboratory.load().isGood());
        assertEquals(
                List.of("delete org.example.Folder~one", "update org.example.Watch"), admin.news());
        assertEquals(Map.of("folder", "c"), admin.stored.get("org.example.Watch"));
        laboratory.componentsChanged();
        assertEquals(List.of(), admin.news());
        Files.writeString(folder.resolve("lab.json"), "{\"things\": {}, \"watch\": {}}");
        assertFalse(laboratory.load().isGood());
        assertEquals(List.of(), admin.news());
    }
}
