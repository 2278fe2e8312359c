package org.labthings.run.microscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** A server with the scanning Things of the distribution over a microscope that needs no time. */
final class ScanLab implements AutoCloseable {
    private static final String MODULE = "openflexure_microscope_server.things.";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG =
            """
            {"things": {
              "bench": "lab.bench.Bench",
              "smart_scan": {"class": "%1$ssmart_scan:SmartScanThing",
                "kwargs": {"default_workflow": "histo_scan_workflow", "stitch_program": ""}},
              "gallery": "%1$sgallery:GalleryThing",
              "histo_scan_workflow": "%1$sscan_workflows:HistoScanWorkflow",
              "snake_workflow": "%1$sscan_workflows:SnakeWorkflow",
              "raster_workflow": "%1$sscan_workflows:RasterWorkflow",
              "c_chip_workflow": "%1$sscan_workflows:CChipWorkflow",
              "bg_color_channels_luv": "%1$sbackground_detect:ColourChannelDetectLUV",
              "bg_channel_deviations_luv": "%1$sbackground_detect:ChannelDeviationLUV"},
             "application_config": {"data_folder": "%2$s"},
             "enable_global_lock": true}
            """;

    final Laboratory lab;
    final ScanClient client;
    final Path data;

    ScanLab(Laboratory lab, Path data) {
        this.lab = lab;
        this.client = new ScanClient(lab);
        this.data = data;
    }

    static ScanLab open(Path folder) throws Exception {
        Path data = folder.resolve("microscope-data");
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        DriverJar.drop(BenchDriver.build(folder.resolve("build")), plugins, "bench.jar");
        Laboratory lab = Laboratory.open(folder, CONFIG.formatted(MODULE, data));
        lab.await("/smart_scan/workflow_name", r -> r.statusCode() == 200);
        lab.await("/gallery/card_types", r -> r.statusCode() == 200);
        return new ScanLab(lab, data);
    }

    /** Back to the start, without scans. */
    void reset() throws Exception {
        client.put("/bench/pause", "0");
        client.put("/bench/fail_at", "-1");
        client.run("/bench/move_absolute", "{\"target\": {\"x\": 0, \"y\": 0, \"z\": 7}}");
        client.run("/gallery/delete_all_data", "{\"card_types\": [\"Scan\"]}");
        client.put("/smart_scan/stitch_automatically", "true");
        client.put("/smart_scan/stitch_tiff", "false");
        client.put("/snake_workflow/x_count", "3");
    }

    Path images(String scan) {
        return data.resolve("smart_scan").resolve(scan).resolve("images");
    }

    Set<String> pictures(String scan) throws Exception {
        try (Stream<Path> all = Files.list(images(scan))) {
            Set<String> names = new TreeSet<>();
            all.map(p -> p.getFileName().toString())
                    .filter(n -> n.startsWith("img_"))
                    .forEach(names::add);
            return names;
        }
    }

    JsonNode scanData(String scan) throws Exception {
        return JSON.readTree(images(scan).resolve("scan_data.json").toFile());
    }

    List<JsonNode> sites(String scan) throws Exception {
        List<JsonNode> sites = new ArrayList<>();
        for (String line :
                Files.readAllLines(data.resolve("smart_scan/" + scan + "/sites.jsonl"))) {
            sites.add(JSON.readTree(line));
        }
        return sites;
    }

    @Override
    public void close() {
        lab.close();
    }
}
