package org.labthings.http.internal.guard;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.exchange.Cors;
import org.labthings.http.internal.exchange.PercentCoding;
import org.labthings.http.internal.reply.StandardFields;
import org.labthings.security.Answer;
import org.labthings.security.Caller;
import org.labthings.security.Gatekeeper;
import org.labthings.security.Gatekeeper.Source;
import org.labthings.security.Policy;
import org.labthings.security.Role;

/**
 * Lets a request in or refuses it. On selector threads, without locks: only a password that was not
 * seen before is waited for, and not here.
 */
public final class Gate extends Handler.Wrapper {
    private static final String LOG_IN =
            "Log in with a name and a password (HTTP Basic) or a token (HTTP Bearer)";

    private final Gatekeeper gatekeeper;
    private final Cors cors;
    private final Api things;
    private final Duration bodyTime;
    private volatile Exposure exposure = Exposure.CLOSED;

    /**
     * A gate in front of everything.
     *
     * @param bodyTime in which a request body must have arrived
     * @param things what Things answer themselves, whatever their names are
     * @param next everything else
     */
    public Gate(Gatekeeper gatekeeper, Cors cors, Duration bodyTime, Api things, Handler next) {
        super(next);
        this.gatekeeper = gatekeeper;
        this.cors = cors;
        this.bodyTime = bodyTime;
        this.things = things;
    }

    /** What Things answer. Called on selector threads. */
    @FunctionalInterface
    public interface Api {
        /** Answers, or returns false when the path is not one of theirs. */
        boolean handle(Request request, Heads heads, Response response, Callback callback)
                throws Exception;
    }

    /** Where the server can be reached, from the next request on. */
    public void expose(Exposure next) {
        exposure = next;
    }

    @Override
    public boolean handle(Request bare, Response response, Callback callback) throws Exception {
        Heads heads = Heads.of(bare.getHeaders());
        Request request = TimedBody.timed(bare, heads, bodyTime);
        SecurityFields.add(response.getHeaders());
        Policy policy = gatekeeper.policy();
        Visit visit = new Visit(request, response, callback, heads);
        if (!isForHere(visit, policy)) {
            return refuse(
                    visit,
                    "host",
                    "This server is not known by the name "
                            + name(visit)
                            + ". Use its address, or add the name to security.hosts of its"
                            + " configuration");
        }
        boolean preflight = heads.origin() != null && Cors.isPreflight(request);
        Cors.Welcome welcome = heads.origin() == null ? Cors.Welcome.FULL : welcome(visit);
        boolean changes = visit.changes();
        if (changes
                && (welcome == Cors.Welcome.NO || heads.origin() == null && heads.crossSite())) {
            return refuse(
                    visit,
                    "origin",
                    "Web pages of other servers may not do this. Add the page's origin to"
                            + " security.origins of the configuration if it may");
        }
        if (preflight) { // nobody else sees it: browsers send no credentials with it
            decorate(visit);
            cors.preflight(request, response, callback);
            return true;
        }
        return identify(visit, policy, changes && welcome == Cors.Welcome.WITHOUT_CREDENTIALS);
    }

    private record Visit(Request request, Response response, Callback callback, Heads heads) {
        /** Whether it is more than a look: a foreign page must not do it. */
        boolean changes() {
            String method = request.getMethod();
            boolean look =
                    method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
            return heads.socket() || !look;
        }

        Source source() {
            return Sender.of(request);
        }
    }

    private boolean isForHere(Visit visit, Policy policy) {
        String header = visit.heads.host();
        String target = visit.request.getHttpURI().getHost();
        HostNames names = exposure.names(policy.hosts());
        return isOwn(names, header, visit.request)
                && (isNameIn(header, target) || isOwn(names, target, visit.request));
    }

    /** As it is unless a client names another host in the request line. */
    private static boolean isNameIn(String authority, String host) {
        return authority != null
                && host != null
                && authority.startsWith(host)
                && !host.startsWith("[")
                && (authority.length() == host.length() || authority.charAt(host.length()) == ':');
    }

    /** Who names no host is no browser, so no foreign page is behind it. */
    private static boolean isOwn(HostNames names, String host, Request request) {
        return host == null
                || host.isEmpty()
                || names.isOwn(host)
                || names.isAddress(host, Request.getLocalAddr(request));
    }

    private static String name(Visit visit) {
        String host = visit.heads.host();
        String text = host == null ? visit.request.getHttpURI().getHost() : host;
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }

    /** Pages of this server are welcome under each of its names. */
    private Cors.Welcome welcome(Visit visit) {
        String origin = visit.heads.origin();
        int start = origin.indexOf("://");
        String host = visit.heads.host();
        String here = host == null ? visit.request.getHttpURI().getAuthority() : host;
        if (start > 0 && here != null) {
            String authority = origin.substring(start + 3);
            if (authority.equalsIgnoreCase(here)) {
                return Cors.Welcome.FULL;
            }
            HostNames names = exposure.names(gatekeeper.policy().hosts());
            if (HostNames.port(authority).equals(HostNames.port(here))
                    && isOwn(names, authority, visit.request)) {
                return Cors.Welcome.FULL;
            }
        }
        return cors.welcome(origin);
    }

    private boolean identify(Visit visit, Policy policy, boolean explicitOnly) throws Exception {
        Request request = visit.request;
        String path = path(request);
        boolean system = Needs.isSystem(path);
        String method = request.getMethod();
        Role needed = Needs.of(method, path);
        if (system && !Needs.isHealth(method, path)) {
            needed = Role.ADMIN;
        }
        boolean login = policy.loginRequired() || exposure.loginRequired();
        String authorization = visit.heads.authorization();
        if (authorization != null) {
            Answer answer = gatekeeper.check(authorization, visit.source());
            return decide(visit, answer, needed, path, explicitOnly);
        }
        boolean anonymous = !login && needed != Role.ADMIN;
        if (anonymous) {
            return pass(visit);
        }
        TicketQuery ticket =
                visit.changes() && !visit.heads.socket() ? null : TicketQuery.of(request);
        if (ticket != null) {
            Answer answer = gatekeeper.redeem(ticket.secret(), path, visit.source());
            Visit without =
                    new Visit(ticket.without(request), visit.response, visit.callback, visit.heads);
            return decide(without, answer, needed, path, explicitOnly);
        }
        if (!login && things.handle(request, visit.heads, visit.response, visit.callback)) {
            return true; // a Thing whose name is system
        }
        decorate(visit);
        Refusals.unauthorized(request, visit.response, visit.callback, LOG_IN);
        return true;
    }

    /** Decoded, without parameters and dots: as servlets see it. */
    private static String path(Request request) {
        HttpURI uri = request.getHttpURI();
        String canonical = uri.getCanonicalPath();
        String path = canonical == null ? uri.getPath() : canonical;
        return path == null ? "" : PercentCoding.decode(path);
    }

    private boolean decide(
            Visit visit, Answer answer, Role needed, String path, boolean explicitOnly)
            throws Exception {
        if (answer instanceof Answer.Later later) {
            later.answer()
                    .whenComplete((a, failure) -> resume(visit, a, needed, path, explicitOnly));
            return true;
        }
        if (answer instanceof Answer.Refused refused) {
            decorate(visit);
            if (refused.status() == 401) {
                Refusals.unauthorized(
                        visit.request, visit.response, visit.callback, refused.detail());
            } else {
                Refusals.later(
                        visit.request,
                        visit.response,
                        visit.callback,
                        refused.status(),
                        refused.detail(),
                        refused.retryAfter());
            }
            return true;
        }
        Caller caller = ((Answer.Known) answer).caller();
        SignedIn.as(caller, visit.request);
        if (explicitOnly && caller.method().equals("basic")) {
            return refuse(
                    visit,
                    "origin",
                    "Web pages of other servers may only do this with a token. Name the page's"
                            + " origin in security.origins instead of *");
        }
        if (!caller.may(needed) && !isThing(visit, caller, needed, path)) {
            return refuse(
                    visit,
                    "role",
                    caller.name()
                            + " has the role "
                            + caller.role().word()
                            + ", and this needs "
                            + needed.word());
        }
        return caller.may(needed) ? pass(visit) : true;
    }

    /** A Thing whose name is system is a Thing all the same; if it answers, it has. */
    private boolean isThing(Visit visit, Caller caller, Role needed, String path) throws Exception {
        return needed == Role.ADMIN
                && Needs.isSystem(path)
                && caller.may(Needs.of(visit.request.getMethod(), path))
                && things.handle(visit.request, visit.heads, visit.response, visit.callback);
    }

    private boolean pass(Visit visit) throws Exception {
        return things.handle(visit.request, visit.heads, visit.response, visit.callback)
                || super.handle(visit.request, visit.response, visit.callback);
    }

    /** The password has been checked: the request goes on, on the server's pool. */
    private void resume(
            Visit visit, Answer answer, Role needed, String path, boolean explicitOnly) {
        try {
            getServer()
                    .getThreadPool()
                    .execute(
                            () -> {
                                try {
                                    decide(visit, answer, needed, path, explicitOnly);
                                } catch (Exception | Error e) {
                                    Response.writeError(
                                            visit.request, visit.response, visit.callback, e);
                                }
                            });
        } catch (RejectedExecutionException e) { // the server is stopping
            Response.writeError(visit.request, visit.response, visit.callback, 503);
        }
    }

    private boolean refuse(Visit visit, String reason, String detail) {
        Request request = visit.request;
        decorate(visit);
        gatekeeper.refused(
                SignedIn.caller(request),
                visit.source(),
                request.getMethod(),
                String.valueOf(request.getHttpURI().getPath()),
                reason);
        Refusals.forbidden(request, visit.response, visit.callback, detail);
        return true;
    }

    /** A page that is welcome may read why it is refused. */
    private void decorate(Visit visit) {
        visit.response.getHeaders().add(StandardFields.VARY_ORIGIN);
        if (visit.heads.origin() != null) {
            cors.decorate(visit.heads.origin(), visit.response);
        }
    }
}
