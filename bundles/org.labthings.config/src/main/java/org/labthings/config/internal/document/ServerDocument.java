package org.labthings.config.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A valid configuration.
 *
 * @param things in the order of the file
 * @param settingsFolder as it stands there, or null
 * @param apiPrefix prefix of all paths
 * @param enableGlobalLock whether there is a global lock
 * @param globalLockLogLevel level at which a busy lock is logged
 * @param applicationConfig an object, or null
 * @param http keys of the HTTP server and their values
 * @param security keys of the gatekeeper and their values
 * @param others all other members; sections of bundles that declare them
 */
public record ServerDocument(
        List<ThingEntry> things,
        String settingsFolder,
        String apiPrefix,
        boolean enableGlobalLock,
        String globalLockLogLevel,
        JsonNode applicationConfig,
        ObjectNode http,
        ObjectNode security,
        ObjectNode others) {}
