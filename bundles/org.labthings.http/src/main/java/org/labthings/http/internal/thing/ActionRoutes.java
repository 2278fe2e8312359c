package org.labthings.http.internal.thing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.InvocationRecord;
import org.labthings.core.Problem;
import org.labthings.core.ServedAction;
import org.labthings.http.internal.exchange.BaseUrl;
import org.labthings.http.internal.exchange.BodyReader;
import org.labthings.http.internal.exchange.RequestJson;
import org.labthings.http.internal.exchange.RequestLinks;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Resource;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Json;

/** Invoking one action and listing its invocations (LabThings specification 1.8 and 1.12.1). */
final class ActionRoutes {
    private final Setup setup;
    private final Lane lane;
    private final String thing;
    private final ServedAction action;

    ActionRoutes(Setup setup, Lane lane, String thing, ServedAction action) {
        this.setup = setup;
        this.lane = action.emergency() ? setup.workers().urgent() : lane;
        this.thing = thing;
        this.action = action;
    }

    List<Registration> registrations(String thingPath) {
        String path = thingPath + "/" + action.name();
        Route list =
                setup.lists().route(() -> setup.server().invocations().list(thing, action.name()));
        Route events = setup.observations().action(thing, action.name());
        return List.of(
                Registration.exact("POST", path, invoke()),
                Registration.exact("GET", path, list),
                Registration.exact(Resource.EVENTS, path, events),
                Registration.exact("GET", path + "/sse", events));
    }

    private Route invoke() {
        Route invoke = this::invoke;
        return action.administration() ? this::administer : invoke;
    }

    private void administer(Request rq, Response rs, Callback cb) {
        if (setup.administration().allows(rq, thing + "." + action.name())) {
            invoke(rq, rs, cb);
            return;
        }
        String detail =
                thing
                        + " "
                        + action.name()
                        + " concerns the whole machine, and needs the role admin";
        Reply.problem(rq, rs, cb, new Problem(detail, null, 403, "Forbidden"));
    }

    private void invoke(Request rq, Response rs, Callback cb) {
        BodyReader.read(
                rq,
                rs,
                cb,
                setup.maxBodySize(),
                body -> {
                    String type = rq.getHeaders().get(HttpHeader.CONTENT_TYPE);
                    String baseUrl = BaseUrl.of(rq);
                    Work.start(
                            rq,
                            rs,
                            cb,
                            lane,
                            setup.deadline(),
                            ErrorReply.Source.AFFORDANCE,
                            () -> started(type, body, baseUrl));
                });
    }

    private Route started(String contentType, byte[] body, String baseUrl) throws Exception {
        BlobLinks links =
                new RequestLinks(setup.server().blobs(), baseUrl, setup.server().apiPrefix());
        JsonNode json = RequestJson.parse(contentType, body);
        InvocationRecord record = action.invoke(json, links);
        byte[] answer =
                Json.bytes(out -> setup.invocations().writeFull(record, out, baseUrl, links));
        return (rq, rs, cb) -> Reply.json(rs, cb, 201, answer);
    }
}
