package org.labthings.listeners.internal.watch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.listeners.Change;
import org.labthings.listeners.FileStamp;
import org.labthings.listeners.ManagedListener.State;
import org.labthings.listeners.Registration;
import org.labthings.listeners.RoutedEvent;
import org.labthings.listeners.WatchOptions;
import org.labthings.listeners.internal.route.Router;

/** Watching files; tests of defects of the original have their number in the specification. */
@Timeout(120)
class WatcherTest extends WatcherFixture {
    @Test
    void filesComeChangeAndGo() throws Exception {
        write("before", "x");
        started();
        write("a.txt", "1");
        await("CREATED a.txt");
        write("a.txt", "22");
        await("MODIFIED a.txt");
        Files.delete(root.resolve("a.txt"));
        await("DELETED a.txt");
        write("before", "y");
        await("MODIFIED before");
    }

    @Test
    void aFileThatIsReplacedIsModified() throws Exception {
        write("page.html", "1");
        started();
        write("page.html.tmp", "2");
        Files.move(
                root.resolve("page.html.tmp"),
                root.resolve("page.html"),
                StandardCopyOption.REPLACE_EXISTING);
        await("MODIFIED page.html");
        assertTrue(
                upTo("marker").stream().noneMatch(e -> e.name().contains("tmp")),
                "temporary files are ignored");
    }

    @Test
    void whatIsIgnoredIsNotTold() throws Exception {
        started();
        for (String name : List.of(".x", "a.tmp", "a~", "4913", ".git/index", "a/.b/c")) {
            write(name, "x");
        }
        assertEquals(List.of(), upTo("marker"));
    }

    @Test
    void twoRoutersEachSeeAFileOnce() throws Exception {
        Watcher watcher = started();
        Router second = new Router("second", 100);
        BlockingQueue<RoutedEvent> seen = new LinkedBlockingQueue<>();
        second.register(collecting(seen).on(Change.CREATED));
        watcher.watch(root, Set.of(), second);
        write("a", "x");
        await("CREATED a");
        write("b", "x");
        await("CREATED b");
        assertEquals("a", seen.poll(20, TimeUnit.SECONDS).name());
        assertEquals("b", seen.poll(20, TimeUnit.SECONDS).name());
        second.shutdown(LIMIT);
    }

    @Test
    void defect9FilesInNewFoldersAreNotMissed() throws Exception {
        started();
        for (int i = 0; i < 50; i++) {
            write("new" + i + "/deep/er/file", "x");
            await("CREATED new" + i + "/deep/er/file");
        }
        write("new7/deep/er/later", "x");
        await("CREATED new7/deep/er/later");
    }

    @Test
    void aRenamedFolderRenamesItsFiles() throws Exception {
        write("a/b/one", "x");
        write("a/two", "x");
        started();
        Files.move(root.resolve("a"), root.resolve("c"));
        await("MOVED_FROM a/b/one", "MOVED_TO c/b/one", "MOVED_FROM a/two", "MOVED_TO c/two");
        write("c/b/three", "x");
        await("CREATED c/b/three");
        Files.move(root.resolve("c"), temporary.resolve("outside"));
        await("DELETED c/b/one", "DELETED c/b/three", "DELETED c/two");
        write("../outside/four", "x");
        Files.move(temporary.resolve("outside"), root.resolve("d"));
        await("CREATED d/b/one", "CREATED d/four");
        write("d/b/five", "x");
        await("CREATED d/b/five");
    }

    @Test
    void aRenamedFileIsTheSame() throws Exception {
        write("a", "x");
        started();
        Files.move(root.resolve("a"), root.resolve("b"));
        await("MOVED_FROM a", "DELETED a", "MOVED_TO b", "CREATED b");
    }

    @Test
    void defect11NotificationsOfForgottenFoldersHarmNobody() throws Exception {
        Path other = Files.createDirectory(temporary.resolve("other"));
        Watcher watcher = started();
        for (int i = 0; i < 20; i++) {
            Registration registration = watcher.watch(other, Set.of(), router);
            Files.writeString(other.resolve("f" + i), "x");
            registration.close();
        }
        write("a", "x");
        await("CREATED a");
        assertEquals(State.RUNNING, watcher.state());
    }

    @Test
    void defect15AWatcherCanBeStartedAgain() throws Exception {
        Watcher watcher = started();
        for (int i = 0; i < 10; i++) {
            watcher.stop(LIMIT);
            assertEquals(State.STOPPED, watcher.state());
            assertTrue(watcher.whenStopped().toCompletableFuture().isDone());
            write("while" + i, "x");
            watcher.start();
            await("CREATED while" + i); // what happened meanwhile is told
        }
    }

    @Test
    void defect16EachRouterHasItsOwnChanges() throws Exception {
        Watcher watcher = watcher(WatchOptions.DEFAULT);
        BlockingQueue<RoutedEvent> deleted = new LinkedBlockingQueue<>();
        Router second = new Router("second", 100);
        second.register(collecting(deleted));
        watcher.watch(root, Set.of(Change.CREATED), router);
        watcher.watch(root, Set.of(Change.DELETED), second);
        write("a/x", "x");
        watcher.start();
        Files.move(root.resolve("a"), root.resolve("b"));
        await("CREATED b/x");
        assertEquals("a/x", deleted.poll(20, TimeUnit.SECONDS).name());
        write("b/y", "x");
        await("CREATED b/y");
        assertEquals(null, deleted.poll());
        second.shutdown(LIMIT);
    }

    @Test
    void defect18NothingIsOpenedBeforeTheStart() throws Exception {
        Watcher watcher = watcher(WatchOptions.DEFAULT);
        Path missing = root.resolve("missing");
        assertDoesNotThrow(() -> watcher.watch(missing, Set.of(), router));
        IOException e = assertThrows(IOException.class, watcher::start);
        assertTrue(e.getMessage().contains(missing + ": there is no such folder"), e.getMessage());
        assertEquals(State.FAILED, watcher.state());
        watcher.stop(LIMIT);
        assertFalse(isRunning("labthings-watch-test"));
        Files.createDirectory(missing);
        watcher.start();
        write("missing/a", "x");
        await("CREATED a");
    }

    @Test
    void defect21TwoQuickStartsAreOne() throws Exception {
        Watcher watcher = watcher(WatchOptions.DEFAULT);
        watcher.watch(root, Set.of(), router);
        CompletableFuture<?>[] all = new CompletableFuture<?>[8];
        for (int i = 0; i < all.length; i++) {
            all[i] =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    watcher.start();
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
        }
        CompletableFuture.allOf(all).get(30, TimeUnit.SECONDS);
        assertEquals(
                1,
                Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> t.getName().equals("labthings-watch-test"))
                        .count());
        watcher.stop(LIMIT);
        watcher.stop(LIMIT);
        assertFalse(isRunning("labthings-watch-test"));
    }

    private static boolean isRunning(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.isAlive() && t.getName().equals(name));
    }

    @Test
    void aFolderThatGoesAndComesBack() throws Exception {
        write("a", "x");
        write("sub/b", "x");
        write("sub/c", "x");
        Watcher watcher = started();
        Path away = temporary.resolve("away");
        Files.move(root, away);
        awaitPresence(watcher, false);
        assertEquals(Set.of("a", "sub/b", "sub/c"), watcher.index(root).keySet());
        Files.delete(away.resolve("sub/c"));
        Files.writeString(away.resolve("d"), "x");
        Files.move(away, root);
        await("CREATED d", "DELETED sub/c");
        write("sub/e", "x");
        await("CREATED sub/e");
        assertEquals(List.of(), upTo("marker"), "what stayed as it was is not told");
        deleteRoot();
        awaitPresence(watcher, false);
        Files.createDirectory(root);
        awaitPresence(watcher, true);
        write("f", "x");
        await("CREATED f");
    }

    private void deleteRoot() throws IOException {
        try (var all = Files.walk(root)) {
            for (Path p : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }

    private void awaitPresence(Watcher watcher, boolean wanted) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (watcher.isPresent(root) != wanted) {
            assertTrue(System.nanoTime() < end, "present stays " + !wanted);
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
    }

    @Test
    void aMissingFolderIsWaitedFor() throws Exception {
        Path later = root.resolve("later");
        Watcher watcher = watcher(WatchOptions.DEFAULT.waitingForRoots());
        watcher.watch(later, Set.of(), router);
        watcher.start();
        assertFalse(watcher.isPresent(later));
        Files.createDirectory(temporary.resolve("made"));
        Files.writeString(temporary.resolve("made/inside"), "x");
        Files.move(temporary.resolve("made"), later);
        await("CREATED inside");
    }

    @Test
    void whatIsKnownFromBeforeIsComparedWith() throws Exception {
        write("same", "x");
        write("other", "x");
        Watcher first = started();
        Map<String, FileStamp> index = first.index(root);
        first.stop(LIMIT);
        write("new", "x");
        write("other", "xx");
        index.put("gone", new FileStamp(1, 1));
        Watcher second = watcher(WatchOptions.DEFAULT);
        second.watch(root, Set.of(), router, index);
        assertEquals(index, second.index(root));
        second.start();
        await("CREATED new", "MODIFIED other", "DELETED gone");
        assertEquals(List.of(), upTo("marker"));
        second.stop(LIMIT); // the index follows what was submitted
        assertEquals(Set.of("same", "other", "new", "marker"), second.index(root).keySet());
    }

    @Test
    void pollingSeesTheSame() throws Exception {
        write("a/b", "x");
        Watcher watcher = watcher(WatchOptions.DEFAULT.polling(Duration.ofMillis(20)));
        watcher.watch(root, Set.of(), router);
        watcher.start();
        write("c/d", "x");
        await("CREATED c/d");
        write("c/d", "xx");
        await("MODIFIED c/d");
        Files.move(root.resolve("a"), root.resolve("e"));
        await("MOVED_FROM a/b", "MOVED_TO e/b");
        Files.delete(root.resolve("c/d"));
        await("DELETED c/d");
    }

    @Test
    void linksToFoldersAreNotFollowed() throws Exception {
        started();
        Files.createSymbolicLink(root.resolve("circle"), root);
        write("real", "x");
        await("CREATED real");
        Files.createSymbolicLink(root.resolve("link"), root.resolve("real"));
        await("CREATED link");
    }
}
