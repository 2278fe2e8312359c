package org.labthings.thing.smartscan;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.labthings.api.Action;
import org.labthings.api.Blob;
import org.labthings.api.DataSetting;
import org.labthings.api.Default;
import org.labthings.api.Endpoint;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.api.InvocationError;
import org.labthings.api.MediaType;
import org.labthings.api.Name;
import org.labthings.api.Property;
import org.labthings.api.Setting;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.hardware.Camera;
import org.labthings.hardware.GalleryProvider;
import org.labthings.hardware.ScanWorkflow;
import org.labthings.hardware.Stage;
import org.labthings.hardware.data.DataFolder;
import org.labthings.hardware.ui.ActionButton;
import org.labthings.thing.smartscan.scan.ScanData;
import org.labthings.thing.smartscan.scan.ScanFolder;
import org.labthings.thing.smartscan.scan.Scans;
import org.labthings.thing.smartscan.scan.SiteLog;
import org.labthings.thing.smartscan.stitch.Stitcher;
import org.labthings.thing.smartscan.workflow.HistoScanWorkflow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;

/**
 * Scans samples larger than a picture.
 *
 * <p>Which sites are visited, and what is done there, is a workflow's business. Pictures are put
 * together by a program in a process of its own, while the scan runs and at its end.
 */
@ThingType(title = "SmartScanThing", settingsName = "SmartScanThing")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=openflexure_microscope_server.things.smart_scan:SmartScanThing")
@Designate(ocd = SmartScan.Config.class, factory = true)
public class SmartScan extends AlphaMembers implements GalleryProvider, ScanExecution.Equipment {
    /** What a configuration may say about a smart scan. */
    @ObjectClassDefinition(name = "Smart scan", description = "Scans samples larger than a picture")
    public @interface Config {
        /** Used until the setting of the name says otherwise. */
        @AttributeDefinition(
                description = "Name of the workflow, until 'workflow_name' says otherwise")
        String defaultWorkflow() default "histo_scan_workflow";

        /** What puts pictures together. */
        @AttributeDefinition(
                description =
                        "Program that puts pictures together: a file, or a name in PATH. When there"
                                + " is none, or it is empty, the built-in stitcher is used")
        String stitchProgram() default "openflexure-stitch";

        /** As configurations of the alpha generation say it. */
        @AttributeDefinition(
                description =
                        "Folder of the scans. When it is empty, 'smart_scan' in the data folder of"
                                + " the application's configuration")
        String scansFolder() default "";
    }

    /** Whether a scan is stitched when it ends. */
    public final DataSetting<Boolean> stitchAutomatically = DataSetting.of(true);

    /** Whether stitching makes an OME-TIFF as well. */
    public final DataSetting<Boolean> stitchTiff = DataSetting.of(false);

    final ThingSlot<Camera> camera = ThingSlot.required(Camera.class);
    final ThingSlot<Stage> stage = ThingSlot.required(Stage.class);
    final ThingSlot<ScanWorkflow> workflows = ThingSlot.mapping(ScanWorkflow.class);

    private final Config config;
    private final WorkflowChoice choice;
    private final Scanning scanning = new Scanning(this, stitchTiff::get);
    private volatile ThingContext context;
    private volatile DataFolder dataFolder;
    private volatile Stitcher stitcher;
    private volatile StoredScans stored;

    /**
     * Called by Declarative Services, once for each configured scan.
     *
     * @param config its configuration
     */
    @Activate
    public SmartScan(Config config) {
        this.config = config;
        this.choice = new WorkflowChoice(workflows, config.defaultWorkflow());
    }

    @Override
    public void open(ThingContext newContext) throws IOException {
        context = newContext;
        dataFolder =
                config.scansFolder().isEmpty()
                        ? DataFolder.of(newContext)
                        : DataFolder.at(Path.of(config.scansFolder()));
        stitcher = new Stitcher(config.stitchProgram(), newContext.logger());
        stored =
                new StoredScans(
                        new Scans(dataFolder.path()),
                        stitcher,
                        dataFolder,
                        newContext.logger(),
                        scanning::isOngoing);
        stored.open();
        choice.coerce(newContext.logger());
    }

    @Override
    public void close() throws IOException {
        stitcher.close();
    }

    @Override
    StoredScans stored() {
        return stored;
    }

    @Override
    Optional<LiveScan> live() {
        return scanning.live();
    }

    @Override
    Optional<HistoScanWorkflow> histo() {
        return workflows.all().values().stream()
                .filter(HistoScanWorkflow.class::isInstance)
                .map(HistoScanWorkflow.class::cast)
                .findFirst();
    }

    @Override
    public Camera camera() {
        return camera.get();
    }

    @Override
    public Stage stage() {
        return stage.get();
    }

    @Override
    public DataFolder dataFolder() {
        return dataFolder;
    }

    @Override
    public Stitcher stitcher() {
        return stitcher;
    }

    @Override
    public Logger logger() {
        return context.logger();
    }

    /** Name of the workflow of the next scan. */
    @Setting
    public String workflowName() {
        return choice.name();
    }

    /** Chooses a workflow; an unknown one changes nothing. */
    public void workflowName(String name) {
        if (context == null) {
            choice.load(name); // settings are loaded before the slots are filled
        } else {
            choice.select(name, logger());
        }
    }

    /** Names of all workflows. */
    @Property
    public List<String> allWorkflowNames() {
        return List.copyOf(workflows.all().keySet());
    }

    /** Names of all workflows, and what they are called for people. */
    @Property
    public Map<String, String> workflowDisplayNames() {
        Map<String, String> names = new LinkedHashMap<>();
        workflows.all().forEach((name, workflow) -> names.put(name, workflow.displayName()));
        return names;
    }

    /** How the current or the last scan is doing. Null before the first. */
    @Property
    public Optional<LiveDetails> latestScanLiveDetails() {
        return scanning.live().map(LiveScan::details);
    }

    /**
     * Scans the sample with the chosen workflow.
     *
     * <p>Cancelling it ends the scan where it is; what it has is kept and stitched, from two
     * pictures on. The stage goes back to where it was.
     *
     * @param scanName what the scan should be called; a number is added
     */
    @Action
    public void sampleScan(@Default("\"\"") String scanName) throws Exception {
        scanning.exclusively(
                () -> {
                    scanning.forget();
                    ScanWorkflow workflow = choice.workflow(logger());
                    camera().changeStreamingMode(Camera.DEFAULT);
                    ScanWorkflow.Run run = workflow.prepare(saveResolution.get());
                    ScanData data =
                            new ScanData(
                                    "",
                                    new TreeMap<>(stage().position()),
                                    LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS),
                                    stitchAutomatically.get(),
                                    run.saveResolution(),
                                    0,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    run.stitching(),
                                    workflow.getClass().getSimpleName(),
                                    run.settings());
                    ScanFolder folder = stored.scans().create(scanName);
                    logger().info("Scan '{}' starts", folder.name());
                    data = data.named(folder.name());
                    folder.write(data);
                    scanning.execute(
                            run,
                            new LiveScan(folder, workflow.displayName(), data, Duration.ZERO),
                            List.of(),
                            stored);
                });
    }

    /**
     * Goes on with a scan that was cancelled or failed, where it was, with the settings it had.
     *
     * <p>The stage must have the origin that it had then.
     *
     * @param scanName name of the scan
     */
    @Action
    public void resumeScan(String scanName) throws Exception {
        scanning.exclusively(
                () -> {
                    ScanFolder folder = stored.idle(scanName);
                    ScanData data = stored.data(folder);
                    if (data.scanResult().filter("success"::equals).isPresent()) {
                        throw new InvocationError(
                                "The scan '" + scanName + "' is complete: nothing is left to do.");
                    }
                    ScanWorkflow workflow = choice.of(data);
                    camera().changeStreamingMode(Camera.DEFAULT);
                    ScanWorkflow.Run run = workflow.resume(data.workflowSettings());
                    List<SiteLog.Entry> visited = folder.sites().read();
                    logger().info(
                                    "Scan '{}' goes on after {} sites",
                                    folder.name(),
                                    visited.size());
                    if (visited.isEmpty()) { // it starts with an autofocus
                        stage().moveAbsolute(data.startingPosition());
                    }
                    Duration before = data.duration().orElse(Duration.ZERO);
                    LiveScan scan =
                            new LiveScan(folder, workflow.displayName(), data.resumed(), before);
                    scan.data(data.resumed().withImages(folder.imageCount()));
                    scanning.execute(run, scan, visited, stored);
                });
    }

    /**
     * Puts the pictures of a scan together.
     *
     * @param scanName name of the scan
     * @param correlationResize by how much pictures are scaled to be compared, if not as the scan
     *     says
     * @param overlap of neighbours, if not as the scan says
     */
    @Action(globalLock = false)
    public void stitchScan(
            String scanName,
            Optional<@DecimalMin("0.01") @DecimalMax("1") Double> correlationResize,
            Optional<@DecimalMin("0.01") @DecimalMax("0.99") Double> overlap)
            throws IOException, InterruptedException {
        stored.stitch(stored.idle(scanName), stitchTiff.get(), correlationResize, overlap);
    }

    /** Puts the pictures of all scans together that are not yet. */
    @Action(globalLock = false)
    public void stitchAllScans() throws IOException, InterruptedException {
        if (scanning.ongoing()) {
            throw new InvocationError("Can't stitch previous scans while a scan is ongoing");
        }
        stored.stitchAll(stitchTiff.get());
    }

    /**
     * Makes an archive of a scan.
     *
     * @param scanName name of the scan
     */
    @Action(globalLock = false)
    public @MediaType("application/zip") Blob downloadZip(String scanName) throws IOException {
        return Blob.fromFile(stored.zip(stored.get(scanName)), "application/zip");
    }

    /** Deletes scans without pictures. */
    @Action
    public void purgeEmptyScans() throws IOException {
        stored.purgeEmpty();
    }

    /** Deletes a scan. */
    @Endpoint(value = "scans/{scan_name}", method = "DELETE")
    public void deleteScan(@Name("scan_name") String scanName) {
        stored.delete(scanName);
    }

    /** The preview of the current or the last scan. */
    @Endpoint("latest_preview_stitch.jpg")
    public EndpointResponse latestPreviewStitch() {
        Path file =
                scanning.live()
                        .map(scan -> scan.folder().previewFile())
                        .filter(Files::isRegularFile)
                        .orElseThrow(() -> new HttpError(404, "File not found"));
        return EndpointResponse.file(file, "image/jpeg");
    }

    @Override
    public Map<String, Object> state() {
        return scanning.live()
                .filter(scan -> !scan.complete())
                .<Map<String, Object>>map(scan -> Map.of("scan_name", scan.folder().name()))
                .orElse(Map.of());
    }

    @Override
    public String cardType() {
        return "Scan";
    }

    @Override
    public Path galleryFolder() {
        return dataFolder.path();
    }

    @Override
    public List<GalleryItem> galleryItems() throws IOException {
        return stored.galleryItems();
    }

    @Override
    public void deleteAllGalleryItems() throws IOException {
        stored.deleteAll();
    }

    @Override
    public List<ActionButton> bulkActions() {
        return List.of(
                ActionButton.of(context.name(), "stitch_all_scans", "Stitch All Unstitched Scans")
                        .withDialogue(false));
    }
}
