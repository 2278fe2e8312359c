package org.labthings.core.internal.model;

import java.util.Map;
import java.util.concurrent.Callable;
import org.labthings.api.DataSetting;
import org.labthings.api.DynamicAction;
import org.labthings.api.DynamicEvent;
import org.labthings.api.DynamicProperty;
import org.labthings.api.DynamicThing;
import org.labthings.api.MjpegStream;
import org.labthings.api.RefusedInputError;
import org.labthings.api.UnservableThingError;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedStream;
import org.labthings.core.internal.property.FunctionalProperty;
import org.labthings.core.internal.property.MemoryProperty;
import org.labthings.core.internal.property.PropertyAccess;
import org.labthings.core.internal.property.PropertyInfo;
import org.labthings.core.internal.property.ThingProperty;
import org.labthings.schema.DataType;
import org.labthings.schema.Documentation;
import org.labthings.schema.ParameterList;
import org.labthings.schema.TypeCompiler;

/** Compiles the affordances that a {@link DynamicThing} describes. */
final class DynamicCompiler {
    /** As of {@link org.labthings.api.Action#retentionTime}. */
    private static final double RETENTION_SECONDS = 300;

    private final boolean trusted;
    private final PropertyAccess access;
    private final Surroundings around;

    DynamicCompiler(boolean trusted, PropertyAccess access, Surroundings around) {
        this.trusted = trusted;
        this.access = access;
        this.around = around;
    }

    private interface Checked {
        void run() throws Exception;
    }

    ThingProperty property(DynamicProperty p) {
        String where = "Property '" + p.name() + "'";
        if (p.handle() == null == (p.reader() == null)) {
            throw new UnservableThingError(
                    where + " needs either code that reads it or a handle that keeps it");
        }
        DataType type = TypeCompiler.dataSchema(p.schema(), trusted, where);
        PropertyInfo info =
                new PropertyInfo(
                        p.name(),
                        p.title() == null ? p.name() : p.title(),
                        p.description(),
                        type,
                        p.isReadOnly(),
                        p.handle() instanceof DataSetting,
                        p.isObservable(),
                        p.usesGlobalLock(),
                        p.handle() == null
                                ? type.schema().get("default")
                                : PropertyCompiler.encodedDefault(
                                        p.name(), type, p.handle().defaultValue(), access));
        if (p.handle() != null) {
            p.handle().get();
            return new MemoryProperty(p.handle(), info, access);
        }
        return new FunctionalProperty(
                new FunctionalProperty.Accessors(
                        () -> call(p.reader()::read),
                        p.writer() == null ? null : v -> run(() -> p.writer().write(v)),
                        p.resetter() == null ? null : () -> run(p.resetter()::reset)),
                info,
                access);
    }

    private static Object call(Callable<Object> code) {
        try {
            return code.call();
        } catch (Exception e) {
            throw BoundMethod.unchecked(e);
        }
    }

    private static void run(Checked code) {
        try {
            code.run();
        } catch (RefusedInputError e) {
            throw Refusals.of(e);
        } catch (Exception e) {
            throw BoundMethod.unchecked(e);
        }
    }

    CompiledAction action(DynamicAction a) {
        String where = "Action '" + a.name() + "'";
        if (a.code() == null) {
            throw new UnservableThingError(where + " needs code that runs it");
        }
        ParameterList input = TypeCompiler.inputSchema(a.input(), trusted, where + ", its input");
        DataType output =
                a.output() == null
                        ? null
                        : TypeCompiler.dataSchema(a.output(), trusted, where + ", its output");
        return new CompiledAction(
                a.name(),
                new Documentation(a.title(), a.description()),
                new CompiledAction.Declared(
                        a.usesGlobalLock(), false, a.isInterruptible(), false, RETENTION_SECONDS),
                input,
                output,
                arguments -> a.code().run(map(arguments)),
                around);
    }

    @SuppressWarnings("unchecked") // what the input schema's parameters make
    private static Map<String, Object> map(Object[] arguments) {
        return arguments.length == 0 ? Map.of() : (Map<String, Object>) arguments[0];
    }

    ServedEvent event(DynamicEvent e) {
        DataType type =
                e.data() == null
                        ? null
                        : TypeCompiler.dataSchema(e.data(), trusted, "Event '" + e.name() + "'");
        return new ServedEvent(
                e.name(), e.title() == null ? e.name() : e.title(), e.description(), type);
    }

    static ServedStream stream(String name, MjpegStream stream) {
        return new ServedStream(name, name, null, stream);
    }
}
