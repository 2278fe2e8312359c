package org.labthings.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.client.internal.http.Answer;

/** Failures that mean the same whatever was asked. */
final class Failures {
    private static final String LOCK = "#labthings_fastapi.exceptions.GlobalLockBusyError";
    private static final String CANCELLED =
            "#labthings_fastapi.exceptions.InvocationCancelledError";

    private Failures() {}

    /** Throws what an answer means, if that is not particular to what was asked. */
    static void check(Answer answer, Connection connection, String text) {
        if (Connection.away(answer)) {
            throw new ThingUnavailableError(503, text + Connection.detail(answer), false, null);
        }
        if (isLockBusy(answer.jsonIfAny())) {
            throw new GlobalLockBusyError();
        }
    }

    /** Whether a problem says that the server's global lock is held. */
    static boolean isLockBusy(JsonNode problem) {
        return problem.path("type").asText().endsWith(LOCK);
    }

    /** Whether a problem says that an invocation was cancelled. */
    static boolean isCancelled(JsonNode problem) {
        return problem.path("type").asText().endsWith(CANCELLED);
    }
}
