package org.labthings.core.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import org.labthings.api.Constraints;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Property;
import org.labthings.api.Setting;
import org.labthings.api.UnservableThingError;
import org.labthings.core.internal.property.FunctionalProperty;
import org.labthings.core.internal.property.MemoryProperty;
import org.labthings.core.internal.property.PropertyAccess;
import org.labthings.core.internal.property.PropertyInfo;
import org.labthings.schema.DataType;
import org.labthings.schema.Docs;
import org.labthings.schema.Documentation;
import org.labthings.schema.Json;
import org.labthings.schema.TypeCompiler;
import org.labthings.schema.WireNames;

/** Compiles the properties and settings of one Thing. */
final class PropertyCompiler {
    private final TypeCompiler types;
    private final Docs docs;
    private final PropertyAccess access;

    PropertyCompiler(TypeCompiler types, Docs docs, PropertyAccess access) {
        this.types = types;
        this.docs = docs;
        this.access = access;
    }

    /** What {@link Property} and {@link Setting} say alike. */
    private record Declaration(
            boolean readOnly,
            String defaultValue,
            boolean globalLock,
            Class<?> type,
            boolean setting) {
        static Declaration of(Method getter) {
            Property p = getter.getAnnotation(Property.class);
            if (p != null) {
                return new Declaration(
                        p.readOnly(), p.defaultValue(), p.globalLock(), p.type(), false);
            }
            Setting s = getter.getAnnotation(Setting.class);
            return new Declaration(s.readOnly(), s.defaultValue(), s.globalLock(), s.type(), true);
        }
    }

    MemoryProperty data(Field field, DataProperty<?> handle) {
        String name = WireNames.of(field, field.getName());
        DataType type = types.compile(valueType(field), field, handle.constraints());
        Documentation doc = docs.field(field);
        PropertyInfo info =
                new PropertyInfo(
                        name,
                        doc.title() == null ? name : doc.title(),
                        doc.description(),
                        type,
                        handle.isReadOnly(),
                        handle instanceof DataSetting,
                        true,
                        handle.usesGlobalLock(),
                        encodedDefault(name, type, handle.defaultValue(), access));
        handle.get(); // makes the default now, so that no request runs driver code
        return new MemoryProperty(handle, info, access);
    }

    /** The type argument of a handle; a raw handle takes anything. */
    static AnnotatedType valueType(Field field) {
        if (field.getAnnotatedType() instanceof AnnotatedParameterizedType p) {
            return p.getAnnotatedActualTypeArguments()[0];
        }
        throw new UnservableThingError(
                "Field "
                        + field.getDeclaringClass().getSimpleName()
                        + "."
                        + field.getName()
                        + " needs a type argument, DataProperty<Integer> for instance");
    }

    FunctionalProperty functional(Object thing, Method getter, Members members, Method resetter) {
        if (getter.getParameterCount() != 0) {
            throw new UnservableThingError(
                    "Property "
                            + getter.getDeclaringClass().getSimpleName()
                            + "."
                            + getter.getName()
                            + " must be a method without parameters");
        }
        Declaration declared = Declaration.of(getter);
        String javaName = propertyName(getter.getName());
        String name = WireNames.of(getter, javaName);
        DataType type = compile(getter, declared.type());
        Optional<Method> setter = members.setter(getter.getName(), javaName);
        Documentation doc = docs.method(getter);
        PropertyInfo info =
                new PropertyInfo(
                        name,
                        doc.title() == null ? name : doc.title(),
                        doc.description(),
                        type,
                        declared.readOnly() || setter.isEmpty(),
                        declared.setting(),
                        false,
                        declared.globalLock(),
                        declaredDefault(name, type, declared.defaultValue()));
        BoundMethod get = new BoundMethod(thing, getter);
        BoundMethod set = setter.map(m -> new BoundMethod(thing, m)).orElse(null);
        BoundMethod reset = resetter == null ? null : new BoundMethod(thing, resetter);
        return new FunctionalProperty(
                new FunctionalProperty.Accessors(
                        get::callUnchecked,
                        set == null ? null : set::callUnchecked,
                        reset == null ? null : reset::callUnchecked),
                info,
                access);
    }

    private DataType compile(Method getter, Class<?> declared) {
        AnnotatedElement member = getter;
        return declared == void.class
                ? types.compile(getter.getAnnotatedReturnType(), member, Constraints.NONE)
                : types.compile(declared, member, Constraints.NONE);
    }

    /** {@code getTemperature} and {@code isOpen} are {@code temperature} and {@code open}. */
    static String propertyName(String getter) {
        for (String prefix : new String[] {"get", "is"}) {
            int n = prefix.length();
            if (getter.startsWith(prefix)
                    && getter.length() > n
                    && Character.isUpperCase(getter.charAt(n))) {
                return Character.toLowerCase(getter.charAt(n)) + getter.substring(n + 1);
            }
        }
        return getter;
    }

    private JsonNode declaredDefault(String name, DataType type, String text) {
        if (text.isEmpty()) {
            return null;
        }
        String where = "The default of property '" + name + "'";
        return encodedDefault(name, type, TypeCompiler.defaultValue(type, text, where), access);
    }

    /** A default that does not fit is left out, so that one bad member does not break the rest. */
    static JsonNode encodedDefault(
            String name, DataType type, Object value, PropertyAccess access) {
        if (value == null) {
            return null;
        }
        try {
            Object checked = type.check(value);
            JsonNode node = Json.tree(out -> type.encode(checked, out, access.links()));
            return node.isNull() ? null : node;
        } catch (IOException | RuntimeException e) {
            access.logger()
                    .warn(
                            "The default of property '{}' is not shown, as it does not fit: {}",
                            name,
                            e.getMessage());
            return null;
        }
    }
}
