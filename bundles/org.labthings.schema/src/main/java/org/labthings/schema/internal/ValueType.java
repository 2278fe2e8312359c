package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import org.labthings.schema.DataType;
import org.labthings.schema.Decoding;
import org.labthings.schema.ValidationException;

/** What every compiled type has in common: how Java values are checked. */
abstract class ValueType implements DataType {
    /**
     * Whether a Java value is as declared already, constraints included. The hot path of every
     * assignment and every read: it allocates nothing for scalars.
     */
    abstract boolean accepts(Object value);

    /** Name of this type in the location of an issue inside a union. */
    abstract String label();

    /** A Java value as declared; issues are noted as for JSON. */
    Object convert(Object value, Decoding run) {
        return accepts(value) ? value : decode(JavaValues.tree(value), run);
    }

    @Override
    public final Object check(Object value) {
        Decoding run;
        try {
            if (accepts(value)) {
                return value;
            }
            run = new Decoding(NoBlobLinks.INSTANCE, "value");
            Object out = convert(value, run);
            run.throwIfFailed();
            return out;
        } catch (StackOverflowError e) {
            run = new Decoding(NoBlobLinks.INSTANCE, "value");
            String msg = "The value contains itself, or is nested too deep";
            refuse(run, "recursion_loop", msg, new POJONode(value.getClass().getName()));
            throw new ValidationException(run.issues());
        }
    }

    /**
     * Whether LabThings describes this type by reference, whose neighbours {@code title} and {@code
     * default} are lost when the definition is put in its place (trap T-13).
     */
    boolean referenced() {
        return false;
    }

    /** Whether an object without members is one of its values. */
    boolean acceptsEmptyObject() {
        return false;
    }

    /** Whether it says nothing: an object without members is its only value, beside null. */
    boolean onlyEmptyObject() {
        return false;
    }

    /** Whether every value can be written as the key of a JSON object. */
    boolean hasText() {
        return immutable() && !nullable() && !containsBlobs();
    }

    /** Text of a value as the key of a JSON object. */
    String key(Object value) {
        return String.valueOf(value);
    }

    /** Notes an issue without parameters. */
    static Object refuse(Decoding run, String type, String msg, JsonNode input) {
        run.issue(type, msg, input, null);
        return null;
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public boolean immutable() {
        return true;
    }

    @Override
    public boolean containsBlobs() {
        return false;
    }
}
