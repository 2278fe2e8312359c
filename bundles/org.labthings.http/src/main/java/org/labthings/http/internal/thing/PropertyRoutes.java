package org.labthings.http.internal.thing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.labthings.core.ServedProperty;
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

/** Reading, writing and resetting one property or setting (LabThings specification 1.7). */
final class PropertyRoutes {
    private final Setup setup;
    private final Lane lane;
    private final String thing;
    private final ServedProperty property;

    PropertyRoutes(Setup setup, Lane lane, String thing, ServedProperty property) {
        this.setup = setup;
        this.lane = lane;
        this.thing = thing;
        this.property = property;
    }

    List<Registration> registrations(String thingPath) {
        String path = thingPath + "/" + property.name();
        List<Registration> out = new ArrayList<>();
        Route read = property.memory() ? memoryRead() : driverRead();
        out.add(Registration.exact("GET", path, read));
        if (property.observable()) {
            Route events = setup.observations().property(thing, property.name());
            out.add(Registration.exact(Resource.EVENTS, path, events));
            out.add(Registration.exact("GET", path + "/sse", events));
        }
        if (!property.readOnly()) {
            out.add(Registration.exact("PUT", path, write()));
        }
        if (property.resettable()) {
            out.add(Registration.exact("POST", path + "/reset", reset()));
        }
        return out;
    }

    /** The hot path: on the selector, from memory, without anything made for the request. */
    private Route memoryRead() {
        boolean linked = property.type().containsBlobs();
        return (rq, rs, cb) -> {
            byte[] value;
            try {
                value = property.read(linked ? links(rq) : NoLinks.INSTANCE);
            } catch (Exception e) {
                ErrorReply.write(rq, rs, cb, e, ErrorReply.Source.AFFORDANCE);
                return;
            }
            Reply.json(rs, cb, value);
        };
    }

    private Route driverRead() {
        return (rq, rs, cb) -> {
            BlobLinks links = links(rq);
            Work.start(
                    rq,
                    rs,
                    cb,
                    lane,
                    setup.deadline(),
                    ErrorReply.Source.AFFORDANCE,
                    () -> {
                        byte[] value = property.read(links);
                        return (q, s, c) -> Reply.json(s, c, value);
                    });
        };
    }

    private Route write() {
        return (rq, rs, cb) ->
                BodyReader.read(
                        rq,
                        rs,
                        cb,
                        setup.maxBodySize(),
                        body -> {
                            BlobLinks links = links(rq);
                            String type = rq.getHeaders().get(HttpHeader.CONTENT_TYPE);
                            Work.start(
                                    rq,
                                    rs,
                                    cb,
                                    lane,
                                    setup.deadline(),
                                    ErrorReply.Source.AFFORDANCE,
                                    () -> {
                                        JsonNode json = RequestJson.parse(type, body);
                                        property.write(json, links);
                                        return (q, s, c) -> Reply.jsonNull(s, c, 201);
                                    });
                        });
    }

    /** The body is ignored, whatever it is; it is read only to keep the connection. */
    private Route reset() {
        return (rq, rs, cb) ->
                BodyReader.read(
                        rq,
                        rs,
                        cb,
                        setup.maxBodySize(),
                        body ->
                                Work.start(
                                        rq,
                                        rs,
                                        cb,
                                        lane,
                                        setup.deadline(),
                                        ErrorReply.Source.AFFORDANCE,
                                        () -> {
                                            property.reset();
                                            return (q, s, c) -> Reply.jsonNull(s, c, 200);
                                        }));
    }

    private BlobLinks links(Request request) {
        return new RequestLinks(
                setup.server().blobs(), BaseUrl.of(request), setup.server().apiPrefix());
    }
}
