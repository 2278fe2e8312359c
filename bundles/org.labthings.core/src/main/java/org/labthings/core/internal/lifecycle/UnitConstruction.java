package org.labthings.core.internal.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.core.internal.blob.StoredLinks;
import org.labthings.core.internal.invocation.InvocationStore;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.core.internal.log.ThingLogger;
import org.labthings.core.internal.model.Surroundings;
import org.labthings.core.internal.model.ThingCompiler;
import org.labthings.core.internal.model.ThingModel;
import org.labthings.core.internal.notify.NotificationHub;
import org.labthings.core.internal.property.Presence;
import org.labthings.core.internal.property.PropertyAccess;
import org.labthings.core.internal.settings.ThingSettings;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;

/**
 * Makes a Thing out of its service: gets it (which runs its constructor), compiles its model, and
 * loads its settings unless its predecessor may still write them. On a worker thread, as all of
 * that may run driver code.
 */
final class UnitConstruction {
    private final BundleContext bundles;
    private final ServerSettings server;
    private final Platform platform;

    /** The parts of the server that a Thing is connected to. */
    record Platform(
            GlobalLock lock,
            NotificationHub hub,
            InvocationStore invocations,
            StoredLinks links,
            ScheduledExecutorService timer,
            Executor workers) {}

    /** What came out. */
    record Constructed(Thing thing, ThingModel model, ThingSettings settings, Presence presence) {}

    /** The service went, or its constructor threw. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable() {
            super("its service could not be had", null, false, false);
        }
    }

    UnitConstruction(BundleContext bundles, ServerSettings server, Platform platform) {
        this.bundles = bundles;
        this.server = server;
        this.platform = platform;
    }

    /**
     * Makes it.
     *
     * @param early whether the one that it replaces still runs
     */
    Constructed construct(
            ServiceReference<Thing> reference, ConfiguredThing configuration, boolean early)
            throws IOException, Unavailable {
        Path folder = server.settingsFolder().resolve(configuration.name());
        Files.createDirectories(folder);
        Thing thing = bundles.getService(reference);
        if (thing == null) {
            throw new Unavailable();
        }
        Logger logger = ThingLogger.of(configuration.name(), server::debug);
        LateSaver saver = new LateSaver();
        Presence presence = new Presence(configuration.name());
        ThingModel model =
                new ThingCompiler(
                                thing,
                                new Surroundings(
                                        configuration.name(),
                                        platform.lock(),
                                        platform.hub(),
                                        platform.invocations(),
                                        platform.links(),
                                        saver,
                                        presence,
                                        logger))
                        .compile();
        configuration
                .slots()
                .fieldNames()
                .forEachRemaining(
                        slot -> {
                            if (!model.slots().containsKey(slot)) {
                                logger.warn(
                                        "Slot '{}' is configured but not declared, so it is"
                                                + " ignored. Its class declares {}",
                                        slot,
                                        model.slots().keySet());
                            }
                        });
        ThingSettings settings =
                new ThingSettings(
                        folder.resolve("Settings-" + settingsName(thing) + ".json"),
                        model.settings(),
                        logger,
                        new ThingSettings.Writers(platform.timer(), platform.workers()));
        saver.settings = settings;
        if (!early) {
            settings.load();
        }
        return new Constructed(thing, model, settings, presence);
    }

    private static String settingsName(Thing thing) {
        ThingType declared = thing.getClass().getAnnotation(ThingType.class);
        return declared == null || declared.settingsName().isEmpty()
                ? thing.getClass().getSimpleName()
                : declared.settingsName();
    }

    /** Properties need a saver before the settings, which need the properties, exist. */
    private static final class LateSaver implements PropertyAccess.Saver {
        private volatile ThingSettings settings;

        @Override
        public void saveNow() {
            if (settings != null) {
                settings.saveNow();
            }
        }

        @Override
        public void saveSoon() {
            if (settings != null) {
                settings.saveSoon();
            }
        }
    }
}
