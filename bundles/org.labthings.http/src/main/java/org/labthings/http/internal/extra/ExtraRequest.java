package org.labthings.http.internal.extra;

import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;
import org.labthings.http.extension.ServerRequest;
import org.labthings.http.internal.exchange.BufferedRequest;
import org.labthings.schema.BlobLinks;

/** A request to an extension. Immutable. */
final class ExtraRequest extends BufferedRequest implements ServerRequest {
    private final Map<String, String> parameters;
    private final String baseUrl;
    private final BlobLinks links;
    private final Predicate<String> administrator;

    ExtraRequest(
            Request request,
            byte[] body,
            Map<String, String> parameters,
            String baseUrl,
            BlobLinks links,
            Predicate<String> administrator) {
        super(request, body);
        this.parameters = parameters;
        this.baseUrl = baseUrl;
        this.links = links;
        this.administrator = administrator;
    }

    @Override
    public Map<String, String> parameters() {
        return parameters;
    }

    @Override
    public String baseUrl() {
        return baseUrl;
    }

    @Override
    public BlobLinks links() {
        return links;
    }

    @Override
    public boolean mayAdminister(String what) {
        return administrator.test(what);
    }
}
