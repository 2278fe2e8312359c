package org.labthings.plugins.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.labthings.config.policy.PluginPolicy;
import org.labthings.core.ThingStatus;
import org.labthings.plugins.PluginRefusedException;
import org.labthings.plugins.PluginsAdmin;
import org.labthings.plugins.internal.deploy.Deployment;
import org.labthings.plugins.internal.deploy.PluginBundles;
import org.labthings.plugins.internal.deploy.ShippedDrivers;
import org.labthings.plugins.internal.guard.ExitGuard;
import org.labthings.plugins.internal.jar.JarRules;
import org.labthings.plugins.internal.jar.JarShelf;
import org.labthings.plugins.internal.jar.LastGoodJars;
import org.labthings.plugins.internal.jar.PluginJar;
import org.labthings.plugins.internal.jar.RefusedJars;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drop-in folder. What lies in it when the server starts is installed and started before this
 * component is there. Then Felix FileInstall, which polls the folder, reports each file that came,
 * changed or went; files that are reported together are dealt with together, on one thread.
 *
 * <pre>
 * FileInstall -> changed files -> FolderContents -> Deployment -> framework
 * </pre>
 */
@Component(
        service = ArtifactInstaller.class,
        immediate = true,
        property = "service.ranking:Integer=1000")
public final class PluginsFolder implements ArtifactInstaller {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.plugins");
    private static final long GATHER_MILLIS = 30; // FileInstall reports one file after the other
    private static final long COPYING_MILLIS = 500;
    private static final long STOP_SECONDS = 10;
    private static final String ROLLBACK = "labthings.rollback";
    private static final String ROLLBACK_DEADLINE = "labthings.rollback.deadline";
    private static final String ROLLBACK_DEADLINE_DEFAULT = "10000";

    private final Path folder;
    private final JarShelf shelf;
    private final FolderContents contents;
    private final Deployment deployment;
    private final Duration patience;
    private final UpgradeWatch watch = new UpgradeWatch(this::thingsChanged);
    private final ServiceRegistration<WeavingHook> guard;
    private final ServiceRegistration<PluginsAdmin> admin;
    private volatile boolean waiting;
    private final Set<String> changed = new HashSet<>();
    private final AtomicBoolean late = new AtomicBoolean();
    private final ScheduledExecutorService worker = worker();

    /**
     * Called by Declarative Services while the framework starts; returns when the plugins run.
     *
     * @throws IOException when the data folder cannot be written
     */
    @Activate
    public PluginsFolder(BundleContext context) throws IOException {
        Path data = Path.of(property(context, "labthings.data"));
        folder = Path.of(property(context, "labthings.plugins"));
        JarRules rules = new JarRules(() -> PluginPolicy.read(context::getProperty));
        shelf = new JarShelf(data.resolve("cache/plugins"), rules);
        contents = new FolderContents(folder, shelf, LOG);
        patience = patience(context);
        deployment =
                new Deployment(
                        context,
                        new Deployment.Memory(
                                new LastGoodJars(data.resolve("last-good"), shelf),
                                new RefusedJars(data.resolve("plugins-taken-back.properties"))),
                        patience,
                        watch::statuses,
                        new Rehearsals(context),
                        LOG);
        guard =
                context.registerService(
                        WeavingHook.class, new ExitGuard(PluginBundles.SCHEME, LOG), null);
        context.addBundleListener(new BundleAudit()); // ends with this bundle
        FileSwap.tidy(folder);
        deal(contents.names());
        context.addBundleListener(this::heard);
        watch.open(context);
        admin = context.registerService(PluginsAdmin.class, new FolderAdmin(this, rules), null);
    }

    /** Shipped drivers that a start does not need are installed later, one after the other. */
    private void heard(BundleEvent event) {
        if (event.getType() == BundleEvent.INSTALLED
                && ShippedDrivers.isOne(event.getBundle())
                && !late.getAndSet(true)
                && !onWorker(this::dealWithLate, GATHER_MILLIS)) {
            late.set(false);
        }
    }

    /** Plugins may have taken their places, or may need them. */
    private synchronized void dealWithLate() {
        late.set(false);
        if (!contents.jars().isEmpty()) {
            reconcile();
        }
    }

    private static ScheduledExecutorService worker() {
        ScheduledThreadPoolExecutor worker =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "labthings-plugins");
                            thread.setDaemon(true);
                            return thread;
                        });
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false); // a stop waits for nothing
        return worker;
    }

    /** How long the Things of a new version have to run; zero: nothing is taken back. */
    private static Duration patience(BundleContext context) {
        String rollback = context.getProperty(ROLLBACK);
        if (rollback != null && !Boolean.parseBoolean(rollback)) {
            return Duration.ZERO;
        }
        String millis = context.getProperty(ROLLBACK_DEADLINE);
        try {
            return Duration.ofMillis(
                    Long.parseLong(millis == null ? ROLLBACK_DEADLINE_DEFAULT : millis));
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    ROLLBACK_DEADLINE + " must be a number of milliseconds, not " + millis, e);
        }
    }

    private static String property(BundleContext context, String name) {
        String value = context.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("The framework property " + name + " is not set");
        }
        return value;
    }

    /** Called by Declarative Services; what is under way is finished, plugins stay installed. */
    @Deactivate
    void close() throws InterruptedException {
        admin.unregister();
        watch.close();
        worker.shutdown();
        if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            worker.shutdownNow();
        }
        guard.unregister();
    }

    @Override
    public boolean canHandle(File artifact) {
        Path file = artifact.toPath();
        return FolderContents.isJar(file) && folder.toFile().equals(artifact.getParentFile())
                || FolderContents.isJar(file) && isInFolder(file);
    }

    /** FileInstall follows links in the path of the folder. */
    private boolean isInFolder(Path file) {
        try {
            return file.getParent().equals(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void install(File artifact) {
        later(artifact.getName(), GATHER_MILLIS);
    }

    @Override
    public void update(File artifact) {
        later(artifact.getName(), GATHER_MILLIS);
    }

    @Override
    public void uninstall(File artifact) {
        later(artifact.getName(), GATHER_MILLIS);
    }

    private void later(String name, long millis) {
        synchronized (changed) {
            if (!changed.isEmpty() || onWorker(this::dealWithChanged, millis)) {
                changed.add(name);
            }
        }
    }

    private void dealWithChanged() {
        Set<String> names;
        synchronized (changed) {
            names = new HashSet<>(changed);
            changed.clear();
        }
        try {
            deal(names);
        } catch (RuntimeException e) {
            LOG.error("Changes in the plugins folder were not carried out: {}", names, e);
        }
    }

    /** What may be done to the folder while nothing else is. */
    interface Step<T> {
        T run(Path folder, JarShelf shelf, FolderContents contents, Deployment deployment)
                throws PluginRefusedException, IOException;
    }

    /** Looks at the folder, or changes files that nobody runs; blocks while it is dealt with. */
    synchronized <T> T look(Step<T> step) throws PluginRefusedException, IOException {
        return step.run(folder, shelf, contents, deployment);
    }

    /** Carries out a change of files with all that follows from it, in one step. */
    synchronized void carryOut(FileSwap swap) throws IOException {
        Collection<String> names = swap.run();
        names.forEach(contents::read);
        reconcile();
    }

    /**
     * Waits until it is known whether the Things of a bundle run.
     *
     * @return false when that is not known in time
     */
    synchronized boolean awaitVerdict(String symbolicName, Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (deployment.isOnProbation(symbolicName)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    Duration patience() {
        return patience;
    }

    /** How all Things are. */
    Map<String, ThingStatus> statuses() {
        return watch.statuses();
    }

    private synchronized void deal(Collection<String> names) {
        for (String name : names) {
            if (contents.read(name)) {
                later(name, COPYING_MILLIS);
            }
        }
        reconcile();
    }

    private void reconcile() {
        deployment.reconcile(contents.jars());
        watch.remark(deployment.remarks());
        tidy();
        waiting = deployment.isWaiting();
        if (waiting) {
            onWorker(this::judge, 0); // its Things may be there already
            onWorker(this::judge, patience.toMillis() + 1);
        }
    }

    /** On the life-cycle thread: nothing may take time here. */
    private void thingsChanged() {
        if (waiting) {
            onWorker(this::judge, 0);
        }
    }

    private synchronized void judge() {
        try {
            if (deployment.judge()) {
                reconcile();
            }
            waiting = deployment.isWaiting();
        } catch (RuntimeException e) {
            LOG.error("What became of an upgrade is not known", e);
        } finally {
            notifyAll(); // see awaitVerdict
        }
    }

    private boolean onWorker(Runnable task, long millis) {
        try {
            worker.schedule(task, millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // the server stops
        }
    }

    private void tidy() {
        Set<Path> used = new HashSet<>();
        contents.jars().forEach(jar -> used.add(jar.copy()));
        deployment.jarsInUse().stream().map(PluginJar::copy).forEach(used::add);
        try {
            shelf.keepOnly(used);
        } catch (IOException e) {
            LOG.debug("A copy in the cache cannot be deleted; the next start wipes it", e);
        }
    }
}
