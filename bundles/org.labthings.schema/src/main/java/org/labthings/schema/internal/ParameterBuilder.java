package org.labthings.schema.internal;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labthings.api.CatchAll;
import org.labthings.api.Constraints;
import org.labthings.api.Default;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.Docs;
import org.labthings.schema.ParameterList;
import org.labthings.schema.WireNames;

/** Compiles the parameters of a method. */
final class ParameterBuilder {
    private final TypeBuilder types;

    ParameterBuilder(TypeBuilder types) {
        this.types = types;
    }

    ParameterList build(Method method) {
        Docs docs = new Docs(method.getDeclaringClass());
        AnnotatedType[] declared = method.getAnnotatedParameterTypes();
        Parameter[] parameters = method.getParameters();
        List<Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        ValueType extras = null;
        int extrasAt = -1;
        for (int i = 0; i < parameters.length; i++) {
            Parameter p = parameters[i];
            if (!p.isNamePresent()) {
                throw new UnservableThingError(
                        "Its class must be compiled with -parameters: the names of its parameters"
                                + " are not known");
            }
            String where = "Parameter '" + p.getName() + "'";
            if (p.isAnnotationPresent(CatchAll.class)) {
                if (extras != null) {
                    throw new UnservableThingError(where + " is the second @CatchAll");
                }
                extras = extras(declared[i], where);
                extrasAt = i;
                continue;
            }
            Member member = member(p, declared[i], docs, where);
            if (!names.add(member.name())) {
                throw new UnservableThingError(
                        "Two parameters are named '" + member.name() + "'; use @Name");
            }
            members.add(member);
        }
        return new Parameters(members, extras, extrasAt);
    }

    private Member member(Parameter p, AnnotatedType declared, Docs docs, String where) {
        Default fallback = p.getAnnotation(Default.class);
        ValueType type;
        try {
            type = types.build(declared, p, Constraints.NONE);
        } catch (UnservableThingError e) {
            throw new UnservableThingError(where + ": " + e.getMessage());
        }
        return RecordBuilder.member(
                WireNames.of(p, p.getName()),
                type,
                fallback == null ? null : fallback.value(),
                p.getType() == Optional.class,
                docs.parameter(p),
                where);
    }

    private ValueType extras(AnnotatedType declared, String where) {
        Class<?> raw = RawClass.of(declared.getType());
        boolean generic = declared instanceof AnnotatedParameterizedType;
        boolean textKeys =
                declared instanceof AnnotatedParameterizedType p
                        && p.getAnnotatedActualTypeArguments()[0].getType() == String.class;
        if (!Map.class.isAssignableFrom(raw)
                || !raw.isAssignableFrom(LinkedHashMap.class)
                || generic && !textKeys) {
            throw new UnservableThingError(where + ": a @CatchAll must be a Map<String, V>");
        }
        try {
            return generic
                    ? types.build(
                            ((AnnotatedParameterizedType) declared)
                                    .getAnnotatedActualTypeArguments()[1],
                            null,
                            Constraints.NONE)
                    : new AnyType();
        } catch (UnservableThingError e) {
            throw new UnservableThingError(where + ": " + e.getMessage());
        }
    }
}
