package org.labthings.core.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Constraints;
import org.labthings.api.Default;
import org.labthings.api.Endpoint;
import org.labthings.api.EndpointRequest;
import org.labthings.api.EndpointResponse;
import org.labthings.core.ServedEndpoint;
import org.labthings.core.internal.property.Presence;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.labthings.schema.Decoding;
import org.labthings.schema.Docs;
import org.labthings.schema.Documentation;
import org.labthings.schema.Json;
import org.labthings.schema.TypeCompiler;
import org.labthings.schema.WireNames;

/** A raw HTTP route of one Thing. */
final class CompiledEndpoint implements ServedEndpoint {
    private final String name;
    private final Documentation doc;
    private final Endpoint declared;
    private final String path;
    private final List<Binding> bindings = new ArrayList<>();
    private final DataType result;
    private final BoundMethod method;
    private final Presence presence;

    /** Where one argument comes from; without a parameter it is the request itself. */
    private record Binding(ServedEndpoint.Parameter parameter, boolean repeated) {}

    CompiledEndpoint(
            Object thing, Method endpoint, TypeCompiler types, Docs docs, Presence presence) {
        this.presence = presence;
        name = WireNames.of(endpoint, endpoint.getName());
        doc = docs.method(endpoint);
        declared = endpoint.getAnnotation(Endpoint.class);
        path = declared.value().isEmpty() ? name : declared.value();
        method = new BoundMethod(thing, endpoint);
        boolean byItself =
                endpoint.getReturnType() == EndpointResponse.class
                        || endpoint.getReturnType() == void.class;
        result =
                byItself
                        ? null
                        : types.compile(
                                endpoint.getAnnotatedReturnType(), endpoint, Constraints.NONE);
        for (java.lang.reflect.Parameter p : endpoint.getParameters()) {
            bindings.add(binding(p, types));
        }
    }

    private Binding binding(java.lang.reflect.Parameter p, TypeCompiler types) {
        if (p.getType() == EndpointRequest.class) {
            return new Binding(null, false);
        }
        String wireName = WireNames.of(p, p.getName());
        DataType type = types.compile(p.getAnnotatedType(), p, Constraints.NONE);
        Default fallback = p.getAnnotation(Default.class);
        boolean optional = fallback != null || p.getType() == Optional.class;
        boolean many = Collection.class.isAssignableFrom(p.getType()) || p.getType().isArray();
        String in;
        if (path.contains("{" + wireName + "}")) {
            in = "path";
        } else if (p.getType().isRecord()
                || Map.class.isAssignableFrom(p.getType())
                || (many && hasBody())) {
            in = "body";
        } else {
            in = "query";
        }
        return new Binding(
                new ServedEndpoint.Parameter(
                        wireName, in, type, !optional, fallback == null ? null : fallback.value()),
                many);
    }

    private boolean hasBody() {
        return declared.method().equals("POST") || declared.method().equals("PUT");
    }

    @Override
    public EndpointResponse call(
            EndpointRequest request, Map<String, String> pathValues, BlobLinks links)
            throws Exception {
        Object[] arguments = new Object[bindings.size()];
        Decoding problems = new Decoding(links, "body");
        for (int i = 0; i < arguments.length; i++) {
            Binding b = bindings.get(i);
            arguments[i] =
                    b.parameter() == null
                            ? request
                            : argument(b, request, pathValues, links, problems);
        }
        problems.throwIfFailed();
        Object value = presence.call(() -> call(arguments));
        return value instanceof EndpointResponse r ? r : encoded(value, links);
    }

    private Object call(Object[] arguments) throws Exception {
        try {
            return method.call(arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Object argument(
            Binding b,
            EndpointRequest request,
            Map<String, String> pathValues,
            BlobLinks links,
            Decoding problems)
            throws IOException {
        ServedEndpoint.Parameter p = b.parameter();
        Decoding decoding =
                p.in().equals("body")
                        ? new Decoding(links, "body")
                        : new Decoding(links, p.in(), p.name());
        JsonNode given =
                switch (p.in()) {
                    case "path" -> text(pathValues.get(p.name()));
                    case "body" -> body(request);
                    default -> query(b, request.query().get(p.name()));
                };
        if (given == null && p.defaultValue() != null) {
            given = Json.MAPPER.readTree(p.defaultValue());
        }
        Object value = null;
        if (given == null && p.required()) {
            decoding.issue("missing", "Field required", null, null);
        } else {
            value = p.type().decode(given, decoding);
        }
        problems.addAll(decoding.issues());
        return value;
    }

    private static JsonNode body(EndpointRequest request) throws IOException {
        byte[] bytes = request.body().readAllBytes();
        return bytes.length == 0 ? null : Json.parse(bytes);
    }

    private static JsonNode text(String value) {
        return value == null ? null : JsonNodeFactory.instance.textNode(value);
    }

    private static JsonNode query(Binding b, List<String> values) {
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (!b.repeated()) {
            return text(values.get(values.size() - 1));
        }
        var array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private EndpointResponse encoded(Object value, BlobLinks links) throws IOException {
        byte[] body;
        if (result == null) {
            body = "null".getBytes(StandardCharsets.US_ASCII);
        } else if (value instanceof String s && !isJson()) {
            body = s.getBytes(StandardCharsets.UTF_8);
        } else {
            Object checked = result.check(value);
            body = Json.bytes(out -> result.encode(checked, out, links));
        }
        return new EndpointResponse(
                declared.status(),
                isJson() || declared.contentType().contains("charset")
                        ? declared.contentType()
                        : declared.contentType() + "; charset=utf-8",
                Map.of(),
                new EndpointResponse.Body.Bytes(body));
    }

    private boolean isJson() {
        return declared.contentType().equals("application/json");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return doc.title() == null ? name : doc.title();
    }

    @Override
    public String description() {
        return doc.description();
    }

    @Override
    public String method() {
        return declared.method().toUpperCase(Locale.ROOT);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public int status() {
        return declared.status();
    }

    @Override
    public List<ServedEndpoint.Parameter> parameters() {
        return bindings.stream().map(Binding::parameter).filter(p -> p != null).toList();
    }

    @Override
    public DataType result() {
        return result;
    }
}
