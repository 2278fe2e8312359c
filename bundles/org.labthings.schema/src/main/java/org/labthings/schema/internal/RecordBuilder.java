package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labthings.api.Constraints;
import org.labthings.api.Default;
import org.labthings.api.Strict;
import org.labthings.api.Tuple;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.Docs;
import org.labthings.schema.Json;
import org.labthings.schema.WireNames;

/** Compiles records: models, and tuples of fixed length. */
final class RecordBuilder {
    private static final int MOST_NESTED = 100;

    private final TypeBuilder types;
    private final Map<String, RecursiveType> inProgress = new HashMap<>();

    RecordBuilder(TypeBuilder types) {
        this.types = types;
    }

    /** What a class is, or null. */
    static String description(Docs docs) {
        String text = docs.type().description();
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * Compiles a record.
     *
     * @param use where it is used, with the type arguments of a generic one; may be null
     * @param outer what type variables stand for at the place of use
     */
    ValueType build(Class<?> type, AnnotatedType use, Map<TypeVariable<?>, AnnotatedType> outer) {
        Map<TypeVariable<?>, AnnotatedType> bindings = new HashMap<>();
        StringBuilder key = new StringBuilder(type.getName());
        if (use instanceof AnnotatedParameterizedType p) {
            AnnotatedType[] arguments = p.getAnnotatedActualTypeArguments();
            for (int i = 0; i < arguments.length; i++) {
                AnnotatedType bound = outer.getOrDefault(arguments[i].getType(), arguments[i]);
                bindings.put(type.getTypeParameters()[i], bound);
                key.append('|').append(bound.getType().getTypeName());
            }
        }
        RecursiveType again = inProgress.get(key.toString());
        if (again != null) {
            return again;
        }
        if (inProgress.size() >= MOST_NESTED) {
            throw new UnservableThingError("The record " + type.getName() + " is nested too deep");
        }
        boolean tuple = type.isAnnotationPresent(Tuple.class);
        RecursiveType self = new RecursiveType(type.getSimpleName(), tuple);
        inProgress.put(key.toString(), self);
        try {
            RecordShape shape = new RecordShape(type);
            Docs docs = new Docs(type);
            ValueType out =
                    tuple
                            ? new TupleType(shape)
                            : new RecordType(
                                    shape,
                                    description(docs),
                                    type.isAnnotationPresent(Strict.class));
            self.setTarget(out);
            types.with(
                    bindings,
                    () -> {
                        shape.setMembers(members(type, docs));
                        return null;
                    });
            return out;
        } finally {
            inProgress.remove(key.toString());
        }
    }

    private List<Member> members(Class<?> type, Docs docs) {
        Set<String> names = new HashSet<>();
        List<Member> out = new ArrayList<>();
        for (RecordComponent c : type.getRecordComponents()) {
            String name = WireNames.of(c, c.getName());
            if (!names.add(name)) {
                throw new UnservableThingError(
                        type.getName() + " has two components named '" + name + "'");
            }
            String where = type.getName() + "." + c.getName();
            Default fallback = c.getAnnotation(Default.class);
            ValueType compiled;
            try {
                compiled = types.build(c.getAnnotatedType(), c, Constraints.NONE);
            } catch (UnservableThingError e) {
                throw new UnservableThingError(where + ": " + e.getMessage());
            }
            out.add(
                    member(
                            name,
                            compiled,
                            fallback == null ? null : fallback.value(),
                            RawClass.of(c.getType()) == Optional.class,
                            docs.component(c),
                            where));
        }
        return out;
    }

    /**
     * A member of an object.
     *
     * @param fallback its default as JSON text, or null
     * @param optional whether it may be left out, and is empty then
     * @param where for errors
     */
    static Member member(
            String name,
            ValueType type,
            String fallback,
            boolean optional,
            String description,
            String where) {
        JsonNode json =
                fallback != null
                        ? Json.declared(fallback, where)
                        : optional ? NullNode.getInstance() : Member.REQUIRED;
        if (json.isMissingNode()) {
            return new Member(name, type, json, null, description);
        }
        Object value = DefaultValues.value(type, json, where);
        return new Member(name, type, json, type.immutable() ? value : null, description);
    }
}
