package org.labthings.http.internal.discovery;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.labthings.config.schema.ConfigurationSchema;
import org.labthings.http.internal.openapi.page.Content;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Refusal;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;

/**
 * The schema of the configuration file, for editors, at a path that no Thing can take and that
 * never has the server's prefix. Made for each request, as drivers come and go, on a worker.
 */
public final class SchemaRoute {
    /** Where it is. */
    public static final String PATH = "/.well-known/labthings/config.schema.json";

    private final Supplier<ConfigurationSchema> schema;
    private final Lane lane;
    private final Duration deadline;

    /**
     * The route of one server.
     *
     * @param schema null while there is none
     */
    public SchemaRoute(Supplier<ConfigurationSchema> schema, Lane lane, Duration deadline) {
        this.schema = schema;
        this.lane = lane;
        this.deadline = deadline;
    }

    /** The one route. */
    public List<Registration> registrations() {
        Route route =
                (rq, rs, cb) ->
                        Work.start(
                                rq, rs, cb, lane, deadline, ErrorReply.Source.WIRE, this::answer);
        return List.of(Registration.exact("GET", PATH, route));
    }

    private Route answer() throws Refusal {
        ConfigurationSchema now = schema.get();
        if (now == null) {
            throw new Refusal(503, "The configuration is not ready yet", Duration.ofSeconds(1));
        }
        return new Content(now.json(), "application/schema+json", "no-cache")::send;
    }
}
