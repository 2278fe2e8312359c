package org.labthings.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.api.InvocationCancelledError;

/** How a run that did not complete is told (LabThings specification 5.6). */
final class InvocationFailure {
    private InvocationFailure() {}

    static Throwable of(String action, JsonNode state) {
        JsonNode error = state.path("error");
        String detail = error.path("detail").textValue();
        if (Failures.isLockBusy(error)) {
            return new GlobalLockBusyError();
        }
        if (Failures.isCancelled(error) || state.path("status").asText().equals("cancelled")) {
            return new InvocationCancelledError(
                    detail == null ? "The action was cancelled." : detail);
        }
        JsonNode log = state.path("log");
        JsonNode last = log.isEmpty() ? error : log.get(log.size() - 1);
        String title = error.path("title").textValue();
        String text;
        if (error.isObject() && (title != null || detail != null)) {
            text = "[" + title + "]: " + detail;
        } else {
            title = last.path("exception_type").textValue();
            detail = last.path("message").textValue();
            text = "[" + title + "]: " + detail;
        }
        StringBuilder message = new StringBuilder();
        message.append("Action ").append(action).append(" (ID: ").append(state.path("id").asText());
        message.append(") failed with error:\n").append(text);
        String trace = last.path("traceback").textValue();
        if (trace != null && !trace.isBlank()) {
            message.append("\n\nSERVER TRACEBACK START:\n\n");
            message.append(trace).append("\n\nSERVER TRACEBACK END\n");
        }
        return new ServerActionError(
                error.path("status").asInt(500), message.toString(), title, detail);
    }
}
