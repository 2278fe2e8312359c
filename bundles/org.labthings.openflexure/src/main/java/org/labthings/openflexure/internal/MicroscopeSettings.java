package org.labthings.openflexure.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import org.labthings.schema.Json;

/**
 * What a microscope's {@code application_config} says. Relative paths count from the working
 * directory, as in the original.
 *
 * @param logFolder of {@code openflexure_microscope.log}
 * @param dataFolder of captures and scans
 * @param staticFolder of the web app; empty when none is named
 * @param facade whether the old version 2 of the API is served, too
 */
public record MicroscopeSettings(
        Path logFolder, Path dataFolder, Optional<Path> staticFolder, boolean facade) {

    /**
     * Reads them; empty when the server is no microscope.
     *
     * @param applicationConfig JSON text, or null; already checked by whoever read the file
     */
    static Optional<MicroscopeSettings> of(Object applicationConfig) {
        if (applicationConfig == null) {
            return Optional.empty();
        }
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(applicationConfig.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("application_config is no JSON", e);
        }
        if (!json.path("log_folder").isTextual() || !json.path("data_folder").isTextual()) {
            return Optional.empty();
        }
        String web = json.path("static_folder").asText("");
        return Optional.of(
                new MicroscopeSettings(
                        folder(json.path("log_folder").asText()),
                        folder(json.path("data_folder").asText()),
                        web.isEmpty() ? Optional.empty() : Optional.of(folder(web)),
                        json.path("v2_facade").asBoolean(true)));
    }

    private static Path folder(String text) {
        return Path.of(text).toAbsolutePath().normalize();
    }
}
