package org.labthings.listeners.internal.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.Route;
import org.labthings.listeners.WatchOptions;
import org.labthings.listeners.internal.route.Router;

/**
 * Defect 10: more files at once than the operating system's queue of notifications (512 for a
 * folder in the JDK) and the router hold. Each must arrive, and what waits is bounded.
 */
@Timeout(120)
class BurstTest extends WatcherFixture {
    private static final int FILES = 10_000;

    private void burst(Router small, int limit) throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(FILES);
        CountDownLatch written = new CountDownLatch(1);
        small.register(
                Route.to(
                                (event, frame) -> {
                                    written.await(); // so that the queues must overflow
                                    if (seen.add(event.name())) {
                                        all.countDown();
                                    }
                                    return null;
                                })
                        .on(Change.CREATED)
                        .debounce(Duration.ZERO, DebounceMode.LEADING)
                        .delay(Duration.ZERO));
        Watcher watcher = watcher(WatchOptions.DEFAULT);
        watcher.watch(root, Set.of(), small);
        watcher.start();
        Path sub = Files.createDirectories(root.resolve("scan/0001"));
        for (int i = 0; i < FILES; i++) {
            Files.createFile((i % 2 == 0 ? root : sub).resolve("file" + i));
        }
        assertTrue(small.statistics().running() + small.statistics().waiting() <= limit);
        written.countDown();
        assertTrue(all.await(90, TimeUnit.SECONDS), all.getCount() + " of " + FILES + " were lost");
        watcher.stop(LIMIT); // the index follows what was submitted
        assertEquals(FILES, watcher.index(root).size());
    }

    @Test
    void defect10NoEventOfABurstIsLost() throws Exception {
        Router small = new Router("burst", 200);
        try {
            burst(small, 200);
        } finally {
            small.shutdown(LIMIT);
        }
    }

    /** Folders are renamed while files are written into them. */
    @Test
    void foldersAreRenamedMeanwhile() throws Exception {
        started();
        for (int round = 0; round < 10; round++) {
            Path folder = Files.createDirectories(root.resolve("run" + round));
            for (int i = 0; i < 200; i++) {
                Files.createFile(folder.resolve("f" + i));
            }
            Files.move(folder, root.resolve("done" + round));
        }
        String[] wanted = new String[2000];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = "CREATED done" + i / 200 + "/f" + i % 200;
        }
        await(wanted);
        for (int round = 0; round < 10; round++) {
            Files.createFile(root.resolve("done" + round).resolve("after"));
            await("CREATED done" + round + "/after");
        }
    }
}
