package org.labthings.thing.smartscan.scan;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labthings.hardware.ScanWorkflow.Stitching;
import org.labthings.hardware.image.Resolution;

/**
 * The JSON format of {@link ScanData}, version 2; what the first version, which had no number, says
 * is understood.
 */
public final class ScanDataJson {
    private static final Gson GSON =
            new GsonBuilder()
                    .serializeNulls()
                    .disableHtmlEscaping()
                    .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
                    .create();
    private static final TypeToken<Map<String, Object>> MAP = new TypeToken<>() {};
    private static final String UNKNOWN = "Unknown";
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d+) days?, )?(\\d+):(\\d\\d):(\\d\\d)(?:\\.\\d+)?");
    private static final List<String> LEGACY_SETTINGS =
            List.of(
                    "overlap",
                    "max_dist",
                    "dx",
                    "dy",
                    "autofocus_dz",
                    "autofocus_on",
                    "skip_background");
    private static final Set<String> MEMBERS =
            Set.of(
                    "schema_version",
                    "scan_name",
                    "starting_position",
                    "start_time",
                    "stitch_automatically",
                    "save_resolution",
                    "image_count",
                    "duration",
                    "scan_result",
                    "completion_reason",
                    "stitching_settings",
                    "workflow",
                    "workflow_settings");

    private ScanDataJson() {}

    /** As text, indented by four blanks. */
    public static String write(ScanData data) {
        JsonObject json = new JsonObject();
        json.addProperty("schema_version", ScanData.SCHEMA_VERSION);
        json.addProperty("scan_name", data.scanName());
        json.add("starting_position", GSON.toJsonTree(data.startingPosition()));
        json.addProperty("start_time", ScanData.TIME.format(data.startTime()));
        json.addProperty("stitch_automatically", data.stitchAutomatically());
        Resolution size = data.saveResolution();
        json.add("save_resolution", GSON.toJsonTree(List.of(size.width(), size.height())));
        json.addProperty("image_count", data.imageCount());
        json.addProperty("duration", data.duration().map(ScanData::text).orElse(UNKNOWN));
        json.addProperty("scan_result", data.scanResult().orElse(UNKNOWN));
        json.addProperty("completion_reason", data.completionReason().orElse(UNKNOWN));
        json.add(
                "stitching_settings",
                data.stitchingSettings()
                        .<JsonElement>map(s -> GSON.toJsonTree(settings(s)))
                        .orElse(JsonNull.INSTANCE));
        json.addProperty("workflow", data.workflow());
        json.add("workflow_settings", GSON.toJsonTree(data.workflowSettings()));
        StringWriter text = new StringWriter();
        JsonWriter writer = new JsonWriter(text);
        writer.setIndent("    ");
        GSON.toJson(json, writer);
        return text.append('\n').toString();
    }

    /** Stitching settings as they are on the wire. */
    public static Map<String, Object> settings(Stitching stitching) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("correlation_resize", stitching.correlationResize());
        map.put("overlap", stitching.overlap());
        return map;
    }

    /**
     * Reads what {@link #write} wrote, or an older server.
     *
     * @throws IllegalArgumentException when it is not valid, saying why
     */
    public static ScanData read(String text) {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            if (!json.has("schema_version")) {
                json = fromLegacy(json);
            } else if (json.get("schema_version").getAsInt() != ScanData.SCHEMA_VERSION) {
                throw new IllegalArgumentException(
                        "Its schema_version is "
                                + json.get("schema_version")
                                + "; version "
                                + ScanData.SCHEMA_VERSION
                                + " is understood.");
            }
            for (String member : json.keySet()) {
                if (!MEMBERS.contains(member)) {
                    throw new IllegalArgumentException("It has an unknown member: " + member);
                }
            }
            return data(json);
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | ClassCastException
                | NullPointerException
                | NumberFormatException
                | DateTimeParseException e) { // what Gson and java.time throw for a wrong type
            throw new IllegalArgumentException("It is not valid: " + e.getMessage(), e);
        }
    }

    private static ScanData data(JsonObject json) {
        Map<String, Integer> position = new LinkedHashMap<>();
        json.getAsJsonObject("starting_position")
                .entrySet()
                .forEach(e -> position.put(e.getKey(), e.getValue().getAsInt()));
        var size = json.getAsJsonArray("save_resolution");
        if (size.size() != 2) {
            throw new IllegalArgumentException("Its save_resolution is not [width, height].");
        }
        JsonElement stitching = json.get("stitching_settings");
        return new ScanData(
                json.get("scan_name").getAsString(),
                position,
                LocalDateTime.parse(json.get("start_time").getAsString(), ScanData.TIME),
                json.get("stitch_automatically").getAsBoolean(),
                new Resolution(size.get(0).getAsInt(), size.get(1).getAsInt()),
                json.get("image_count").getAsInt(),
                known(json, "duration").map(ScanDataJson::duration),
                known(json, "scan_result"),
                known(json, "completion_reason"),
                stitching == null || stitching.isJsonNull()
                        ? Optional.empty()
                        : Optional.of(stitching(stitching.getAsJsonObject())),
                json.get("workflow").getAsString(),
                GSON.fromJson(json.getAsJsonObject("workflow_settings"), MAP));
    }

    private static Stitching stitching(JsonObject json) {
        return new Stitching(
                json.get("correlation_resize").getAsDouble(), json.get("overlap").getAsDouble());
    }

    private static Optional<String> known(JsonObject json, String member) {
        JsonElement value = json.get(member);
        return value == null || value.isJsonNull() || UNKNOWN.equals(value.getAsString())
                ? Optional.empty()
                : Optional.of(value.getAsString());
    }

    private static Duration duration(String text) {
        Matcher m = DURATION.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("Its duration is not H:MM:SS but " + text);
        }
        return Duration.ofDays(m.group(1) == null ? 0 : Long.parseLong(m.group(1)))
                .plusHours(Long.parseLong(m.group(2)))
                .plusMinutes(Long.parseLong(m.group(3)))
                .plusSeconds(Long.parseLong(m.group(4)));
    }

    /** Files of the first version have one flat object. */
    private static JsonObject fromLegacy(JsonObject old) {
        JsonObject json = new JsonObject();
        JsonObject settings = new JsonObject();
        for (Map.Entry<String, JsonElement> e : old.entrySet()) {
            if (LEGACY_SETTINGS.contains(e.getKey())) {
                settings.add(e.getKey(), e.getValue());
            } else if (!"correlation_resize".equals(e.getKey())) {
                json.add(e.getKey(), e.getValue());
            }
        }
        JsonObject stitching = null;
        if (old.has("correlation_resize") && old.has("overlap")) {
            stitching = new JsonObject();
            stitching.add("correlation_resize", old.get("correlation_resize"));
            stitching.add("overlap", old.get("overlap"));
        }
        json.add("stitching_settings", stitching == null ? JsonNull.INSTANCE : stitching);
        json.addProperty("workflow", "Legacy");
        json.add("workflow_settings", settings);
        return json;
    }
}
