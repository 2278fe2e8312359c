package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.Decoding;

/** How records of one class are taken apart and made: by method handles, looked up once. */
final class RecordShape {
    private final Class<?> type;
    private final MethodHandle constructor;
    private final MethodHandle[] accessors;
    private List<Member> members;

    RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] parameters = new Class<?>[components.length];
        accessors = new MethodHandle[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                parameters[i] = components[i].getType();
                components[i].getAccessor().setAccessible(true);
                MethodHandle get = MethodHandles.lookup().unreflect(components[i].getAccessor());
                accessors[i] = get.asType(MethodType.methodType(Object.class, Object.class));
            }
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            constructor =
                    MethodHandles.lookup()
                            .unreflectConstructor(canonical)
                            .asSpreader(Object[].class, components.length)
                            .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new UnservableThingError(
                    "The record " + type.getName() + " is not accessible: " + e.getMessage());
        }
    }

    /** Tells what its components are; later than construction, as they may be records like it. */
    void setMembers(List<Member> compiled) {
        members = List.copyOf(compiled);
    }

    Class<?> type() {
        return type;
    }

    List<Member> members() {
        if (members == null) {
            throw new UnservableThingError(
                    "The default of a component of " + type.getName() + " contains such a record");
        }
        return members;
    }

    /** The value of a component. */
    Object get(Object record, int index) {
        try {
            return (Object) accessors[index].invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a value is such a record whose components all are as declared. */
    boolean accepts(Object value) {
        if (!type.isInstance(value)) {
            return false;
        }
        for (int i = 0; i < accessors.length; i++) {
            if (!members.get(i).type().accepts(get(value, i))) {
                return false;
            }
        }
        return true;
    }

    /** A record of this class with its components converted where necessary. */
    Object convert(Object record, boolean named, Decoding run) {
        int before = run.count();
        Object[] values = new Object[accessors.length];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            Object old = get(record, i);
            run.enter(named ? members.get(i).name() : (Object) i);
            values[i] = members.get(i).type().convert(old, run);
            run.leave();
            changed |= values[i] != old;
        }
        if (run.count() > before) {
            return null;
        }
        return changed ? make(values, () -> JavaValues.tree(record), run) : record;
    }

    /** Makes a record; what its constructor throws is an issue of the whole value. */
    Object make(Object[] values, Supplier<JsonNode> input, Decoding run) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Exception | AssertionError e) {
            String text = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
            return ValueErrors.note(text, input.get(), run);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    boolean immutable() {
        return members.stream().allMatch(m -> m.type().immutable());
    }

    boolean containsBlobs() {
        return members.stream().anyMatch(m -> m.type().containsBlobs());
    }
}
