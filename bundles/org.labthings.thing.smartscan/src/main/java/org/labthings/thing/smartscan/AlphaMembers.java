package org.labthings.thing.smartscan;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labthings.api.DataSetting;
import org.labthings.api.Endpoint;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.api.InvocationError;
import org.labthings.api.Name;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.hardware.GalleryProvider.GalleryItem;
import org.labthings.hardware.image.Resolution;
import org.labthings.thing.smartscan.scan.ScanFolder;
import org.labthings.thing.smartscan.workflow.HistoScanWorkflow;

/**
 * What clients of OpenFlexure's alpha generation ask of a smart scan (OpenFlexure specification
 * 27). Its settings, but the resolution, are those of the Histo Scan workflow today.
 */
public abstract class AlphaMembers implements Thing {
    /**
     * Size of the saved pictures, for every workflow. Without it they are as large as the capture
     * mode says.
     */
    public final DataSetting<Optional<Resolution>> saveResolution =
            DataSetting.of(Optional.<Resolution>empty());

    /**
     * All scans.
     *
     * @param scans the newest first, without the one that is being made
     * @param ongoing name of the one that is being made
     */
    public record ScanList(List<ListedScan> scans, Optional<String> ongoing) {}

    /**
     * A scan.
     *
     * @param name of the scan
     * @param created in seconds since 1970
     * @param modified in seconds since 1970
     * @param numberOfImages of sites
     * @param stitchAvailable whether there is a stitched picture
     * @param dzi index of the Deep Zoom pyramid, relative to the scan's folder
     */
    public record ListedScan(
            String name,
            double created,
            double modified,
            int numberOfImages,
            boolean stitchAvailable,
            Optional<String> dzi) {
        static ListedScan of(GalleryItem item) {
            return new ListedScan(
                    item.name(),
                    item.created(),
                    item.modified(),
                    ((Number) item.galleryInfo().get("number_of_images")).intValue(),
                    Boolean.TRUE.equals(item.galleryInfo().get("stitch_available")),
                    Optional.ofNullable((String) item.galleryInfo().get("dzi")));
        }
    }

    abstract StoredScans stored();

    abstract Optional<LiveScan> live();

    abstract Optional<HistoScanWorkflow> histo();

    /** All scans. The gallery tells more. */
    @Property
    public ScanList scans() throws IOException {
        List<ListedScan> scans = new ArrayList<>();
        for (GalleryItem item : stored().galleryItems()) {
            scans.add(ListedScan.of(item));
        }
        scans.sort((a, b) -> Double.compare(b.created(), a.created()));
        return new ScanList(
                scans, live().filter(scan -> !scan.complete()).map(scan -> scan.folder().name()));
    }

    /** Name of the current or the last scan. */
    @Property
    public Optional<String> latestScanName() {
        return live().map(scan -> scan.folder().name());
    }

    /** When the preview of the current or the last scan was made, in seconds since 1970. */
    @Property
    public Optional<Double> latestPreviewStitchTime() {
        return live().flatMap(scan -> scan.details().stitchTimestamp());
    }

    private HistoScanWorkflow requiredHisto() {
        return histo().orElseThrow(
                        () ->
                                new InvocationError(
                                        "This setting belongs to the Histo Scan, and there is none:"
                                                + " configure one, or set it at the workflow that"
                                                + " is used."));
    }

    /** How far from the start the Histo Scan goes, in steps. */
    @Property
    public Optional<@Min(0) Integer> maxRange() {
        return histo().map(workflow -> workflow.maxRange.get());
    }

    /** Changes it. */
    public void maxRange(Optional<Integer> steps) {
        steps.ifPresent(requiredHisto().maxRange::set);
    }

    /** Whether the Histo Scan leaves out what is background. */
    @Property
    public Optional<Boolean> skipBackground() {
        return histo().map(workflow -> workflow.skipBackground.get());
    }

    /** Changes it. */
    public void skipBackground(Optional<Boolean> skip) {
        skip.ifPresent(requiredHisto().skipBackground::set);
    }

    /** Range of the autofocus of the Histo Scan, in steps. */
    @Property
    public Optional<@Min(400) @Max(3000) Integer> autofocusDz() {
        return histo().map(workflow -> workflow.autofocusDz.get());
    }

    /** Changes it. */
    public void autofocusDz(Optional<Integer> steps) {
        steps.ifPresent(requiredHisto().autofocusDz::set);
    }

    /** What part of a picture its neighbour shows, too, in the Histo Scan. */
    @Property
    public Optional<@DecimalMin("0.1") @DecimalMax("0.7") Double> overlap() {
        return histo().map(workflow -> workflow.overlap.get());
    }

    /** Changes it. */
    public void overlap(Optional<Double> part) {
        part.ifPresent(requiredHisto().overlap::set);
    }

    /** The small picture of a scan. */
    @Endpoint("scans/stitched_thumbnail.jpg")
    public EndpointResponse stitchedThumbnail(@Name("scan_name") String scanName) {
        return picture(known(scanName).thumbnailFile());
    }

    /** The stitched picture of a scan. */
    @Endpoint("get_stitch/{scan_name}")
    public EndpointResponse getStitch(@Name("scan_name") String scanName) throws IOException {
        ScanFolder scan = known(scanName);
        return picture(scan.path().resolve(scan.stitched().orElseThrow(AlphaMembers::notFound)));
    }

    private ScanFolder known(String name) {
        return stored().scans().find(name).orElseThrow(AlphaMembers::notFound);
    }

    private static EndpointResponse picture(Path file) {
        if (!Files.isRegularFile(file)) {
            throw notFound();
        }
        return EndpointResponse.file(file, "image/jpeg");
    }

    private static HttpError notFound() {
        return new HttpError(404, "File not found");
    }

    /** Deletes all scans but the one that is being made. */
    @Endpoint(value = "scans", method = "DELETE")
    public void deleteScans() throws IOException {
        stored().deleteAll();
    }
}
