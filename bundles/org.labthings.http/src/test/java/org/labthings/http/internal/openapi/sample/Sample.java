package org.labthings.http.internal.openapi.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.labthings.api.Constraints;
import org.labthings.api.EndpointRequest;
import org.labthings.api.EndpointResponse;
import org.labthings.api.MjpegStream;
import org.labthings.core.InvocationRecord;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedEndpoint;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedStream;
import org.labthings.core.ServedThing;
import org.labthings.core.Things;
import org.labthings.http.fake.FakeProperty;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.labthings.schema.ParameterList;
import org.labthings.schema.TypeCompiler;
import org.labthings.schema.WireNames;

/** A Thing with a member of every kind, whose types are compiled as a driver's are. */
public record Sample(
        String name,
        Map<String, ServedProperty> properties,
        Map<String, ServedAction> actions,
        Map<String, ServedEvent> events,
        Map<String, ServedStream> streams,
        Map<String, ServedEndpoint> endpoints)
        implements ServedThing {

    /** Only with the members that the caller adds. */
    public static Sample empty(String name) {
        return new Sample(
                name,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    public static Sample full(String name) {
        Sample out = empty(name);
        for (Field f : Types.class.getDeclaredFields()) {
            String wireName = WireNames.of(f, f.getName());
            out.properties.put(wireName, new FakeProperty(wireName).type(type(f.getName())));
        }
        out.properties.put(
                "fixed",
                new FakeProperty("fixed")
                        .asReadOnly()
                        .fallback(IntNode.valueOf(3))
                        .text("A fixed one.", "Takes List<Point>,\n`List<Point>` too."));
        out.properties.put("no_type", new FakeProperty("no_type").type(new NoType()));
        for (Method m : Types.class.getDeclaredMethods()) {
            out.actions.put(m.getName(), new Action(m.getName(), m, m.getName().equals("stop")));
        }
        out.events.put("alarm", new ServedEvent("alarm", "Alarm", null, type("point")));
        out.events.put("tick", new ServedEvent("tick", "Tick", "Regularly.", null));
        out.streams.put(
                "video", new ServedStream("video", "Video", "What it sees.", MjpegStream.create()));
        out.with(endpoint("get_state", "GET", "state/{part}/{n}", "part", "n", "q", "colour"))
                .with(endpoint("set_state", "PUT", "state/{which}/{n}", "which", "n", "body"))
                .with(endpoint("file", "GET", "files/{name:path}"))
                .with(endpoint("forget", "DELETE", "forget"));
        return out;
    }

    public static Things view(ServedThing... things) {
        Map<String, ServedThing> served = new LinkedHashMap<>();
        Arrays.stream(things).forEach(t -> served.put(t.name(), t));
        return new Things(served, Map.of(), true);
    }

    public Sample with(ServedEndpoint endpoint) {
        endpoints.put(endpoint.name(), endpoint);
        return this;
    }

    public Sample with(ServedProperty property) {
        properties.put(property.name(), property);
        return this;
    }

    /** The type of a field of {@link Types}. */
    public static DataType type(String field) {
        try {
            Field f = Types.class.getDeclaredField(field);
            return new TypeCompiler().compile(f.getAnnotatedType(), f, Constraints.NONE);
        } catch (NoSuchFieldException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** With these parameters: of the path if they are in it, a body, or of the query. */
    public static ServedEndpoint endpoint(
            String name, String method, String path, String... parameters) {
        List<ServedEndpoint.Parameter> list =
                Arrays.stream(parameters).map(p -> parameter(path, p)).toList();
        DataType result = method.equals("DELETE") ? null : type("region");
        return new Endpoint(name, method, path, method.equals("PUT") ? 202 : 200, list, result);
    }

    private static ServedEndpoint.Parameter parameter(String path, String name) {
        if (path.contains("{" + name + "}")) {
            String field = name.equals("n") ? "integer" : "text";
            return new ServedEndpoint.Parameter(name, "path", type(field), true, null);
        }
        return switch (name) {
            case "body" -> new ServedEndpoint.Parameter(name, "body", type("region"), true, null);
            case "colour" ->
                    new ServedEndpoint.Parameter(name, "query", type("colour"), false, "\"red\"");
            default -> new ServedEndpoint.Parameter(name, "query", type("optional"), false, null);
        };
    }

    @Override
    public String title() {
        return "A " + name;
    }

    @Override
    public String description() {
        return "Has everything <b>that</b> there is.";
    }

    private record Action(String name, Method method, boolean emergency) implements ServedAction {
        @Override
        public String title() {
            return "Does " + name + ".";
        }

        @Override
        public String description() {
            return null;
        }

        @Override
        public ParameterList input() {
            return new TypeCompiler().parameters(method);
        }

        @Override
        public DataType output() {
            return method.getReturnType() == void.class
                    ? null
                    : new TypeCompiler()
                            .compile(method.getAnnotatedReturnType(), method, Constraints.NONE);
        }

        @Override
        public InvocationRecord invoke(JsonNode body, BlobLinks links) {
            throw new UnsupportedOperationException();
        }
    }

    private record Endpoint(
            String name,
            String method,
            String path,
            int status,
            List<Parameter> parameters,
            DataType result)
            implements ServedEndpoint {
        @Override
        public String title() {
            return name;
        }

        @Override
        public String description() {
            return null;
        }

        @Override
        public EndpointResponse call(
                EndpointRequest request, Map<String, String> values, BlobLinks links) {
            throw new UnsupportedOperationException();
        }
    }
}
