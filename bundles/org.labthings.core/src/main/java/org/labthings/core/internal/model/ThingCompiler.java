package org.labthings.core.internal.model;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.labthings.api.Action;
import org.labthings.api.Affordances;
import org.labthings.api.Constraints;
import org.labthings.api.DataProperty;
import org.labthings.api.DynamicProperty;
import org.labthings.api.DynamicThing;
import org.labthings.api.Endpoint;
import org.labthings.api.Event;
import org.labthings.api.EventSource;
import org.labthings.api.MjpegStream;
import org.labthings.api.Property;
import org.labthings.api.Resetter;
import org.labthings.api.Thing;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.api.UnservableThingError;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedEndpoint;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedStream;
import org.labthings.core.internal.property.FunctionalProperty;
import org.labthings.core.internal.property.MemoryProperty;
import org.labthings.core.internal.property.PropertyAccess;
import org.labthings.core.internal.property.ThingProperty;
import org.labthings.core.internal.settings.Setting;
import org.labthings.schema.DataType;
import org.labthings.schema.Docs;
import org.labthings.schema.Documentation;
import org.labthings.schema.TypeCompiler;
import org.labthings.schema.WireNames;

/**
 * Compiles one Thing into its model, once, when it arrives: all reflection happens here. Attaches
 * its handles, so that from then on assignments are validated, published and saved.
 */
public final class ThingCompiler {
    private final Thing thing;
    private final Surroundings around;
    private final Members members;
    private final Docs docs;
    private final TypeCompiler types = new TypeCompiler();
    private final Map<String, String> taken = new HashMap<>();
    private final Map<DataProperty<?>, MemoryProperty> data = new HashMap<>();
    private final Map<EventSource<?>, ServedEvent> sources = new HashMap<>();
    private final Map<String, ServedProperty> properties = new TreeMap<>();
    private final Map<String, ServedAction> actions = new TreeMap<>();
    private final Map<String, ServedEvent> events = new TreeMap<>();
    private final Map<String, ServedStream> streams = new TreeMap<>();
    private final Map<String, ServedEndpoint> endpoints = new TreeMap<>();
    private final Map<String, ThingSlot<?>> slots = new TreeMap<>();
    private final Map<DynamicProperty, FunctionalProperty> dynamic = new HashMap<>();
    private final List<Setting> settings = new ArrayList<>();

    /** A compiler for one Thing. */
    public ThingCompiler(Thing thing, Surroundings around) {
        this.thing = thing;
        this.around = around;
        this.members = new Members(thing.getClass());
        this.docs = new Docs(thing.getClass());
    }

    /**
     * Compiles and attaches.
     *
     * @throws UnservableThingError naming class and member that cannot be served
     */
    public ThingModel compile() {
        LostAffordances.of(thing.getClass()).forEach(lost -> around.logger().warn("{}", lost));
        ThingType declared = thing.getClass().getAnnotation(ThingType.class);
        PropertyAccess access = access(declared == null || declared.validateOnSet());
        compileProperties(access);
        each(members.annotated(Action.class), this::action);
        eachField(EventSource.class, this::event);
        eachField(MjpegStream.class, this::stream);
        eachField(ThingSlot.class, (f, h) -> slots.put(wireName(f), (ThingSlot<?>) h));
        each(members.annotated(Endpoint.class), this::endpoint);
        Affordances described =
                thing instanceof DynamicThing d ? d.affordances() : new Affordances();
        compileDynamic(described, access);
        attach(new ThingHost(data, sources, dynamic, around));
        return new ThingModel(
                around.thing(),
                title(declared, described),
                described.description() == null
                        ? docs.type().description()
                        : described.description(),
                Collections.unmodifiableMap(properties),
                Collections.unmodifiableMap(actions),
                Collections.unmodifiableMap(events),
                Collections.unmodifiableMap(streams),
                Collections.unmodifiableMap(endpoints),
                Collections.unmodifiableMap(slots),
                List.copyOf(settings),
                thing::state,
                this::detach);
    }

    /** What a leaked thread of a driver that is gone assigns shall reach nobody. */
    private void detach() {
        attach(null);
    }

    private void attach(ThingHost host) {
        data.keySet().forEach(h -> h.attach(host));
        sources.keySet().forEach(s -> s.attach(host));
        dynamic.keySet().forEach(p -> p.attach(host));
    }

    private String title(ThingType declared, Affordances described) {
        if (described.title() != null) {
            return described.title();
        }
        boolean titled = declared != null && !declared.title().isEmpty();
        return titled ? declared.title() : thing.getClass().getSimpleName();
    }

    private PropertyAccess access(boolean validateOnSet) {
        return new PropertyAccess(
                around.thing(),
                around.lock(),
                around.hub(),
                around.links(),
                around.saver(),
                around.presence(),
                around.logger(),
                validateOnSet);
    }

    private void compileDynamic(Affordances described, PropertyAccess access) {
        DynamicCompiler compiler = new DynamicCompiler(described.isTrusted(), access, around);
        for (DynamicProperty declared : described.properties().values()) {
            ThingProperty p = compiler.property(declared);
            add(p, p);
            if (p instanceof MemoryProperty kept) {
                keep(declared.handle(), kept);
            } else if (p instanceof FunctionalProperty read) {
                dynamic.put(declared, read);
            }
        }
        described.actions().values().forEach(a -> add(compiler.action(a)));
        described.events().values().forEach(e -> add(compiler.event(e), e.source()));
        described.streams().forEach((name, s) -> add(DynamicCompiler.stream(name, s)));
    }

    private void compileProperties(PropertyAccess access) {
        PropertyCompiler compiler = new PropertyCompiler(types, docs, access);
        eachField(
                DataProperty.class,
                (field, handle) -> {
                    MemoryProperty p = compiler.data(field, (DataProperty<?>) handle);
                    keep((DataProperty<?>) handle, p);
                    add(p, p);
                });
        Map<String, Method> resetters = new HashMap<>();
        members.annotated(Resetter.class)
                .forEach(m -> resetters.put(m.getAnnotation(Resetter.class).value(), m));
        List<Method> getters = new ArrayList<>(members.annotated(Property.class));
        getters.addAll(members.annotated(org.labthings.api.Setting.class));
        each(
                getters,
                m -> {
                    Method resetter = resetters.remove(m.getName());
                    FunctionalProperty p = compiler.functional(thing, m, members, resetter);
                    add(p, p);
                });
        if (!resetters.isEmpty()) {
            throw new UnservableThingError(
                    "@Resetter names " + resetters.keySet() + ", which is no functional property");
        }
    }

    private void keep(DataProperty<?> handle, MemoryProperty p) {
        if (data.putIfAbsent(handle, p) != null) {
            throw new UnservableThingError(
                    "One DataProperty object serves two properties, '"
                            + p.name()
                            + "' and another; make one for each");
        }
    }

    private void add(ServedProperty p, Setting s) {
        take(p.name(), "property");
        properties.put(p.name(), p);
        if (p.setting()) {
            settings.add(s);
        }
    }

    private void action(Method m) {
        add(CompiledAction.of(thing, m, types, docs, around));
    }

    private void add(CompiledAction a) {
        take(a.name(), "action");
        actions.put(a.name(), a);
    }

    private void endpoint(Method m) {
        CompiledEndpoint e = new CompiledEndpoint(thing, m, types, docs, around.presence());
        endpoints.put(e.method() + " " + e.path(), e);
    }

    private void event(Field f, Object source) {
        String name = wireName(f);
        Event declared = f.getAnnotation(Event.class);
        boolean named = declared != null && declared.type() != void.class;
        DataType type =
                named
                        ? types.compile(declared.type(), f, Constraints.NONE)
                        : types.compile(PropertyCompiler.valueType(f), f, Constraints.NONE);
        Documentation doc = docs.field(f);
        add(
                new ServedEvent(name, title(doc, name), doc.description(), type),
                (EventSource<?>) source);
    }

    private void add(ServedEvent e, EventSource<?> source) {
        take(e.name(), "event");
        events.put(e.name(), e);
        sources.put(source, e);
    }

    private void stream(Field f, Object stream) {
        String name = wireName(f);
        Documentation doc = docs.field(f);
        add(new ServedStream(name, title(doc, name), doc.description(), (MjpegStream) stream));
    }

    private void add(ServedStream s) {
        take(s.name(), "stream");
        streams.put(s.name(), s);
    }

    private static String title(Documentation doc, String name) {
        return doc.title() == null ? name : doc.title();
    }

    private static String wireName(Field f) {
        return WireNames.of(f, f.getName());
    }

    private void take(String name, String kind) {
        String other = taken.put(name, kind);
        if (other != null) {
            throw new UnservableThingError(
                    "Class "
                            + thing.getClass().getSimpleName()
                            + " has two members '"
                            + name
                            + "' on the wire, a "
                            + other
                            + " and a "
                            + kind
                            + "; rename one, or give it a @Name");
        }
    }

    /** Says of every failure which member it concerns. */
    private void each(List<Method> methods, Consumer<Method> compile) {
        for (Method m : methods) {
            try {
                compile.accept(m);
            } catch (UnservableThingError e) {
                throw unservable(m.getName() + "()", e);
            }
        }
    }

    private interface FieldCompiler {
        void compile(Field field, Object handle);
    }

    private void eachField(Class<?> handleType, FieldCompiler compiler) {
        for (Field f : members.handles(handleType)) {
            try {
                f.setAccessible(true);
                Object handle = f.get(thing);
                if (handle == null) {
                    throw new UnservableThingError("it is null after the constructor");
                }
                compiler.compile(f, handle);
            } catch (UnservableThingError e) {
                throw unservable(f.getName(), e);
            } catch (IllegalAccessException e) {
                throw unservable(f.getName(), e);
            }
        }
    }

    private UnservableThingError unservable(String member, Exception e) {
        return new UnservableThingError(
                thing.getClass().getSimpleName()
                        + "."
                        + member
                        + " cannot be served: "
                        + e.getMessage());
    }
}
