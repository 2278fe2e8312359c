package org.labthings.core.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.Map;
import org.labthings.api.Action;
import org.labthings.api.Constraints;
import org.labthings.core.InvocationRecord;
import org.labthings.core.ServedAction;
import org.labthings.core.internal.invocation.ActionCall;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.labthings.schema.Decoding;
import org.labthings.schema.Docs;
import org.labthings.schema.Documentation;
import org.labthings.schema.ParameterList;
import org.labthings.schema.TypeCompiler;
import org.labthings.schema.WireNames;

/** An action of one Thing. */
final class CompiledAction implements ServedAction {
    private final String name;
    private final Documentation doc;
    private final Declared declared;
    private final ParameterList input;
    private final DataType output;
    private final ActionCall.Target target;
    private final Surroundings around;

    /** What {@link Action} and {@link org.labthings.api.DynamicAction} say alike. */
    record Declared(
            boolean globalLock,
            boolean emergency,
            boolean interruptible,
            boolean administration,
            double retentionTime) {}

    CompiledAction(
            String name,
            Documentation doc,
            Declared declared,
            ParameterList input,
            DataType output,
            ActionCall.Target target,
            Surroundings around) {
        this.name = name;
        this.doc = doc;
        this.declared = declared;
        this.input = input;
        this.output = output;
        this.target = target;
        this.around = around;
    }

    /** An action that a method of a Thing is. */
    static CompiledAction of(
            Object thing, Method action, TypeCompiler types, Docs docs, Surroundings around) {
        Action said = action.getAnnotation(Action.class);
        return new CompiledAction(
                WireNames.of(action, action.getName()),
                docs.method(action),
                new Declared(
                        said.globalLock(),
                        said.emergency(),
                        said.interruptible(),
                        said.administration(),
                        said.retentionTime()),
                types.parameters(action),
                output(said, action, types),
                new BoundMethod(thing, action)::call,
                around);
    }

    private static DataType output(Action said, Method action, TypeCompiler types) {
        if (said.returns() != void.class) {
            return types.compile(said.returns(), action, Constraints.NONE);
        }
        return action.getReturnType() == void.class
                ? null
                : types.compile(action.getAnnotatedReturnType(), action, Constraints.NONE);
    }

    @Override
    public InvocationRecord invoke(JsonNode body, BlobLinks links) {
        around.presence().check();
        Decoding decoding = new Decoding(links, "body");
        Map<String, Object> values = input.decode(body, decoding);
        decoding.throwIfFailed();
        boolean locks = declared.globalLock() && !declared.emergency() && around.lock().enabled();
        return around.invocations()
                .start(
                        new ActionCall(
                                around.thing(),
                                name,
                                this::call,
                                new ActionCall.EncodedInput(input, values),
                                input.arguments(values == null ? Map.of() : values),
                                output,
                                locks ? around.lock() : null,
                                declared.interruptible(),
                                declared.emergency(),
                                (long) (declared.retentionTime() * 1000),
                                around.logger()));
    }

    /** It may have waited for a worker until its Thing was closed. */
    private Object call(Object[] arguments) throws Throwable {
        around.presence().check();
        return target.call(arguments);
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
    public ParameterList input() {
        return input;
    }

    @Override
    public DataType output() {
        return output;
    }

    @Override
    public boolean administration() {
        return declared.administration();
    }

    @Override
    public boolean emergency() {
        return declared.emergency();
    }
}
