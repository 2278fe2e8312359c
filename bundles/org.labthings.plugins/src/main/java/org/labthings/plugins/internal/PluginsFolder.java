package org.labthings.plugins.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.labthings.plugins.internal.deploy.Deployment;
import org.labthings.plugins.internal.jar.JarShelf;
import org.labthings.plugins.internal.jar.LastGoodJars;
import org.labthings.plugins.internal.jar.PluginJar;
import org.osgi.framework.BundleContext;
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

    private final Path folder;
    private final JarShelf shelf;
    private final FolderContents contents;
    private final Deployment deployment;
    private final Set<String> changed = new HashSet<>();
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "labthings-plugins");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * Called by Declarative Services while the framework starts; returns when the plugins run.
     *
     * @throws IOException when the data folder cannot be written
     */
    @Activate
    public PluginsFolder(BundleContext context) throws IOException {
        Path data = Path.of(property(context, "labthings.data"));
        folder = Path.of(property(context, "labthings.plugins"));
        shelf = new JarShelf(data.resolve("cache/plugins"));
        contents = new FolderContents(folder, shelf, LOG);
        deployment =
                new Deployment(context, new LastGoodJars(data.resolve("last-good"), shelf), LOG);
        deal(contents.names());
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
        worker.shutdown();
        if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            worker.shutdownNow();
        }
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
            if (changed.isEmpty()) {
                try {
                    worker.schedule(this::dealWithChanged, millis, TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException e) {
                    return; // the server stops
                }
            }
            changed.add(name);
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

    private synchronized void deal(Collection<String> names) {
        for (String name : names) {
            if (contents.read(name)) {
                later(name, COPYING_MILLIS);
            }
        }
        deployment.reconcile(contents.jars());
        tidy();
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
