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
    private final Action declared;
    private final ParameterList input;
    private final DataType output;
    private final BoundMethod method;
    private final Surroundings around;

    CompiledAction(
            Object thing, Method action, TypeCompiler types, Docs docs, Surroundings around) {
        this.name = WireNames.of(action, action.getName());
        this.doc = docs.method(action);
        this.declared = action.getAnnotation(Action.class);
        this.input = types.parameters(action);
        this.output = output(action, types);
        this.method = new BoundMethod(thing, action);
        this.around = around;
    }

    private DataType output(Method action, TypeCompiler types) {
        if (declared.returns() != void.class) {
            return types.compile(declared.returns(), action, Constraints.NONE);
        }
        return action.getReturnType() == void.class
                ? null
                : types.compile(action.getAnnotatedReturnType(), action, Constraints.NONE);
    }

    @Override
    public InvocationRecord invoke(JsonNode body, BlobLinks links) {
        Decoding decoding = new Decoding(links, "body");
        Map<String, Object> values = input.decode(body, decoding);
        decoding.throwIfFailed();
        boolean locks = declared.globalLock() && !declared.emergency() && around.lock().enabled();
        return around.invocations()
                .start(
                        new ActionCall(
                                around.thing(),
                                name,
                                method::call,
                                new ActionCall.EncodedInput(input, values),
                                input.arguments(values == null ? Map.of() : values),
                                output,
                                locks ? around.lock() : null,
                                declared.interruptible(),
                                declared.emergency(),
                                (long) (declared.retentionTime() * 1000),
                                around.logger()));
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
    public boolean emergency() {
        return declared.emergency();
    }
}
