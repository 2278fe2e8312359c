package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

/** Checks the elements of an interface that a server describes, as the web app renders them. */
final class SettingsUi {
    private final WebApp app;

    SettingsUi(WebApp app) {
        this.app = app;
    }

    /** Checks elements; whatever they control must be there, and can be asked for. */
    void check(JsonNode elements) throws Exception {
        assertTrue(elements.isArray(), elements.toString());
        for (JsonNode element : elements) {
            one(element);
        }
    }

    private void one(JsonNode element) throws Exception {
        String type = element.path("element_type").asText();
        String told = element.toString();
        switch (type) {
            case "header_block" -> assertTrue(element.path("level").isInt(), told);
            case "text_block" -> assertTrue(element.path("text").isTextual(), told);
            case "bullet_block" -> assertTrue(element.path("bullets").isArray(), told);
            case "accordion", "container" -> check(element.path("children"));
            case "action_button" -> {
                assertFalse(element.path("broken").asBoolean(true), told);
                assertTrue(element.path("poll_interval").isNumber(), told);
                assertTrue(element.path("submit_label").isTextual(), told);
                app.underWay(element.path("thing").asText(), element.path("action").asText());
            }
            case "property_control" -> {
                assertFalse(element.path("broken").asBoolean(true), told);
                assertTrue(element.path("label").isTextual(), told);
                String thing = element.path("thing").asText();
                String property = element.path("property_name").asText();
                app.read(thing, property);
                assertTrue(app.isWritable(thing, property), told);
            }
            default -> throw new AssertionError("The app knows no element " + told);
        }
    }
}
