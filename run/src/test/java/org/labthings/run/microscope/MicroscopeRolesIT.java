package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Laboratory;
import org.labthings.security.Role;
import org.labthings.security.store.AccountStore;

/** Every kind of route of a microscope's server, asked for in every role. */
class MicroscopeRolesIT {
    private static final String CONFIG =
            """
            {"things": {
               "stage": "org.labthings.thing.simstage.SimulatedStage",
               "system": {"class": "org.labthings.thing.system.OpenFlexureSystem",
                          "kwargs": {"shutdown_command": ["true"], "reboot_command": ["true"]}}},
             "api_prefix": "/api/v3",
             "application_config": {"log_folder": "%1$s/scope/logs", "data_folder": "%1$s/scope/data"}}
            """;

    /** Method, path; what is needed: 0 viewer, 1 operator, 2 admin. */
    private record Probe(String method, String path, int needs) {}

    private static final List<Probe> PROBES =
            List.of(
                    new Probe("GET", "/", 0),
                    new Probe("GET", "/routes", 0),
                    new Probe("GET", "/log/", 0),
                    new Probe("GET", "/logfile/", 0),
                    new Probe("GET", "/scans/x", 0),
                    new Probe("GET", "/api/v3/data/x", 0),
                    new Probe("GET", "/api/v3/data//x", 0),
                    new Probe("DELETE", "/api/v3/data/x", 1),
                    new Probe("GET", "/api/v1/x", 0),
                    new Probe("POST", "/api/v1/x", 1),
                    new Probe("GET", "/api/v2", 0),
                    new Probe("GET", "/api/v2/log", 0),
                    new Probe("GET", "/api/v2/extensions/", 0),
                    new Probe("GET", "/api/v2/streams/snapshot", 0),
                    new Probe("HEAD", "/api/v2/streams/snapshot", 0),
                    new Probe("GET", "/api/v2/instrument/settings/name", 0),
                    new Probe("PUT", "/api/v2/instrument/settings/name", 1),
                    new Probe("GET", "/api/v2/instrument/state/stage", 0),
                    new Probe("GET", "/api/v2/captures", 0),
                    new Probe("DELETE", "/api/v2/captures/x", 1),
                    new Probe("PUT", "/api/v2/captures/x/tags", 1),
                    new Probe("GET", "/api/v2/actions/", 0),
                    new Probe("POST", "/api/v2/actions/stage/move", 1),
                    new Probe("POST", "/api/v2/actions/camera/ram-capture", 1),
                    new Probe(
                            "POST",
                            "/api/v2/extensions/org.openflexure.autofocus/fast_autofocus",
                            1),
                    new Probe("POST", "/api/v2/actions/system/reboot", 2),
                    new Probe("POST", "/api/v2/actions/system/shutdown", 2),
                    new Probe("GET", "/api/v3/system/reboot", 0),
                    new Probe("POST", "/api/v3/system/reboot", 2),
                    new Probe("POST", "/api/v3/system/shutdown", 2),
                    new Probe("POST", "/api/v3/system/get_things_state", 1));

    @TempDir Path folder;

    @Test
    void whatIsNotAllowedIsRefusedAndNothingElse() throws Exception {
        AccountStore store = new AccountStore(folder.resolve("data/security"));
        store.addUser("ada", Role.OPERATOR, "a good password".toCharArray()); // so all log in
        List<String> tokens = new ArrayList<>();
        for (Role role : Role.values()) {
            tokens.add("Bearer " + store.createToken("t-" + role.word(), role, null));
        }
        Path data = Files.createDirectories(folder.resolve("scope/data"));
        Files.writeString(data.resolve("x"), "data");
        try (Laboratory lab = Laboratory.open(folder, CONFIG.formatted(folder))) {
            Visitor nobody = new Visitor(lab.url());
            List<String> wrong = new ArrayList<>();
            for (Probe probe : PROBES) {
                check(probe, -1, nobody, wrong);
                for (int level = 0; level < tokens.size(); level++) {
                    Visitor caller = new Visitor(lab.url(), "Authorization", tokens.get(level));
                    check(probe, level, caller, wrong);
                }
            }
            assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
            for (String path : List.of("/api/v2/actions/system/", "/api/v3/system/")) {
                for (String what : List.of("reboot", "shutdown")) {
                    lab.awaitAudit(
                            "\"method\":\"POST\",\"path\":\""
                                    + path
                                    + what
                                    + "\",\"reason\":\"role\"");
                    lab.awaitAudit(
                            "\"event\":\"machine.action\",\"who\":\"t-admin\",\"from\":\"127.0.0.1\","
                                + "\"action\":\"system."
                                    + what
                                    + "\",\"path\":\""
                                    + path
                                    + what);
                }
            }
        }
    }

    private static void check(Probe probe, int level, Visitor caller, List<String> wrong)
            throws Exception {
        HttpResponse<String> answer = caller.send(probe.method, probe.path, "{}");
        int status = answer.statusCode();
        int expected = level < 0 ? 401 : level < probe.needs ? 403 : 0;
        boolean refused = status == 401 || status == 403;
        if (expected == 0 ? refused : status != expected) {
            wrong.add(probe + " at level " + level + ": " + status + " " + answer.body());
        }
    }

    @Test
    void whereNobodyLogsInEverybodyMayRestartTheMachine() throws Exception {
        try (Laboratory lab = Laboratory.open(folder, CONFIG.formatted(folder))) {
            Visitor visitor = new Visitor(lab.url());
            assertEquals(
                    "completed", visitor.run("/api/v3/system/reboot", "{}").get("status").asText());
            lab.awaitAudit("\"event\":\"machine.action\",\"who\":\"anonymous\"");
        }
    }
}
