package org.labthings.thing.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.labthings.hardware.GalleryProvider;
import org.slf4j.Logger;

/**
 * Keeps the index as the folders are: before it is read, each Thing is asked for its items, unless
 * it was asked just now and nothing came or went in its folder since. Any thread may use it; one at
 * a time does.
 */
final class Refresh {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final GalleryIndex index;
    private final Logger logger;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();

    private record Seen(GalleryProvider provider, FileTime folder, long when) {}

    Refresh(GalleryIndex index, Logger logger) {
        this.index = index;
        this.logger = logger;
    }

    /**
     * Brings the index up to date.
     *
     * @return the names of the Things whose items can be shown; one that fails is left out
     */
    synchronized List<String> run(Map<String, GalleryProvider> providers) throws SQLException {
        List<String> good = new ArrayList<>();
        for (Map.Entry<String, GalleryProvider> e : providers.entrySet()) {
            try {
                refresh(e.getKey(), e.getValue());
                good.add(e.getKey());
                if (failures.remove(e.getKey()) != null) {
                    logger.info("The items of '{}' can be read again", e.getKey());
                }
            } catch (IOException | RuntimeException failure) {
                String said = String.valueOf(failure);
                if (!said.equals(failures.put(e.getKey(), said))) { // once, not at every look
                    logger.warn("The items of '{}' cannot be read: {}", e.getKey(), said);
                }
            }
        }
        seen.keySet().retainAll(providers.keySet());
        failures.keySet().retainAll(providers.keySet());
        return good;
    }

    private void refresh(String thing, GalleryProvider provider) throws IOException, SQLException {
        FileTime folder = Files.getLastModifiedTime(provider.galleryFolder());
        Seen last = seen.get(thing);
        if (last != null
                && last.provider() == provider
                && last.folder().equals(folder)
                && System.nanoTime() - last.when() < FRESH_NANOS) {
            return;
        }
        String cardType = provider.cardType();
        index.synchronise(
                thing,
                provider.galleryItems().stream()
                        .map(item -> GalleryEntry.of(thing, cardType, item))
                        .toList());
        seen.put(thing, new Seen(provider, folder, System.nanoTime()));
    }
}
