package org.labthings.thing.smartscan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.labthings.api.HttpError;
import org.labthings.api.InvocationError;
import org.labthings.hardware.GalleryProvider.GalleryItem;
import org.labthings.hardware.ScanWorkflow.Stitching;
import org.labthings.hardware.data.DataFolder;
import org.labthings.thing.smartscan.scan.ScanData;
import org.labthings.thing.smartscan.scan.ScanFolder;
import org.labthings.thing.smartscan.scan.ScanZip;
import org.labthings.thing.smartscan.scan.Scans;
import org.labthings.thing.smartscan.stitch.ChildProcessError;
import org.labthings.thing.smartscan.stitch.Stitcher;
import org.slf4j.Logger;

/** What is done with scans that are on the disk. Any thread may use it; everything blocks. */
final class StoredScans {
    private final Scans scans;
    private final Stitcher stitcher;
    private final DataFolder dataFolder;
    private final Logger logger;
    private final Predicate<ScanFolder> ongoing;
    private final Set<ScanFolder> busy = ConcurrentHashMap.newKeySet();

    /**
     * The scans of a folder.
     *
     * @param ongoing whether a scan is still being made
     */
    StoredScans(
            Scans scans,
            Stitcher stitcher,
            DataFolder dataFolder,
            Logger logger,
            Predicate<ScanFolder> ongoing) {
        this.scans = scans;
        this.stitcher = stitcher;
        this.dataFolder = dataFolder;
        this.logger = logger;
        this.ongoing = ongoing;
    }

    Scans scans() {
        return scans;
    }

    void open() throws IOException {
        scans.deleteRemains();
    }

    /**
     * A scan.
     *
     * @throws InvocationError when there is none of that name
     */
    ScanFolder get(String name) {
        return scans.find(name)
                .orElseThrow(
                        () ->
                                new InvocationError(
                                        "There is no scan '"
                                                + name
                                                + "'. The gallery lists all scans."));
    }

    /**
     * A scan with which nothing is being done.
     *
     * @throws InvocationError when there is none of that name, or it is being made, stitched or
     *     archived
     */
    ScanFolder idle(String name) {
        ScanFolder scan = get(name);
        if (ongoing.test(scan) || busy.contains(scan)) {
            throw new InvocationError(
                    "The scan '"
                            + name
                            + "' is being made, stitched or archived. Wait, or cancel that.");
        }
        return scan;
    }

    /**
     * What is said about a scan.
     *
     * @throws InvocationError when nothing is, or it is not valid
     */
    ScanData data(ScanFolder scan) throws IOException {
        try {
            return scan.data()
                    .orElseThrow(
                            () ->
                                    new InvocationError(
                                            "The scan '"
                                                    + scan.name()
                                                    + "' has no scan_data.json."));
        } catch (IllegalArgumentException e) {
            throw new InvocationError(
                    "The scan_data.json of '" + scan.name() + "': " + e.getMessage());
        }
    }

    /** What is said about a scan; a warning when it is missing or not valid. */
    private Optional<ScanData> knownData(ScanFolder scan) throws IOException {
        try {
            return Optional.of(data(scan));
        } catch (InvocationError e) {
            logger.warn("{}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Puts a scan together, as it says itself. */
    void stitch(ScanFolder scan, boolean tiff) throws IOException, InterruptedException {
        stitch(scan, tiff, Optional.empty(), Optional.empty());
    }

    /**
     * Puts a scan together. That the program fails is no reason for the scan to fail.
     *
     * @param resize of pictures to be compared; empty: as the scan says
     * @param overlap of neighbours; empty: as the scan says
     */
    void stitch(ScanFolder scan, boolean tiff, Optional<Double> resize, Optional<Double> overlap)
            throws IOException, InterruptedException {
        Optional<Stitching> settings =
                knownData(scan)
                        .flatMap(ScanData::stitchingSettings)
                        .map(
                                s ->
                                        new Stitching(
                                                resize.orElse(s.correlationResize()),
                                                overlap.orElse(s.overlap())));
        if (settings.isEmpty()) {
            logger.warn("The scan '{}' does not say how to stitch it.", scan.name());
            return;
        }
        occupy(scan);
        try {
            logger.info("Stitching '{}'", scan.name());
            stitcher.stitch(settings.get(), tiff, scan.images());
        } catch (ChildProcessError e) {
            logger.error("Stitching '{}' failed: {}", scan.name(), e.getMessage());
        } finally {
            busy.remove(scan);
        }
    }

    private void occupy(ScanFolder scan) {
        if (!busy.add(scan)) {
            throw new InvocationError(
                    "The scan '" + scan.name() + "' is already being stitched or archived. Wait.");
        }
    }

    /** Puts all scans together that have no pyramid yet, and enough pictures. */
    void stitchAll(boolean tiff) throws IOException, InterruptedException {
        for (ScanFolder scan : scans.all()) {
            if (scan.dzi().isEmpty() && scan.imageCount() >= 2) {
                stitch(scan, tiff);
            }
        }
    }

    /** The archive of a scan. */
    Path zip(ScanFolder scan) throws IOException {
        occupy(scan);
        try {
            dataFolder.requireFreeSpace(ScanZip.size(scan) + DataFolder.ENOUGH / 10);
            return ScanZip.of(scan);
        } finally {
            busy.remove(scan);
        }
    }

    /** Deletes scans without pictures. */
    void purgeEmpty() throws IOException {
        for (ScanFolder scan : scans.all()) {
            if (scan.imageCount() == 0 && !ongoing.test(scan) && !busy.contains(scan)) {
                logger.info("Deleting the scan '{}': it has no pictures.", scan.name());
                scans.delete(scan);
            }
        }
    }

    /** Deletes a scan for a client. */
    void delete(String name) {
        ScanFolder scan = scans.find(name).orElseThrow(() -> new HttpError(400, "Scan not found"));
        try {
            delete(scan);
        } catch (IOException e) {
            logger.error("The scan '{}' could not be deleted: {}", name, e.getMessage());
            throw new HttpError(400, "Couldn't delete scan, check log for details");
        }
    }

    private void delete(ScanFolder scan) throws IOException {
        if (ongoing.test(scan) || busy.contains(scan)) {
            throw new IOException(
                    "'"
                            + scan.name()
                            + "' is being made, stitched or archived. Wait, or cancel it");
        }
        scans.delete(scan);
        logger.info("Deleted the scan '{}'", scan.name());
    }

    /** Deletes all scans but the one that is being made. */
    void deleteAll() throws IOException {
        List<String> left = new ArrayList<>();
        for (ScanFolder scan : scans.all()) {
            try {
                delete(scan);
            } catch (IOException e) {
                left.add(e.getMessage());
            }
        }
        if (!left.isEmpty()) {
            throw new IOException("Not deleted: " + String.join("; ", left));
        }
    }

    /** What the gallery shows: every scan but the one that is being made. */
    List<GalleryItem> galleryItems() throws IOException {
        List<GalleryItem> items = new ArrayList<>();
        for (ScanFolder scan : scans.all()) {
            if (!ongoing.test(scan)) {
                try {
                    items.add(item(scan));
                } catch (IOException e) {
                    logger.warn("The scan '{}' cannot be read: {}", scan.name(), e.getMessage());
                }
            }
        }
        return items;
    }

    private GalleryItem item(ScanFolder scan) throws IOException {
        Optional<ScanData> data = knownData(scan);
        Optional<String> stitched = scan.stitched();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put(
                "duration",
                data.flatMap(ScanData::duration)
                        .map(Duration::toSeconds)
                        .map(Long::doubleValue)
                        .orElse(null));
        info.put("number_of_images", scan.imageCount());
        info.put("stitch_available", stitched.isPresent());
        info.put("stitched_jpeg", stitched.orElse(null));
        info.put("dzi", scan.dzi().orElse(null));
        Instant created =
                data.map(d -> d.startTime().atZone(ZoneId.systemDefault()).toInstant())
                        .orElse(scan.created());
        return new GalleryItem(
                scan.name(),
                scan.name(),
                "scans/" + scan.name(),
                created.toEpochMilli() / 1000.0,
                scan.modified().toEpochMilli() / 1000.0,
                info,
                Files.isRegularFile(scan.thumbnailFile())
                        ? Optional.of(scan.name() + "/images/stitched_thumbnail.jpg")
                        : Optional.empty());
    }
}
