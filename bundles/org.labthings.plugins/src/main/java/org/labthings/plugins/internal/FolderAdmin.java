package org.labthings.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.labthings.config.Requester;
import org.labthings.plugins.Plugin;
import org.labthings.plugins.PluginChange;
import org.labthings.plugins.PluginRefusedException;
import org.labthings.plugins.PluginRefusedException.Cause;
import org.labthings.plugins.PluginsAdmin;
import org.labthings.plugins.internal.deploy.Deployment;
import org.labthings.plugins.internal.jar.JarRules;
import org.labthings.plugins.internal.jar.PluginJar;
import org.labthings.plugins.internal.jar.UnusableJarException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Changes of the plugins folder by request: one at a time, each awaited, and undone when its bundle
 * does not run.
 */
final class FolderAdmin implements PluginsAdmin {
    private static final Logger AUDIT = LoggerFactory.getLogger("labthings.audit");
    private static final long TURN_SECONDS = 20;
    private static final Duration BEYOND_PATIENCE = Duration.ofSeconds(5);
    private static final int BUFFER = 64 * 1024;

    private final PluginsFolder plugins;
    private final PluginList list;
    private final JarRules rules;
    private final ReentrantLock turn = new ReentrantLock(true);

    FolderAdmin(PluginsFolder plugins, JarRules rules) {
        this.plugins = plugins;
        this.list = new PluginList(plugins);
        this.rules = rules;
    }

    @Override
    public List<Plugin> list() {
        return list.all();
    }

    @Override
    public PluginChange install(InputStream content, Requester by)
            throws PluginRefusedException, IOException {
        return inTurn(
                () -> {
                    Path incoming = plugins.look((folder, s, c, d) -> FileSwap.incoming(folder));
                    try {
                        copy(content, incoming);
                        PluginChange change = put(incoming, usable(incoming));
                        audit("plugin.install", change, by);
                        return change;
                    } catch (PluginRefusedException e) {
                        auditRefused("plugin.install", "", e, by);
                        throw e;
                    } finally {
                        Files.deleteIfExists(incoming);
                    }
                });
    }

    @Override
    public PluginChange rollBack(String name, Requester by)
            throws PluginRefusedException, IOException {
        return inTurn(
                () -> {
                    Path incoming = plugins.look((folder, s, c, d) -> FileSwap.incoming(folder));
                    try {
                        PluginJar back = copyOfPrevious(name, incoming);
                        PluginChange change = put(incoming, back);
                        audit("plugin.rollback", change, by);
                        return change;
                    } catch (PluginRefusedException e) {
                        auditRefused("plugin.rollback", name, e, by);
                        throw e;
                    } finally {
                        Files.deleteIfExists(incoming);
                    }
                });
    }

    @Override
    public PluginChange remove(String name, Requester by)
            throws PluginRefusedException, IOException {
        return inTurn(
                () -> {
                    Plugin before = find(name);
                    FileSwap swap =
                            plugins.look(
                                    (folder, s, contents, d) -> {
                                        List<String> files = files(contents, name);
                                        return new FileSwap(folder, files, null, null);
                                    });
                    plugins.carryOut(swap);
                    swap.confirm();
                    PluginChange change = new PluginChange(before, before.version());
                    audit("plugin.remove", change, by);
                    return change;
                });
    }

    private static List<String> files(FolderContents contents, String name) {
        return contents.refused().containsKey(name)
                ? List.of(name)
                : contents.jars(name).stream().map(PluginJar::name).toList();
    }

    private Plugin find(String name) throws PluginRefusedException {
        Optional<Plugin> found = list.all().stream().filter(p -> p.name().equals(name)).findFirst();
        return found.orElseThrow(
                () ->
                        new PluginRefusedException(
                                Cause.UNKNOWN,
                                "There is no plugin '"
                                        + name
                                        + "'. There are: "
                                        + list.all().stream().map(Plugin::name).toList()));
    }

    private void copy(InputStream content, Path to) throws PluginRefusedException, IOException {
        byte[] buffer = new byte[BUFFER];
        long size = largest();
        long copied = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                copied += n;
                if (copied > size) {
                    throw new PluginRefusedException(
                            Cause.TOO_LARGE,
                            "The file is larger than plugins may be, "
                                    + size
                                    + " bytes. security.plugins_size of the configuration"
                                    + " allows more");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private long largest() throws PluginRefusedException {
        try {
            return rules.largest();
        } catch (UnusableJarException e) {
            throw new PluginRefusedException(Cause.UNUSABLE, e.getMessage());
        }
    }

    private PluginJar usable(Path file) throws PluginRefusedException, IOException {
        return plugins.look(
                (folder, shelf, contents, deployment) -> {
                    try {
                        PluginJar jar = shelf.take(file);
                        if (deployment.isOfThePlatform(jar.symbolicName())) {
                            throw new PluginRefusedException(
                                    Cause.UNUSABLE,
                                    jar.symbolicName()
                                            + " is a bundle of the server. Choose another name");
                        }
                        if (deployment.isClosed(jar.fragmentHost())) {
                            throw new PluginRefusedException(
                                    Cause.UNUSABLE,
                                    jar.symbolicName()
                                            + " would change "
                                            + jar.fragmentHost()
                                            + ", a bundle of the server");
                        }
                        return jar;
                    } catch (UnusableJarException e) {
                        throw new PluginRefusedException(
                                Cause.UNUSABLE, "The file is not installed: " + e.getMessage());
                    }
                });
    }

    private PluginJar copyOfPrevious(String name, Path to)
            throws PluginRefusedException, IOException {
        find(name);
        return plugins.look(
                (folder, shelf, contents, deployment) -> {
                    PluginJar back =
                            deployment
                                    .previous(name)
                                    .orElseThrow(
                                            () ->
                                                    new PluginRefusedException(
                                                            Cause.UNKNOWN,
                                                            nothingBefore(name, deployment)));
                    try (OutputStream out = Files.newOutputStream(to)) {
                        Files.copy(back.copy(), out);
                    }
                    return back;
                });
    }

    private static String nothingBefore(String name, Deployment deployment) {
        String text = "No earlier version of " + name + " ran here: there is nothing to go back to";
        return deployment
                .shipped(name)
                .map(s -> text + ". Remove it to have " + s.version() + " of the distribution")
                .orElse(text);
    }

    /** Puts a jar in the place of all others of its name, and waits for what comes of it. */
    private PluginChange put(Path incoming, PluginJar jar)
            throws PluginRefusedException, IOException, InterruptedException {
        String name = jar.symbolicName();
        Optional<PluginJar> before = plugins.look((f, s, c, d) -> d.present(name));
        FileSwap swap =
                plugins.look(
                        (folder, s, contents, d) -> {
                            List<String> others = files(contents, name);
                            String file = name + ".jar";
                            boolean taken =
                                    !others.contains(file) && Files.exists(folder.resolve(file));
                            return new FileSwap(
                                    folder,
                                    others,
                                    incoming,
                                    taken ? name + "-" + jar.version() + ".jar" : file);
                        });
        boolean kept = false;
        try {
            plugins.carryOut(swap);
            Optional<PluginRefusedException> refusal = verdict(jar);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            kept = true;
        } finally {
            if (kept) {
                swap.confirm();
            } else {
                plugins.carryOut(swap.undone());
            }
        }
        String replaced = before.map(b -> b.version().toString()).orElse(null);
        return new PluginChange(find(name), replaced);
    }

    private Optional<PluginRefusedException> verdict(PluginJar jar)
            throws PluginRefusedException, IOException, InterruptedException {
        Duration limit = plugins.patience().plus(BEYOND_PATIENCE);
        if (!plugins.awaitVerdict(jar.symbolicName(), limit)) {
            return Optional.of(
                    new PluginRefusedException(
                            Cause.BUSY,
                            "Whether the Things of "
                                    + jar.symbolicName()
                                    + " run was not known after "
                                    + limit.toSeconds()
                                    + " s. Try again"));
        }
        return plugins.look(
                (folder, shelf, contents, deployment) -> {
                    Optional<PluginJar> now = deployment.present(jar.symbolicName());
                    if (now.isPresent()
                            && now.get().sameContent(jar)
                            && deployment.isUp(jar.symbolicName())) {
                        return Optional.empty();
                    }
                    String reason =
                            contents.jars(jar.symbolicName()).stream()
                                    .filter(jar::sameContent)
                                    .findFirst()
                                    .flatMap(deployment::objection)
                                    .orElse("it does not start; the log says more");
                    return Optional.of(
                            new PluginRefusedException(
                                    Cause.DOES_NOT_RUN,
                                    jar.symbolicName()
                                            + " "
                                            + jar.version()
                                            + " does not run: "
                                            + reason));
                });
    }

    private interface Change {
        PluginChange make() throws PluginRefusedException, IOException, InterruptedException;
    }

    private PluginChange inTurn(Change change) throws PluginRefusedException, IOException {
        try {
            if (!turn.tryLock(TURN_SECONDS, TimeUnit.SECONDS)) {
                throw new PluginRefusedException(
                        Cause.BUSY, "Another change of plugins is under way. Try again");
            }
            try {
                return change.make();
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginRefusedException(Cause.BUSY, "Interrupted; nothing has changed");
        }
    }

    private static void audit(String event, PluginChange change, Requester by) {
        line(event, by)
                .addKeyValue("plugin", change.plugin().name())
                .addKeyValue("version", String.valueOf(change.plugin().version()))
                .addKeyValue("replaced", String.valueOf(change.replaced()))
                .addKeyValue("outcome", "done")
                .log("{} {}", event, change.plugin().name());
    }

    private static void auditRefused(
            String event, String name, PluginRefusedException refusal, Requester by) {
        line(event, by)
                .addKeyValue("plugin", name)
                .addKeyValue("outcome", "refused")
                .addKeyValue("reason", refusal.getMessage())
                .log("{} refused: {}", event, refusal.getMessage());
    }

    private static LoggingEventBuilder line(String event, Requester by) {
        return AUDIT.atInfo()
                .addKeyValue("event", event)
                .addKeyValue("who", by.who())
                .addKeyValue("from", by.from());
    }
}
