package org.labthings.http.internal.thing;

import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.api.EndpointRequest;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.api.HttpError;
import org.labthings.core.BusyException;
import org.labthings.core.ServedEndpoint;
import org.labthings.http.internal.download.EndpointReply;
import org.labthings.http.internal.exchange.BaseUrl;
import org.labthings.http.internal.exchange.BodyReader;
import org.labthings.http.internal.exchange.BufferedRequest;
import org.labthings.http.internal.exchange.RequestLinks;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.route.PathPattern;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.ValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One custom endpoint of a Thing (LabThings specification 1.15). */
final class EndpointRoute {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointRoute.class);

    private final Setup setup;
    private final Lane lane;
    private final String thing;
    private final ServedEndpoint endpoint;
    private final EndpointReply reply;

    EndpointRoute(Setup setup, Lane lane, String thing, ServedEndpoint endpoint) {
        this.setup = setup;
        this.lane = lane;
        this.thing = thing;
        this.endpoint = endpoint;
        this.reply = new EndpointReply(setup.workers().streams());
    }

    Registration registration(String thingPath) {
        return new Registration(
                endpoint.method(),
                PathPattern.of(thingPath + "/", endpoint.path()),
                values -> (rq, rs, cb) -> handle(rq, rs, cb, values));
    }

    private void handle(Request rq, Response rs, Callback cb, Map<String, String> values) {
        BodyReader.read(
                rq,
                rs,
                cb,
                setup.maxBodySize(),
                body -> {
                    EndpointRequest request = new BufferedRequest(rq, body);
                    BlobLinks links =
                            new RequestLinks(
                                    setup.server().blobs(),
                                    BaseUrl.of(rq),
                                    setup.server().apiPrefix());
                    Work.start(
                            rq,
                            rs,
                            cb,
                            lane,
                            setup.deadline(),
                            ErrorReply.Source.ENDPOINT,
                            () -> call(request, values, links));
                });
    }

    private Route call(EndpointRequest request, Map<String, String> values, BlobLinks links)
            throws Exception {
        try {
            return reply.route(endpoint.call(request, values, links));
        } catch (ValidationException | HttpError | GlobalLockBusyError | BusyException e) {
            throw e; // the endpoint's way to say something to the client
        } catch (Exception | Error e) {
            LOG.error(
                    "{} {}/{} failed: {}", request.method(), thing, endpoint.path(), e.toString());
            LOG.debug("{} {}/{}", request.method(), thing, endpoint.path(), e);
            throw e;
        }
    }
}
