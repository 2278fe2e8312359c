package org.labthings.config.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.Place;
import org.labthings.config.internal.json.Secrets;

/**
 * What an OpenFlexure Microscope asks of its configuration (OpenFlexure specification 1.2 and 2.1):
 * an {@code application_config} with its folders, and a global lock, which need not be mentioned.
 * Here, and not in a bundle that may come late: whether two clients can move one stage at a time
 * must not depend on that.
 */
final class MicroscopeRules {
    private static final String APPLICATION = "application_config";
    private static final String LOCK = "enable_global_lock";

    /** Only the microscope's server asks for it; data folders others have, too. */
    private static final String LOGS = "log_folder";

    private static final List<String> FOLDERS = List.of(LOGS, "data_folder");

    /** The class of the Thing that every microscope has, and nothing else does. */
    private static final String SYSTEM = "OpenFlexureSystem";

    private final Findings findings;

    MicroscopeRules(Findings findings) {
        this.findings = findings;
    }

    /** Whether a configuration is that of a microscope. */
    static boolean concern(ObjectNode root) {
        if (root.path(APPLICATION).has(LOGS)) {
            return true;
        }
        for (JsonNode thing : root.path("things")) {
            JsonNode name =
                    thing.isTextual() ? thing : thing.path(thing.has("cls") ? "cls" : "class");
            String text = name.asText();
            if (text.endsWith(":" + SYSTEM) || text.endsWith("." + SYSTEM)) {
                return true;
            }
        }
        return false;
    }

    /** Checks all of it; returns whether there is a global lock. */
    boolean globalLock(ObjectNode root, Place place) {
        JsonNode application = root.path(APPLICATION);
        if (application.isMissingNode() || application.isNull()) {
            findings.error(
                    place.member(APPLICATION),
                    "No application configuration was supplied. A microscope needs an object with"
                            + " log_folder and data_folder");
        } else if (application.isObject()) { // anything else is refused anyway
            FOLDERS.forEach(folder -> check(application, folder, place.member(APPLICATION)));
        }
        JsonNode lock = root.get(LOCK);
        if (lock != null && !(lock.isBoolean() && lock.booleanValue())) {
            Place at = place.member(LOCK);
            findings.error(
                    at,
                    "The microscope server requires it to be true, or left out, not "
                            + Secrets.excerpt(at, lock));
        }
        return true;
    }

    private void check(JsonNode application, String folder, Place place) {
        JsonNode value = application.get(folder);
        Place at = place.member(folder);
        if (value == null) {
            findings.error(at, "Field required: the path of a folder");
        } else if (value.isNull() && folder.equals("data_folder")) {
            findings.error(at, "No data folder is set, cannot start server");
        } else if (!value.isTextual()) {
            findings.error(at, "Input should be a string, not " + Secrets.excerpt(at, value));
        }
    }
}
