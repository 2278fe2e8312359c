package org.labthings.http.internal.thing;

import java.time.Duration;
import java.util.Locale;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.ThingStatus;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.route.Route;

/** Answers for a Thing that is configured and not running: 503 with the reason. */
public final class AbsentThing implements Route {
    private final ThingStatus status;

    /** For a Thing in this state. */
    public AbsentThing(ThingStatus status) {
        this.status = status;
    }

    @Override
    public void handle(Request request, Response response, Callback callback) {
        String state = status.state().name().toLowerCase(Locale.ROOT);
        Reply.retryAfter(response, retryAfter());
        Reply.error(
                request,
                response,
                callback,
                503,
                out -> {
                    out.writeStartObject();
                    out.writeStringField(
                            "detail", status.name() + " is " + state + ": " + status.reason());
                    out.writeNullField("type");
                    out.writeNumberField("status", 503);
                    out.writeStringField("title", "ThingNotRunning");
                    out.writeNullField("instance");
                    out.writeStringField("thing", status.name());
                    out.writeStringField("state", state);
                    out.writeEndObject();
                });
    }

    private Duration retryAfter() {
        return switch (status.state()) {
            case STARTING, STOPPING, RUNNING -> Duration.ofSeconds(1);
            case WAITING -> Duration.ofSeconds(5);
            case FAILED -> Duration.ofSeconds(30);
        };
    }
}
