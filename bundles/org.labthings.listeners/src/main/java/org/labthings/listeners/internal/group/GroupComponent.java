package org.labthings.listeners.internal.group;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Thing;
import org.labthings.listeners.EventCallback;
import org.labthings.listeners.ListenerGroup;
import org.labthings.listeners.ListenerStartException;
import org.labthings.listeners.ManagedListener;
import org.labthings.listeners.StopParticipant;
import org.labthings.listeners.WatchOptions;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured group: tracks the listeners and callbacks that name it, and offers it as a {@link
 * ListenerGroup}, as a Thing, and in the order of stopping.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.labthings.listeners.Group",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = GroupSettings.class, factory = true)
public final class GroupComponent {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.listeners");

    private static final long START_SECONDS = 5;

    private final BundleContext context;
    private final Group group;
    private final GroupThing thing;
    private final ServiceTracker<ManagedListener, ManagedListener> listeners;
    private final ServiceTracker<EventCallback, EventCallback> callbacks;
    private final List<ServiceRegistration<?>> registrations;
    private final CompletableFuture<Void> starting;

    /** Called by Declarative Services; the group starts on a thread of its own. */
    @Activate
    public GroupComponent(
            BundleContext context, GroupSettings settings, Map<String, Object> properties)
            throws InvalidSyntaxException {
        this.context = context;
        String name = String.valueOf(properties.get("section.entry"));
        group = new Group(name, plan(name, settings), this::changed);
        thing = new GroupThing(group);
        listeners =
                new ServiceTracker<>(
                        context, filter(ManagedListener.class, ManagedListener.GROUP, name), null) {
                    @Override
                    public ManagedListener addingService(ServiceReference<ManagedListener> r) {
                        return added(r);
                    }

                    @Override
                    public void removedService(
                            ServiceReference<ManagedListener> r, ManagedListener listener) {
                        group.remove(r);
                        context.ungetService(r);
                    }
                };
        callbacks =
                new ServiceTracker<>(
                        context, filter(EventCallback.class, EventCallback.GROUP, name), null) {
                    @Override
                    public EventCallback addingService(ServiceReference<EventCallback> r) {
                        return addedCallback(r);
                    }

                    @Override
                    public void modifiedService(
                            ServiceReference<EventCallback> r, EventCallback callback) {
                        group.removeRoute(r);
                        route(r, callback);
                    }

                    @Override
                    public void removedService(
                            ServiceReference<EventCallback> r, EventCallback callback) {
                        group.removeRoute(r);
                        context.ungetService(r);
                    }
                };
        callbacks.open();
        listeners.open();
        registrations =
                List.of(
                        register(ListenerGroup.class, group, Map.of(ListenerGroup.NAME, name)),
                        register(
                                StopParticipant.class,
                                limit -> group.stopListeners(),
                                Map.of(StopParticipant.RANK, StopParticipant.LISTENERS)),
                        register(
                                StopParticipant.class,
                                limit -> group.stopRouter(),
                                Map.of(StopParticipant.RANK, StopParticipant.ROUTERS)),
                        register(Thing.class, thing, Map.of(Thing.NAME, name)));
        starting = settings.autostart() ? start(name) : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> start(String name) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                group.startAll();
                            } catch (ListenerStartException e) {
                                LOG.debug("It was logged", e);
                            } finally {
                                done.complete(null);
                            }
                        },
                        "labthings-listeners-start-" + name);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private Group.Plan plan(String name, GroupSettings settings) {
        WatchOptions options =
                new WatchOptions(
                        Duration.ofMillis(settings.polling()),
                        List.of(settings.ignored()),
                        false,
                        WatchOptions.DEFAULT.maxFiles());
        return new Group.Plan(
                Arrays.stream(settings.folders())
                        .map(f -> Path.of(f).toAbsolutePath().normalize())
                        .toList(),
                options,
                settings.queue(),
                Duration.ofMillis(settings.stop_timeout()),
                settings.catch_up() ? memory(name) : null);
    }

    /** In the server's data folder; in a framework that is none of ours, in the bundle's own. */
    private Path memory(String name) {
        String file = FolderMemory.encoded(name) + ".files";
        String data = context.getProperty("labthings.data");
        return data == null ? context.getDataFile(file).toPath() : Path.of(data, "listeners", file);
    }

    private Filter filter(Class<?> type, String property, String value)
            throws InvalidSyntaxException {
        return context.createFilter(
                "(&("
                        + Constants.OBJECTCLASS
                        + "="
                        + type.getName()
                        + ")("
                        + property
                        + "="
                        + value
                        + "))");
    }

    private <T> ServiceRegistration<T> register(
            Class<T> type, T service, Map<String, Object> properties) {
        return context.registerService(type, service, new Hashtable<>(properties));
    }

    private ManagedListener added(ServiceReference<ManagedListener> reference) {
        ManagedListener listener = context.getService(reference);
        if (listener != null) {
            Object name = reference.getProperty(ManagedListener.NAME);
            group.add(
                    reference,
                    name == null ? listener.getClass().getName() : name.toString(),
                    reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer rank
                            ? rank
                            : 0,
                    listener);
        }
        return listener;
    }

    private EventCallback addedCallback(ServiceReference<EventCallback> reference) {
        EventCallback callback = context.getService(reference);
        if (callback != null) {
            route(reference, callback);
        }
        return callback;
    }

    private void route(ServiceReference<EventCallback> reference, EventCallback callback) {
        try {
            group.add(reference, new Contribution(reference::getProperty).route(callback));
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "The callback {} of {} gets no events of the group {}: {}",
                    callback.getClass().getName(),
                    reference.getBundle(),
                    group.name(),
                    e.getMessage());
        }
    }

    private void changed() {
        thing.update();
    }

    /** What is being started must be stopped. */
    private void awaitStarted() {
        try {
            starting.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The group {} is still starting, and is left to itself", group.name());
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        awaitStarted();
        group.stopAll();
        listeners.close();
        callbacks.close();
        registrations.forEach(ServiceRegistration::unregister);
    }
}
