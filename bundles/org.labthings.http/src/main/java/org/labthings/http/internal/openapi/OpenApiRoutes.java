package org.labthings.http.internal.openapi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.http.internal.openapi.page.Content;
import org.labthings.http.internal.openapi.page.Pages;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;
import org.labthings.schema.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /openapi.json}, {@code /docs} and {@code /redoc}, which never have the server's prefix.
 *
 * <pre>{@code
 * OpenApiRoutes docs = new OpenApiRoutes(server, "0.1.0", Set.of(), workers.platform(), deadline);
 * framework.addAll(docs.registrations()); // before everything else
 * docs.thingsChanged(view);               // at once, then on every change of the view
 * }</pre>
 */
public final class OpenApiRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(OpenApiRoutes.class);
    private static final String PATH = "/openapi.json";

    private final Lane lane;
    private final Duration deadline;
    private final LiveDocument document;
    private final Pages pages;

    /**
     * Documentation without any Thing yet.
     *
     * @param version of the server
     * @param logins the ways to log in; none if nobody has to
     * @param lane where documents are written and files are read
     * @param deadline for that
     */
    public OpenApiRoutes(
            ThingServer server,
            String version,
            Supplier<Set<Login>> logins,
            Lane lane,
            Duration deadline) {
        this.lane = lane;
        this.deadline = deadline;
        DocumentCompiler compiler =
                new DocumentCompiler(
                        server.apiPrefix(), version, server.globalLockEnabled(), logins);
        this.document =
                new LiveDocument(
                        view -> content(compiler, view), new Things(Map.of(), Map.of(), false));
        this.pages = new Pages(lane, deadline);
    }

    private static Content content(DocumentCompiler compiler, Things view) {
        try {
            return new Content(Json.bytes(compiler.compile(view)), "application/json", "no-cache");
        } catch (RuntimeException e) {
            LOG.error("The OpenAPI document cannot be written", e);
            throw e;
        }
    }

    /** Follows the view of Things. On the life-cycle thread; quick. */
    public void thingsChanged(Things view) {
        document.thingsChanged(view);
    }

    /** All routes; they stay the same whatever Things there are. */
    public List<Registration> registrations() {
        List<Registration> out = new ArrayList<>();
        out.add(Registration.exact("GET", PATH, this::document));
        out.addAll(pages.registrations());
        return List.copyOf(out);
    }

    private void document(Request request, Response response, Callback callback) {
        Content ready = document.ready();
        if (ready != null) {
            ready.send(request, response, callback);
            return;
        }
        Work.start(
                request,
                response,
                callback,
                lane,
                deadline,
                ErrorReply.Source.AFFORDANCE,
                () -> document.get()::send);
    }
}
