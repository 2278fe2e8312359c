package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.api.EndpointResponse;
import org.labthings.http.extension.ServerRequest;
import org.labthings.openflexure.internal.legacy.Answers;
import org.labthings.openflexure.internal.legacy.Instruments;

/**
 * The Thing Description at the root of the old API, as clients of the first LabThings read it:
 * there is one Thing, and each affordance has {@code links} with {@code self}, a path that counts
 * from {@code base} (OpenFlexure specification 28). Only what is there is in it.
 */
final class OldDescription {
    private final Instruments instruments;
    private final ExtensionRoutes extensions;

    OldDescription(Instruments instruments, ExtensionRoutes extensions) {
        this.instruments = instruments;
        this.extensions = extensions;
    }

    EndpointResponse answer(ServerRequest request) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("@context", "https://www.w3.org/2019/wot/td/v1");
        root.put("title", "OpenFlexure Microscope");
        root.put("base", request.baseUrl());
        self(root, "");
        ObjectNode properties = root.putObject("properties");
        property(properties, "instrument_state", "/instrument/state", true);
        property(properties, "instrument_configuration", "/instrument/configuration", true);
        property(properties, "instrument_settings", "/instrument/settings", false);
        property(properties, "captures", "/captures", true);
        property(properties, "extensions", "/extensions", true);
        ObjectNode actions = root.putObject("actions");
        action(actions, "stage_move", "/actions/stage/move", Instruments.STAGE, "move_relative");
        action(
                actions,
                "stage_zero",
                "/actions/stage/zero",
                Instruments.STAGE,
                "set_zero_position");
        action(actions, "camera_capture", "/actions/camera/capture", Instruments.CAMERA, "capture");
        action(
                actions,
                "system_shutdown",
                "/actions/system/shutdown",
                Instruments.SYSTEM,
                "shutdown");
        action(actions, "system_reboot", "/actions/system/reboot", Instruments.SYSTEM, "reboot");
        for (JsonNode extension : extensions.offered(request)) {
            for (var link : extension.path("links").properties()) {
                String path = "/extensions/" + extension.path("title").asText() + "/";
                ObjectNode action = self(actions.putObject(link.getKey()), path + link.getKey());
                action.set("description", link.getValue().path("description"));
            }
        }
        return Answers.json(root);
    }

    private static void property(ObjectNode all, String name, String path, boolean readOnly) {
        self(all.putObject(name), path).put("readOnly", readOnly);
    }

    private void action(ObjectNode all, String name, String path, String thing, String action) {
        if (instruments.action(thing, action).isPresent()) {
            self(all.putObject(name), path);
        }
    }

    private static ObjectNode self(ObjectNode what, String path) {
        what.putArray("links").addObject().put("rel", "self").put("href", V2.ROOT + path);
        return what;
    }
}
