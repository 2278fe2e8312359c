package org.labthings.run.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;

/** An action that is invoked over HTTP and waited for. */
public final class FinishedAction {
    private FinishedAction() {}

    /**
     * Invokes an action and waits until it has ended.
     *
     * @param path of the action
     * @param input JSON, or null
     * @return the invocation, completed or with its error, as JSON
     */
    public static String of(Laboratory lab, String path, String input) throws Exception {
        HttpResponse<String> started = lab.send("POST", path, input);
        assertEquals(201, started.statusCode(), started.body());
        String id = started.body().replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        return lab.await(
                        "/action_invocations/" + id,
                        r -> r.body().matches("(?s).*\"status\":\"(completed|error)\".*"))
                .body();
    }
}
