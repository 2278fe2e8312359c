package org.labthings.http.internal.extra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.ThingServer;
import org.labthings.http.extension.CannotServeException;
import org.labthings.http.extension.ServerExtension;
import org.labthings.http.extension.ServerRoute;
import org.labthings.http.internal.download.EndpointReply;
import org.labthings.http.internal.exchange.BaseUrl;
import org.labthings.http.internal.exchange.BodyReader;
import org.labthings.http.internal.exchange.PercentCoding;
import org.labthings.http.internal.exchange.RequestLinks;
import org.labthings.http.internal.guard.Administration;
import org.labthings.http.internal.guard.Needs;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.route.PathPattern;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;
import org.labthings.http.internal.work.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@link ServerExtension}s add, as the route table wants it. */
public final class ExtraRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ExtraRoutes.class);

    private final ThingServer server;
    private final Administration administration;
    private final Lane lane;
    private final EndpointReply reply;
    private final long maxBodySize;
    private final Duration deadline;

    /**
     * Routes of one server.
     *
     * @param workers where handlers run: all of them share one lane
     * @param maxBodySize of a request, in bytes
     * @param deadline for an answer
     */
    public ExtraRoutes(
            ThingServer server,
            Administration administration,
            Workers workers,
            long maxBodySize,
            Duration deadline) {
        this.server = server;
        this.administration = administration;
        this.lane = workers.extensions();
        this.reply = new EndpointReply(workers.streams());
        this.maxBodySize = maxBodySize;
        this.deadline = deadline;
    }

    /**
     * What extensions add.
     *
     * @param routes in order of precedence
     * @param aliases path to the path that it stands for
     * @param announcements type of a DNS-SD service to its TXT record
     * @param allOrigins whether pages of every origin are welcome
     * @param refusal why the server must not start like this, or null
     */
    public record Extras(
            List<Registration> routes,
            Map<String, String> aliases,
            Map<String, Map<String, String>> announcements,
            boolean allOrigins,
            String refusal) {
        /** Nothing. */
        public static final Extras NONE = new Extras(List.of(), Map.of(), Map.of(), false, null);
    }

    /** Asks extensions for all that they add; one that fails adds nothing. */
    public Extras of(Collection<ServerExtension> extensions) {
        List<Registration> routes = new ArrayList<>();
        Map<String, String> aliases = new LinkedHashMap<>();
        Map<String, Map<String, String>> announcements = new LinkedHashMap<>();
        boolean allOrigins = false;
        String refusal = null;
        for (ServerExtension extension : extensions) {
            try {
                List<Registration> own =
                        extension.routes().stream().map(this::registration).toList();
                Map<String, String> others = Map.copyOf(extension.aliases());
                others.keySet().forEach(ExtraRoutes::check);
                Map<String, Map<String, String>> words = Map.copyOf(extension.announcements());
                boolean open = extension.welcomesAllOrigins();
                routes.addAll(own);
                others.forEach(aliases::putIfAbsent);
                words.forEach(announcements::putIfAbsent);
                allOrigins |= open;
            } catch (CannotServeException e) {
                refusal = e.getMessage();
            } catch (RuntimeException e) {
                LOG.error(
                        "The server extension {} is not used: {}",
                        extension.getClass().getName(),
                        e.toString());
            }
        }
        return new Extras(List.copyOf(routes), aliases, announcements, allOrigins, refusal);
    }

    private Registration registration(ServerRoute route) {
        check(route.path());
        return new Registration(
                route.method(),
                PathPattern.of("", route.path()),
                values -> (rq, rs, cb) -> handle(rq, rs, cb, route, values));
    }

    private static void check(String path) {
        if (!path.startsWith("/") || Needs.isSystem(path)) {
            throw new IllegalArgumentException(
                    path
                            + " is no path for an extension: it must begin with /, and not be below"
                            + " /system");
        }
    }

    private void handle(
            Request rq, Response rs, Callback cb, ServerRoute route, Map<String, String> values) {
        if (isOdd(rq.getHttpURI().getPath())) {
            Reply.detail(rq, rs, cb, 404, "Not Found");
            return;
        }
        BodyReader.read(
                rq,
                rs,
                cb,
                maxBodySize,
                body -> {
                    String base = BaseUrl.of(rq);
                    ExtraRequest request =
                            new ExtraRequest(
                                    rq,
                                    body,
                                    values,
                                    base,
                                    new RequestLinks(server.blobs(), base, server.apiPrefix()),
                                    what -> administration.allows(rq, what));
                    Work.start(
                            rq,
                            rs,
                            cb,
                            lane,
                            deadline,
                            ErrorReply.Source.ENDPOINT,
                            () -> reply.route(route.handler().answer(request)));
                });
    }

    /** Dots and encoded slashes mean different things to different people: to nobody here. */
    private static boolean isOdd(String rawPath) {
        String lower = rawPath.toLowerCase(Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%5c") || lower.contains("%00")) {
            return true;
        }
        for (String segment : PercentCoding.decode(rawPath).split("/")) {
            if (segment.equals("..") || segment.equals(".")) {
                return true;
            }
        }
        return false;
    }
}
