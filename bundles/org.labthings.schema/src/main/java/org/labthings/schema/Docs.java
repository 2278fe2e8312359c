package org.labthings.schema;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * The documentation of one class: of {@link org.labthings.api.Doc} annotations, else of the Javadoc
 * that therapi-runtime-javadoc's annotation processor kept at build time ({@code
 * <Class>__Javadoc.json} beside the class).
 */
public final class Docs {
    /** Reads what is kept for a class; a class without is undocumented. */
    public Docs(Class<?> type) {
        throw new UnsupportedOperationException();
    }

    /** Of the class itself. */
    public Documentation type() {
        throw new UnsupportedOperationException();
    }

    /** Of a field, which may be inherited. */
    public Documentation field(Field field) {
        throw new UnsupportedOperationException();
    }

    /** Of a method, which may be inherited. */
    public Documentation method(Method method) {
        throw new UnsupportedOperationException();
    }
}
