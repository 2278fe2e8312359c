package org.labthings.config.internal.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;

class MicroscopeRulesTest {
    private static final String FOLDERS =
            "\"application_config\": {\"log_folder\": \"l\", \"data_folder\": \"d\"}";
    private static final String SYSTEM =
            "{\"things\": {\"system\":"
                    + " \"openflexure_microscope_server.things.system:OpenFlexureSystem\"}";

    private final Findings findings = new Findings();

    private ServerDocument read(String text) {
        return new DocumentReader(findings)
                .read(JsonText.read(text.getBytes(StandardCharsets.UTF_8), "lab.json", findings));
    }

    @Test
    void aMicroscopeHasAGlobalLockWithoutSayingSo() {
        assertTrue(read("{\"things\": {}, " + FOLDERS + "}").enableGlobalLock());
        assertTrue(read(SYSTEM + ", " + FOLDERS + "}").enableGlobalLock());
        assertTrue(
                read("{\"things\": {}, \"enable_global_lock\": true, " + FOLDERS + "}")
                        .enableGlobalLock());
        assertEquals("", findings.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "null", "0", "1", "\"yes\"", "\"true\"", "[]"})
    void anyOtherValueThanTrueIsRefused(String value) {
        read("{\"things\": {}, \"enable_global_lock\": " + value + ", " + FOLDERS + "}");
        assertEquals(1, findings.errors().size());
        assertTrue(
                findings.text()
                        .contains(
                                "enable_global_lock: The microscope server requires it to be"
                                        + " true"),
                findings.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | application_config: No application configuration was supplied.",
                "`, \"application_config\": null` | application_config: No application"
                        + " configuration was supplied.",
                "`, \"application_config\": {\"data_folder\": \"d\"}` |"
                        + " application_config.log_folder: Field required",
                "`, \"application_config\": {\"log_folder\": \"l\"}` |"
                        + " application_config.data_folder: Field required",
                "`, \"application_config\": {\"log_folder\": \"l\", \"data_folder\": null}` |"
                        + " application_config.data_folder: No data folder is set, cannot start"
                        + " server",
                "`, \"application_config\": {\"log_folder\": 3, \"data_folder\": \"d\"}` |"
                        + " application_config.log_folder: Input should be a string, not 3",
            })
    void theFoldersOfAMicroscopeAreRequired(String member, String error) {
        read(SYSTEM + member + "}");
        assertEquals(1, findings.errors().size(), findings.text());
        assertTrue(findings.text().contains(error), findings.text());
    }

    @Test
    void othersAreLeftAlone() {
        assertFalse(
                read("{\"things\": {\"a\": \"x.Y\"}, \"application_config\": {\"data_folder\":"
                                + " \"d\"}}")
                        .enableGlobalLock());
        assertEquals(List.of(), findings.errors());
    }

    @Test
    void aSystemBelowAPrefixHidesNothing() {
        read(SYSTEM + ", \"api_prefix\": \"/api/v3\", " + FOLDERS + "}");
        assertEquals(List.of(), findings.warnings());
        read(SYSTEM + ", " + FOLDERS + "}");
        assertEquals(1, findings.warnings().size());
    }
}
