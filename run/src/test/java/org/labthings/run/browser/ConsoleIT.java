package org.labthings.run.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** The Web Console in a real browser; pictures of what it looks like are kept. */
class ConsoleIT {
    private static final String COUNTER = "org.labthings.thing.counter.Counter";
    private static final String CONFIG =
            """
            {
              "x-lab": "kept",
              "things": {
                "camera": {"class": "org.labthings.thing.simcamera.SimulatedCamera", "kwargs": {}},
                "stage": "org.labthings.thing.simstage.SimulatedStage",
                "spare": "org.labthings.thing.simstage.SimulatedStage",
                "missing": "org.example.NotInstalled"
              },
              "enable_global_lock": true
            }
            """;

    @TempDir static Path folder;
    private static ConsoleBrowser console;
    private static Laboratory lab;
    private static Path config;

    @BeforeAll
    static void start() throws Exception {
        config = Files.writeString(folder.resolve("lab.json"), CONFIG);
        console = ConsoleBrowser.open(folder, config);
        lab = console.lab();
    }

    @AfterAll
    static void stop() {
        if (console != null) {
            console.close();
        }
    }

    private static Page things() throws Exception {
        Page page = console.page("things");
        page.await("#lab-things", "camera");
        return page;
    }

    @Test
    void everyPageOpensWithoutAnError() throws Exception {
        Page page = things();
        JsonNode links =
                page.eval(
                        "Array.from(document.querySelectorAll('#navmenu a[href]')).map(a =>"
                                + " [a.textContent.trim(), a.href])");
        Map<String, String> pages = new LinkedHashMap<>();
        links.forEach(link -> pages.put(link.get(1).asText(), link.get(0).asText()));
        pages.keySet().removeIf(url -> url.endsWith("/logout") || url.endsWith("#"));
        List<String> wanted =
                List.of(
                        "bundles",
                        "components",
                        "configMgr",
                        "events",
                        "depfinder",
                        "services",
                        "healthcheck",
                        "things",
                        "access");
        for (String label : wanted) {
            assertTrue(
                    pages.keySet().stream().anyMatch(url -> url.endsWith("/" + label)),
                    label + " is not among " + pages);
        }
        for (String url : pages.keySet()) {
            page.open(url);
            page.await("#content", "");
            String name = url.substring(url.lastIndexOf('/') + 1);
            page.screenshot("console-" + name);
            assertEquals(List.of(), page.errors(), url);
        }
        for (String host : page.hosts()) {
            assertEquals(lab.url().getAuthority(), host, "it needs a network");
        }
    }

    @Test
    void ourPagesFitIntoANarrowWindow() throws Exception {
        Page page = things();
        page.resize(420, 800);
        unfold(page, "stage");
        page.await("[data-property=speed] .lab-value", "");
        page.screenshot("narrow-things");
        assertFits(page);
        console.go(page, "access");
        page.await("#lab-users", "admin");
        page.screenshot("narrow-access");
        assertFits(page);
    }

    private static void assertFits(Page page) throws Exception {
        int wide = page.eval("document.querySelector('#content').scrollWidth").asInt();
        int window = page.eval("window.innerWidth").asInt();
        assertTrue(wide <= window, "the page is " + wide + " pixels wide, the window " + window);
    }

    @Test
    void theHealthPageSaysWhatTheChecksSay() throws Exception {
        Page page = console.page("healthcheck?tags=");
        page.await("#content", "Bundles");
        page.await("#content", "Stream clients");
        page.await("#content", "missing waits: No installed bundle provides");
        page.screenshot("console-healthcheck-result");
        assertEquals(List.of(), page.errors());
    }

    @Test
    void propertiesAreSetAndActionsInvoked() throws Exception {
        Page page = things();
        unfold(page, "stage");
        String before = lab.get("/stage/speed").body();
        page.click("[data-property=speed] [title='Set speed']");
        page.await("#lab-interact", "Speed in steps per second.");
        page.type("#lab-interact-value", "fast");
        page.screenshot("things-set");
        ConsoleBrowser.dialog(page, "lab-interact", "Set");
        page.await("#lab-interact-errors", "Input should be a valid number");
        page.type("#lab-interact-value", "4321");
        ConsoleBrowser.dialog(page, "lab-interact", "Set");
        page.await("#lab-message", "stage.speed was set.");
        page.await("[data-property=speed] .lab-value", "4321");
        assertEquals("4321.0", lab.get("/stage/speed").body());
        page.click("[data-property=speed] [title='Set speed']");
        ConsoleBrowser.dialog(page, "lab-interact", "Reset");
        page.await("#lab-message", "stage.speed was reset");
        assertEquals(before, lab.get("/stage/speed").body());

        page.click("[title='Invoke move_relative']");
        page.await("#lab-interact", "steps to the right");
        page.type("#lab-interact-x", "120");
        page.screenshot("things-invoke");
        ConsoleBrowser.dialog(page, "lab-interact", "Invoke");
        page.await("#lab-message", "stage.move_relative is completed");
        assertTrue(lab.get("/stage/position").body().contains("\"x\":120"));
        page.click("[title='Invoke set_zero_position']");
        page.await("#lab-interact", "It takes no arguments.");
        ConsoleBrowser.dialog(page, "lab-interact", "Invoke");
        page.await("#lab-message", "stage.set_zero_position is completed");
        page.await("[data-property=position] .lab-value", "\"x\":0");
        assertEquals(1, ConsoleBrowser.answers(page).size(), "the number that was none");
    }

    private static String row(String thing) {
        return "[data-thing=" + thing + "] ";
    }

    private static void unfold(Page page, String thing) throws Exception {
        page.click(row(thing) + ".lab-name");
        page.await("[data-details=" + thing + "]", "History");
    }

    @Test
    void aThingIsCreatedConnectedChangedSavedAndRemoved() throws Exception {
        Page page = things();
        page.await(row("missing") + ".lab-WAITING", "WAITING");
        page.screenshot("things");

        page.click("#lab-create");
        page.await("#lab-form-type", "");
        page.choose("#lab-form-type", COUNTER);
        page.await("#lab-form", "Where counting begins");
        page.await("#lab-form", "Default: 0.");
        page.type("#lab-form-name", "tally");
        page.type("#lab-form-start", "many");
        ConsoleBrowser.dialog(page, "lab-form", "Create");
        page.await(
                "#lab-form-errors",
                "things.tally.kwargs.start: should be an integer, not \"many\"");
        page.await("document.querySelector('#lab-form-start.lab-wrong')");
        page.screenshot("things-create-refused");
        assertEquals(List.of("422 for " + url("create")), ConsoleBrowser.answers(page));
        page.type("#lab-form-start", "5");
        ConsoleBrowser.dialog(page, "lab-form", "Create");
        page.await(row("tally") + ".lab-RUNNING", "RUNNING");
        page.await("#lab-status", "1 unsaved change (tally)");
        assertEquals("5", lab.get("/tally/counter").body());

        unfold(page, "tally");
        page.await("[data-property=counter] .lab-value", "5");
        lab.send("POST", "/tally/increment", "{\"times\": 3}");
        page.await("[data-property=counter] .lab-value", "8");

        unfold(page, "camera");
        page.await("[data-details=camera] [data-slot=stage]", "nothing"); // there are two
        page.choose("[data-slot=stage] select", "=spare");
        page.click("[data-slot=stage] button");
        page.await(row("camera"), "stage: spare");
        page.await(row("camera") + ".lab-RUNNING", "RUNNING");
        page.await("[data-details=camera] [data-slot=stage] td:nth-child(2)", "spare");
        page.screenshot("things-unfolded");

        page.click(row("tally") + "[title='Change tally']");
        page.await("#lab-form-start", "");
        assertEquals("5", page.eval("$('#lab-form-start').val()").asText());
        page.type("#lab-form-start", "40");
        page.screenshot("things-change");
        ConsoleBrowser.dialog(page, "lab-form", "Change");
        page.await("[data-property=counter] .lab-value", "40");

        page.click("#lab-save");
        page.await("#lab-message", "Written to " + config);
        page.await("#lab-status", "all saved");
        JsonNode saved = new ObjectMapper().readTree(config.toFile());
        assertEquals("kept", saved.at("/x-lab").asText());
        assertEquals("40", saved.at("/things/tally/kwargs/start").toString());
        assertEquals("spare", saved.at("/things/camera/thing_slots/stage").asText());
        page.screenshot("things-saved");

        page.click(row("tally") + "[title='Remove tally']");
        ConsoleBrowser.dialog(page, "lab-confirm", "Remove");
        page.await("!document.querySelector(\"[data-thing=tally]\")");
        assertEquals(404, lab.get("/tally/counter").statusCode());
        page.click("#lab-discard");
        ConsoleBrowser.dialog(page, "lab-confirm", "Discard");
        page.await(row("tally") + ".lab-RUNNING", "RUNNING");
        page.await("#lab-status", "all saved");
        assertEquals(List.of(), page.errors());
    }

    private static String url(String command) {
        return lab.url().resolve("/system/console/things/" + command).toString();
    }

    @Test
    void onlyAdministratorsOnTheConsolesOwnPagesGetIn() throws Exception {
        Page page = things();
        String token = page.eval("labToken").asText();
        String bearer = "Bearer " + console.token();
        assertEquals(401, console.status("GET", "things"));
        assertEquals(401, console.status("GET", "res/ui/webconsole.css"));
        String basic = Base64.getEncoder().encodeToString("admin:admin".getBytes());
        assertEquals(401, console.status("GET", "things", "Authorization", "Basic " + basic));
        assertEquals(200, console.status("GET", "things", "Authorization", bearer));
        String[] own = {"Authorization", bearer, "X-LabThings-Console", token};
        assertEquals(200, console.status("POST", "things/save", own));
        assertEquals(403, console.status("POST", "things/save", "Authorization", bearer));
        String[] foreign = Arrays.copyOf(own, 6);
        foreign[4] = "Origin";
        foreign[5] = "http://evil.example";
        assertEquals(403, console.status("POST", "things/save", foreign));
        foreign[4] = "Sec-Fetch-Site";
        foreign[5] = "cross-site";
        assertEquals(403, console.status("POST", "things/save", foreign));
        String[] upload = {
            "Authorization", bearer, "Content-Type", "multipart/form-data; boundary=x"
        };
        assertEquals(403, console.status("POST", "bundles", upload), "past the plugins folder");
    }

    @Test
    void aRunningInvocationIsSeenAndCancelled() throws Exception {
        Page page = things();
        lab.send("POST", "/stage/move_relative", "{\"x\": 10000000}");
        page.await("#lab-invocations", "stage.move_relative");
        page.await("#lab-status", "global lock held by stage.move_relative");
        page.screenshot("things-invocation");
        page.click("#lab-invocations [title=Cancel]");
        page.await("#lab-invocations", "Nothing runs.");
        page.await("#lab-status", "global lock free");
        assertEquals(List.of(), page.errors());
    }

    private static Path lamp(String version) throws Exception {
        return new DriverJar(folder.resolve("build"))
                .build(
                        "lab.lamp",
                        version,
                        "Lamp",
                        """
                        package lab.lamp;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Lamp implements Thing {
                            /** It says <b>this</b>. */
                            public final DataProperty<String> label =
                                DataProperty.of("<img src=x onerror='window.hacked = true'>");
                            @Property public String version() { return "%s"; }
                        }
                        """
                                .formatted(version));
    }

    @Test
    void aDriverIsInstalledUpgradedRolledBackAndRemoved() throws Exception {
        Page page = things();
        page.upload("#lab-jar", lamp("1.0.0"));
        page.await("#lab-message", "lab.lamp 1.0.0 was installed");
        page.await("[data-driver='lab.lamp'] .lab-RUNNING", "RUNNING");

        page.click("#lab-create");
        page.await("#lab-form-type", "");
        page.choose("#lab-form-type", "lab.lamp.Lamp");
        page.type("#lab-form-name", "lamp");
        ConsoleBrowser.dialog(page, "lab-form", "Create");
        page.await(row("lamp") + ".lab-RUNNING", "RUNNING");
        unfold(page, "lamp");
        page.await("[data-property=label] .lab-value", "<img src=x onerror=");
        page.click("[data-property=version] button");
        page.await("[data-property=version] .lab-value", "1.0.0");

        page.upload("#lab-jar", lamp("2.0.0"));
        page.await("#lab-message", "lab.lamp 2.0.0 was put in the place of version 1.0.0");
        page.await(row("lamp"), "lab.lamp 2.0.0");
        page.await(row("lamp") + ".lab-RUNNING", "RUNNING");
        page.screenshot("things-upgraded");

        page.click("[title='Roll back to 1.0.0']");
        ConsoleBrowser.dialog(page, "lab-confirm", "Roll back");
        page.await("#lab-message", "lab.lamp 1.0.0 was rolled back, from version 2.0.0");
        page.await(row("lamp"), "lab.lamp 1.0.0");
        page.await(row("lamp") + ".lab-RUNNING", "RUNNING");

        page.upload("#lab-jar", Files.writeString(folder.resolve("broken.jar"), "no jar"));
        page.await("document.querySelector('#lab-message.ui-state-error')");
        page.screenshot("things-driver-refused");
        assertEquals(
                List.of("422 for " + url("drivers/install?name=broken.jar")),
                ConsoleBrowser.answers(page));

        page.click("[title='Remove lab.lamp']");
        ConsoleBrowser.dialog(page, "lab-confirm", "Remove");
        page.await("#lab-message", "lab.lamp 1.0.0 was removed");
        page.await(row("lamp") + ".lab-WAITING", "WAITING");
        page.click(row("lamp") + "[title='Remove lamp']");
        ConsoleBrowser.dialog(page, "lab-confirm", "Remove");
        page.await("!document.querySelector('[data-thing=lamp]')");
        assertFalse(page.eval("!!window.hacked").asBoolean());
        assertEquals(List.of(), page.errors());
    }
}
