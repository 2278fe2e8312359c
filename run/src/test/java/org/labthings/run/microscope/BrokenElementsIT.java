package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/**
 * Buttons and controls that lead nowhere, as clients see them (OpenFlexure specification 13): in a
 * property of a camera, in what the gallery collects from others, nested in a workflow's settings.
 */
@Timeout(120)
class BrokenElementsIT {
    @TempDir static Path folder;
    private static Laboratory lab;
    private static Visitor web;

    @BeforeAll
    static void start() throws Exception {
        Path jar = new DriverJar(folder).build("lab.desk", "1.0.0", "Desk", DESK);
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(jar, plugins, "desk.jar");
        lab = Laboratory.openFile(folder, configure(""), "--plugins", plugins.toString());
        web = new Visitor(lab.url());
    }

    private static Path configure(String more) throws Exception {
        Path next = folder.resolve("next.json");
        Files.writeString(
                next,
                """
                {"things": {
                   "desk": "lab.desk.Desk",
                   "stage": "openflexure_microscope_server.things.stage.dummy:DummyStage",
                   "autofocus": "openflexure_microscope_server.things.autofocus:AutofocusThing",
                   "mapping":
                     "openflexure_microscope_server.things.camera_stage_mapping:CameraStageMapper",
                   "histo": {"class":
                     "openflexure_microscope_server.things.scan_workflows:HistoScanWorkflow",
                     "thing_slots": {"background_detector": "desk"}},
                   "gallery": "openflexure_microscope_server.things.gallery:GalleryThing"%s},
                 "application_config": {"log_folder": "%s", "data_folder": "%s"}}
                """
                        .formatted(
                                more, folder.resolve("scope/logs"), folder.resolve("scope/data")));
        return Files.move(
                next,
                folder.resolve("lab.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    @AfterAll
    static void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    /** Label of each button and control, and whether it is broken, however deep it is. */
    private static TreeMap<String, Boolean> broken(String path) throws Exception {
        TreeMap<String, Boolean> found = new TreeMap<>();
        collect(web.json(path), found);
        return found;
    }

    private static void collect(JsonNode elements, TreeMap<String, Boolean> found) {
        for (JsonNode e : elements) {
            collect(e.path("children"), found);
            if (e.has("broken")) {
                String label = e.has("label") ? "label" : "submit_label";
                found.put(e.get(label).asText(), e.get("broken").booleanValue());
            }
        }
    }

    private static List<String> errors(String label) throws Exception {
        List<String> found = new ArrayList<>();
        for (JsonNode line : web.json("/log/")) {
            String message = line.path("message").asText();
            if (line.path("level").asText().equals("ERROR") && message.contains(label)) {
                found.add(message);
            }
        }
        return found;
    }

    @Test
    void whatLeadsNowhereIsMarkedWhereverItIs() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    "{Discard=false, Polish=true}",
                    broken("/desk/primary_calibration_actions").toString());
            assertEquals(
                    "{Factor=false, Gloss=true}",
                    broken("/desk/manual_camera_settings").toString());
            assertEquals(
                    "{Clear=false, Count=true, Sort=true}",
                    broken("/gallery/bulk_actions").toString());
            TreeMap<String, Boolean> histo = broken("/histo/settings_ui");
            assertEquals(true, histo.remove("Dust"), "in a container in an accordion");
            assertTrue(histo.size() >= 10, histo.toString());
            assertEquals(List.of(), histo.keySet().stream().filter(histo::get).toList());
        }
        assertEquals(
                List.of(
                        "The button 'Polish' of the interface of 'desk' is broken: it needs action"
                            + " 'polish' of Thing 'desk', and that Thing has none of that name."
                            + " Correct the name in the driver that describes this element, or use"
                            + " a driver of 'desk' that has it; GET desk/ lists what there is."),
                errors("'Polish'"));
        for (String label : List.of("'Gloss'", "'Sort'", "'Dust'")) {
            assertEquals(1, errors(label).size(), errors(label).toString());
        }
    }

    @Test
    void aThingThatComesMendsIt() throws Exception {
        broken("/gallery/bulk_actions");
        assertEquals(
                List.of(
                        "The button 'Count' of the interface of 'gallery' is broken: it needs"
                                + " action 'slowly_increase' of Thing 'counter', and no Thing of"
                                + " that name is served. Put 'counter' into the configuration, or"
                                + " see GET things/?status for why it does not run."),
                errors("'Count'"));
        configure(", \"counter\": \"org.labthings.thing.counter.Counter\"");
        await(false);
        assertEquals(1, errors("'Count'").size());
        configure("");
        await(true);
        assertEquals(2, errors("'Count'").size());
    }

    private static void await(boolean state) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Laboratory.DEADLINE_SECONDS);
        while (broken("/gallery/bulk_actions").get("Count") != state) {
            assertTrue(System.nanoTime() < end, "the button should be broken: " + state);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static final String DESK =
            """
            package lab.desk;
            import java.util.*;
            import org.labthings.api.*;
            import org.labthings.hardware.*;
            import org.labthings.hardware.camera.CameraThing;
            import org.labthings.hardware.image.RgbImage;
            import org.labthings.hardware.ui.*;
            import org.osgi.service.component.annotations.*;
            @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
            public class Desk extends CameraThing implements BackgroundDetector {
                @Override protected void startStreaming(String mode) { }
                @Override @Property public boolean streamActive() { return true; }
                @Override protected List<ActionButton> primaryCalibrationActions() {
                    return List.of(ActionButton.of("desk", "discard_frames", "Discard"),
                        ActionButton.of("desk", "polish", "Polish"));
                }
                @Override protected List<PropertyControl> manualCameraSettings() {
                    return List.of(PropertyControl.of("desk", "downsampled_array_factor", "Factor"),
                        PropertyControl.of("desk", "gloss", "Gloss"));
                }
                @Override public List<ActionButton> bulkActions() {
                    return List.of(ActionButton.of("desk", "clear_buffers", "Clear"),
                        ActionButton.of("desk", "sort", "Sort"),
                        ActionButton.of("counter", "slowly_increase", "Count"));
                }
                // a detector
                @Override public String displayName() { return "Desk"; }
                @Override public boolean ready() { return true; }
                @Override public void setBackground(RgbImage image) { }
                @Override public Judgement imageIsSample(RgbImage image) {
                    return new Judgement(true, "100.0% sample");
                }
                @Override public List<UiElement> settingsUi() {
                    return List.of(new Container("box",
                        List.of(PropertyControl.of("desk", "dust", "Dust"))));
                }
            }
            """;
}
