package org.labthings.schema.internal.javadoc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * The Javadoc of one class that therapi-runtime-javadoc's annotation processor kept: a resource
 * {@code <binary class name>__Javadoc.json} beside the class.
 */
public final class KeptJavadoc {
    private static final JavadocText NONE = new JavadocText("");

    private final JsonNode file;

    /** What is kept of a class; nothing, if there is no file, or none that can be read. */
    public KeptJavadoc(Class<?> type) {
        file = read(type);
    }

    private static JsonNode read(Class<?> type) {
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1);
        try (InputStream in = type.getResourceAsStream(name + "__Javadoc.json")) {
            return in == null ? MissingNode.getInstance() : new JsonMapper().readTree(in);
        } catch (IOException e) {
            return MissingNode.getInstance(); // documentation is a courtesy, never an obstacle
        }
    }

    /** Of the class. */
    public JavadocText type() {
        return text(file);
    }

    /** Of a field declared in the class. */
    public JavadocText field(Field field) {
        for (JsonNode f : file.path("fields")) {
            if (f.path("name").asText().equals(field.getName())) {
                return text(f);
            }
        }
        return NONE;
    }

    /** Of a method declared in the class. */
    public JavadocText method(Method method) {
        for (JsonNode m : file.path("methods")) {
            if (m.path("name").asText().equals(method.getName())
                    && same(m.path("paramTypes"), method.getParameterTypes())) {
                return text(m);
            }
        }
        return NONE;
    }

    private static boolean same(JsonNode names, Class<?>[] types) {
        boolean out = names.size() == types.length;
        for (int i = 0; out && i < types.length; i++) {
            String name = names.path(i).asText();
            out = name.equals(types[i].getTypeName()) || name.equals(types[i].getCanonicalName());
        }
        return out;
    }

    private static JavadocText text(JsonNode node) {
        return new JavadocText(node.path("doc").asText(""));
    }
}
