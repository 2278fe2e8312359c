package org.labthings.http.fake;

import java.util.List;
import java.util.Map;
import org.labthings.api.EndpointRequest;
import org.labthings.api.EndpointResponse;
import org.labthings.core.ServedEndpoint;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;

/** A custom endpoint. */
public record FakeEndpoint(String name, String method, String path, Body body)
        implements ServedEndpoint {
    /** What it does. */
    @FunctionalInterface
    public interface Body {
        EndpointResponse call(EndpointRequest request, Map<String, String> path) throws Exception;
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public String description() {
        return null;
    }

    @Override
    public int status() {
        return 200;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public DataType result() {
        return null;
    }

    @Override
    public EndpointResponse call(
            EndpointRequest request, Map<String, String> values, BlobLinks links) throws Exception {
        return body.call(request, values);
    }
}
