package org.labthings.config.internal.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;
import org.labthings.config.internal.json.LocatedJson;

class AlphaFormTest {
    private static final String MODULE = "openflexure_microscope_server.things.";

    private final Findings findings = new Findings();

    private LocatedJson json(String text) {
        byte[] bytes = text.replace("%", MODULE).getBytes(StandardCharsets.UTF_8);
        return JsonText.read(bytes, "lab.json", findings);
    }

    private LocatedJson translated(String text) {
        return AlphaForm.translated(json(text), findings);
    }

    @Test
    void foldersNamesAndWorkflowsAreThoseOfToday() {
        LocatedJson read =
                translated(
                        """
                        {"things": {
                           "/camera/": {"class": "%camera.simulation:SimulatedCamera",
                             "kwargs": {"fps": true}},
                           "/smart_scan/": {"class": "%smart_scan:SmartScanThing",
                             "kwargs": {"scans_folder": "/var/of/scans/"}}},
                         "settings_folder": "/var/of/settings/",
                         "log_folder": "/var/of/logs/"}
                        """);
        assertEquals(
                "[camera, smart_scan, histo_scan_workflow, bg_channel_deviations_luv]",
                read.root().get("things").properties().stream()
                        .map(java.util.Map.Entry::getKey)
                        .toList()
                        .toString());
        assertEquals(
                "{\"log_folder\":\"/var/of/logs/\",\"data_folder\":\"/var/of/data\"}",
                read.root().get("application_config").toString());
        assertEquals(false, read.root().has("log_folder"));
        assertEquals(1, findings.warnings().size(), findings.text());
        assertTrue(
                findings.warnings().get(0).contains("alpha generation"),
                findings.warnings().toString());
        ServerDocument document = new DocumentReader(findings).read(read);
        assertEquals("", findings.errors().toString().replaceAll("[\\[\\]]", ""));
        assertTrue(document.enableGlobalLock());
        assertEquals("camera", document.things().get(0).name());
        assertTrue(
                document.things().get(0).place().member("kwargs").member("fps").toString().length()
                        > 0);
    }

    @Test
    void findingsStillNameTheLine() {
        LocatedJson read =
                translated(
                        "{\"things\": {\n \"/camera/\": {\"class\": \"%camera:Camera\",\n"
                                + " \"args\": 3}},\n \"log_folder\": \"l\"}");
        new DocumentReader(findings).read(read);
        assertTrue(findings.text().contains("things.camera.args"), findings.text());
        assertTrue(findings.text().contains("line 3"), findings.text());
    }

    @Test
    void plainNamesAndOwnWorkflowsStay() {
        LocatedJson read =
                translated(
                        """
                        {"things": {
                           "smart_scan": {"class": "%smart_scan:SmartScanThing",
                             "kwargs": {"scans_folder": "scans"}},
                           "snake": "%scan_workflows:SnakeWorkflow"}}
                        """);
        assertEquals(2, read.root().get("things").size());
        assertEquals(
                "{\"log_folder\":\"./openflexure/logs\",\"data_folder\":\"data\"}",
                read.root().get("application_config").toString());
    }

    @Test
    void aNameThatIsThereTwiceIsRefused() {
        translated("{\"things\": {\"/a/\": \"%x:A\", \"a\": \"%x:B\"}, \"log_folder\": \"l\"}");
        assertTrue(findings.text().contains("is the Thing 'a', which is there already"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"things\": {\"a\": \"%x:A\"}, \"log_folder\": \"l\", \"application_config\":"
                        + " {}}",
                "{\"things\": {\"a\": \"%x:A\"}}",
                "{\"things\": {\"a\": \"other:A\"}, \"log_folder\": \"l\"}",
                "{\"things\": {\"a\": \"%x:A\"}, \"log_folder\": 3}",
                "{\"log_folder\": \"l\"}",
                "{\"things\": {\"s\": {\"class\": \"%smart_scan:SmartScanThing\"}}}",
                "[]",
            })
    void othersAreLeftAlone(String text) {
        LocatedJson json = json(text);
        assertSame(json, AlphaForm.translated(json, findings));
        assertEquals("", findings.text());
    }
}
