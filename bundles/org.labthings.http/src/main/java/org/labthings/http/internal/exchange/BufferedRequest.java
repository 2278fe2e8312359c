package org.labthings.http.internal.exchange;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.labthings.api.EndpointRequest;

/** A request whose body has arrived; it keeps nothing of the connection. */
public class BufferedRequest implements EndpointRequest {
    private final String method;
    private final String path;
    private final Map<String, List<String>> query;
    private final HttpFields headers;
    private final byte[] body;

    /** A request and its whole body. */
    public BufferedRequest(Request request, byte[] body) {
        this.method = "HEAD".equals(request.getMethod()) ? "GET" : request.getMethod();
        this.path = PercentCoding.decode(request.getHttpURI().getPath());
        this.query = QueryString.of(request);
        this.headers = request.getHeaders();
        this.body = body;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Map<String, List<String>> query() {
        return query;
    }

    @Override
    public String header(String name) {
        return headers.get(name);
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(body);
    }
}
