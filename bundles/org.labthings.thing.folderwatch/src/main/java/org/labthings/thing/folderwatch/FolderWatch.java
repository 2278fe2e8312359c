package org.labthings.thing.folderwatch;

import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.labthings.api.Action;
import org.labthings.api.Blob;
import org.labthings.api.DataProperty;
import org.labthings.api.Default;
import org.labthings.api.EventSource;
import org.labthings.api.InvocationError;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingType;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.EventRouter;
import org.labthings.listeners.EventRouters;
import org.labthings.listeners.FileStamp;
import org.labthings.listeners.FileWatcher;
import org.labthings.listeners.FileWatchers;
import org.labthings.listeners.Frame;
import org.labthings.listeners.Glob;
import org.labthings.listeners.Route;
import org.labthings.listeners.RoutedEvent;
import org.labthings.listeners.WatchOptions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;

/**
 * A folder into which an instrument exports its results. Each file that comes is offered once it
 * has been quiet for a while: as an event, and as data to download. The folder may be missing, go
 * and come back; what came while the server was away is offered at its next start.
 */
@ThingType(title = "Watched folder")
@Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FolderWatch.Config.class, factory = true)
public class FolderWatch implements Thing {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long SAVE_MILLIS = 2000;
    private static final long LOOK_MILLIS = 250;
    private static final int MOST_LISTED = 1000;

    /** What a configuration may say about a watched folder. */
    @ObjectClassDefinition(
            name = "Watched folder",
            description = "A folder into which an instrument exports its results")
    public @interface Config {
        /** The folder. */
        @AttributeDefinition(
                description = "The folder, with all below it; relative to the working directory")
        String folder();

        /** Which files are offered. */
        @AttributeDefinition(
                description =
                        "Patterns of the names that are offered, such as **/*.csv; all but hidden"
                                + " and temporary ones",
                required = false)
        String[] patterns() default {"**/!(.*|*.tmp|*~)"};

        /** When a file is complete. */
        @AttributeDefinition(
                description = "Milliseconds without a change after which a file is complete",
                min = "0",
                max = "3600000")
        int settle() default 1000;

        /** Whether what lies there at the very first start is offered. */
        @AttributeDefinition(
                description = "Whether files that lie there at the very first start are offered")
        boolean offer_existing() default false;

        /** How many files are kept as data. */
        @AttributeDefinition(
                description = "How many of the newest files the property files has",
                min = "1",
                max = "1000")
        int history() default 100;

        /** Interval of polling. */
        @AttributeDefinition(
                description =
                        "Milliseconds between two looks, for network folders; 0 to be notified by"
                                + " the operating system",
                min = "0",
                max = "3600000")
        int polling() default 0;
    }

    /** Whether the folder is there. While it is not, it is looked for. */
    public final DataProperty<Boolean> present =
            DataProperty.of(false).readOnly().withoutGlobalLock();

    /** The newest files that were offered, oldest first, with their data. */
    public final DataProperty<List<NewFile>> files =
            DataProperty.of(List.<NewFile>of()).readOnly().withoutGlobalLock();

    /** How many files were offered since the server started. */
    public final DataProperty<Integer> offered = DataProperty.of(0).readOnly().withoutGlobalLock();

    /** A file has come and is complete. */
    public final EventSource<NewFile> fileAdded = EventSource.create();

    /** A file that was offered before has another content, and is complete. */
    public final EventSource<NewFile> fileChanged = EventSource.create();

    /** A file that was offered before is gone. The data is its name. */
    public final EventSource<String> fileRemoved = EventSource.create();

    private final Config config;
    private final EventRouters routers;
    private final FileWatchers watchers;
    private final Path folder;
    private volatile Logger log;
    private volatile OfferedFiles known;
    private volatile EventRouter router;
    private volatile FileWatcher watcher;

    /**
     * Called by Declarative Services, once for each configured folder.
     *
     * @param config this folder's configuration
     */
    @Activate
    public FolderWatch(
            Config config, @Reference EventRouters routers, @Reference FileWatchers watchers) {
        this.config = config;
        this.routers = routers;
        this.watchers = watchers;
        this.folder = Path.of(config.folder()).toAbsolutePath().normalize();
    }

    @Override
    public void open(ThingContext context) throws IOException {
        log = context.logger();
        known = new OfferedFiles(context.settingsFolder().resolve("offered-files.txt"), folder);
        router = routers.create(context.name());
        WatchOptions options =
                WatchOptions.DEFAULT.waitingForRoots().polling(Duration.ofMillis(config.polling()));
        watcher = watchers.create(context.name(), options);
        try {
            router.register(
                    Route.to(this::changed)
                            .matching(Glob.of(config.patterns()))
                            .debounce(Duration.ofMillis(config.settle()), DebounceMode.TRAILING)
                            .delay(Duration.ZERO));
            watcher.watch(folder, Set.of(), router, before());
            watcher.start();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        present.set(watcher.isPresent(folder));
        context.startThread("folderwatch-" + context.name(), this::follow);
    }

    /** What was offered before; at the very first start, what lies there counts as that. */
    private Map<String, FileStamp> before() throws IOException {
        try {
            if (known.load() || config.offer_existing()) {
                return known.all();
            }
        } catch (IOException e) {
            log.warn("What was offered before is not known: {}", e.getMessage());
        }
        FileWatcher once = watchers.create("first-look", WatchOptions.DEFAULT.waitingForRoots());
        once.watch(folder, Set.of(), router);
        try {
            once.start();
            Map<String, FileStamp> there = once.index(folder);
            there.forEach(known::put);
            known.touch();
            return there;
        } finally {
            once.stop(LIMIT);
        }
    }

    private void follow() {
        long saved = System.nanoTime();
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                boolean there = watcher.isPresent(folder);
                if (there != present.get()) {
                    present.set(there);
                }
                if (System.nanoTime() - saved > TimeUnit.MILLISECONDS.toNanos(SAVE_MILLIS)) {
                    save();
                    saved = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            // the Thing closes
        }
    }

    private void save() {
        try {
            known.save();
        } catch (IOException e) {
            log.warn("Which files were offered is not saved: {}", e.toString());
        }
    }

    /** Called by the router once nothing has happened to a file for the time to settle. */
    private Object changed(RoutedEvent event, Frame frame) throws IOException {
        String name = event.name();
        Path file = folder.resolve(name);
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(folder) && known.remove(name)) {
                fileRemoved.emit(name);
            }
            return "gone";
        }
        FileStamp stamp =
                new FileStamp(now.size(), now.lastModifiedTime().to(TimeUnit.MICROSECONDS));
        if (isBeingWritten(now)) { // it never was quiet, or the last change came just now
            router.submit(RoutedEvent.of(event.endpoint(), name, Change.MODIFIED));
            return "being written";
        }
        FileStamp before = known.put(name, stamp);
        if (stamp.equals(before)) {
            return "offered before";
        }
        offer(name, file, now, before == null);
        return before == null ? "added" : "changed";
    }

    private boolean isBeingWritten(BasicFileAttributes file) {
        long age = System.currentTimeMillis() - file.lastModifiedTime().toMillis();
        return age >= 0 && age < config.settle(); // a clock that is ahead says nothing
    }

    private void offer(String name, Path file, BasicFileAttributes now, boolean isNew) {
        NewFile offer =
                new NewFile(
                        name,
                        now.size(),
                        now.lastModifiedTime().toInstant(),
                        Blob.fromFile(file, mediaType(name)));
        files.update(
                list -> {
                    List<NewFile> next = new ArrayList<>(list);
                    next.add(offer);
                    int over = Math.max(0, next.size() - config.history());
                    return List.copyOf(next.subList(over, next.size()));
                });
        offered.update(n -> n + 1);
        (isNew ? fileAdded : fileChanged).emit(offer);
        log.info("{} {}, {} bytes", isNew ? "New:" : "Changed:", name, now.size());
    }

    private static String mediaType(String name) {
        String guessed = URLConnection.guessContentTypeFromName(name);
        return guessed == null ? "application/octet-stream" : guessed;
    }

    /** The folder. */
    @Property
    public String folder() {
        return folder.toString();
    }

    /**
     * The data of any file that was offered at some time and is still there.
     *
     * @param name path below the folder, with forward slashes
     */
    @Action(globalLock = false)
    public Blob getFile(String name) {
        Path file = folder.resolve(name).normalize();
        if (known.get(name) == null || !file.startsWith(folder) || !Files.isRegularFile(file)) {
            throw new InvocationError(
                    "There is no file \"" + name + "\" that was offered; see list_files");
        }
        return Blob.fromFile(file, mediaType(name));
    }

    /**
     * The files that were offered at some time and are still there, by name.
     *
     * @param pattern of their names
     * @param offset how many to leave out
     * @param limit how many to list, at most 1000
     */
    @Action(globalLock = false)
    public List<FileListEntry> listFiles(
            @Default("\"**\"") String pattern,
            @Default("0") int offset,
            @Default("1000") int limit) {
        Glob glob;
        try {
            glob = Glob.of(pattern);
        } catch (IllegalArgumentException e) {
            throw new InvocationError(e.getMessage());
        }
        return known.all().entrySet().stream()
                .filter(e -> glob.matches(e.getKey()))
                .skip(Math.max(0, offset))
                .limit(Math.max(0, Math.min(MOST_LISTED, limit)))
                .map(e -> entry(e.getKey(), e.getValue()))
                .toList();
    }

    private static FileListEntry entry(String name, FileStamp stamp) {
        return new FileListEntry(
                name, stamp.size(), Instant.EPOCH.plus(Duration.ofNanos(stamp.modified() * 1000)));
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new HashMap<>();
        state.put("folder", folder.toString());
        state.put("present", present.get());
        return state;
    }

    /** What is being offered is offered, what waits is offered after the next start. */
    @Override
    public void close() {
        if (watcher != null) {
            watcher.stop(LIMIT);
        }
        if (router != null) {
            router.shutdown(LIMIT);
        }
        if (known != null) {
            save();
        }
    }
}
