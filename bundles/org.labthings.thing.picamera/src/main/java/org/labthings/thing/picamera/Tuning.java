package org.labthings.thing.picamera;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tuning file of libcamera, version 2: the parameters of its algorithms, in JSON. Immutable.
 *
 * <p>Sources: Raspberry Pi Camera Algorithm and Tuning Guide; the files that libcamera brings.
 */
record Tuning(Map<String, Object> json) {
    private static final Gson GSON =
            new GsonBuilder()
                    .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
                    .disableHtmlEscaping()
                    .create();
    private static final TypeToken<Map<String, Object>> MAP = new TypeToken<>() {};
    private static final String ALSC = "rpi.alsc";
    private static final String CCM = "rpi.ccm";
    private static final String CONTRAST = "rpi.contrast";
    private static final String GEQ = "rpi.geq";
    private static final List<String> SHIPPED =
            List.of(
                    "/usr/share/libcamera/ipa/rpi/",
                    "/usr/local/share/libcamera/ipa/rpi/",
                    "/usr/share/libcamera/ipa/raspberrypi/");

    /**
     * Reads a tuning file.
     *
     * @param file where it is; empty: where libcamera has that of the sensor
     * @throws IOException as the end of a sentence
     */
    static Tuning load(String file, Sensor sensor) throws IOException {
        Path path = file.isEmpty() ? shipped(sensor) : Path.of(file);
        Tuning tuning;
        try {
            tuning = new Tuning(GSON.fromJson(Files.readString(path), MAP));
        } catch (IOException e) {
            throw new IOException(
                    "needs its tuning file, which cannot be read at "
                            + path
                            + ". Say in 'tuning_file' where one is",
                    e);
        } catch (JsonParseException e) {
            throw new IOException("needs a tuning file, and " + path + " is no JSON", e);
        }
        if (tuning.json == null || !(tuning.json.get("algorithms") instanceof List<?>)) {
            throw new IOException("needs a tuning file of version 2, which " + path + " is not");
        }
        for (String needed : List.of(ALSC, CCM, CONTRAST, GEQ)) {
            if (tuning.algorithm(needed).isEmpty()) {
                throw new IOException(
                        "needs the algorithm " + needed + " in its tuning file " + path);
            }
        }
        return tuning;
    }

    private static Path shipped(Sensor sensor) {
        List<Path> places = new ArrayList<>();
        for (String folder : SHIPPED) {
            for (String pipeline : pisp() ? List.of("pisp/", "vc4/") : List.of("vc4/", "")) {
                places.add(Path.of(folder + pipeline + sensor.model + ".json"));
            }
        }
        return places.stream().filter(Files::exists).findFirst().orElse(places.get(0));
    }

    /** A Raspberry Pi 5 has another image processor, with tuning files of its own. */
    private static boolean pisp() {
        try {
            return Files.readString(
                            Path.of("/proc/device-tree/compatible"), StandardCharsets.ISO_8859_1)
                    .contains("bcm2712");
        } catch (IOException e) {
            return false;
        }
    }

    /** For the programs of rpicam-apps. */
    void write(Path file) throws IOException {
        Files.writeString(file, GSON.toJson(json));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> algorithm(String name) {
        for (Object each : (List<Object>) json.get("algorithms")) {
            if (each instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> found) {
                return (Map<String, Object>) found;
            }
        }
        return Map.of();
    }

    @SuppressWarnings("unchecked")
    private Tuning with(String name, Map<String, Object> changed) {
        List<Object> algorithms = new ArrayList<>();
        for (Object each : (List<Object>) json.get("algorithms")) {
            boolean same = each instanceof Map<?, ?> map && map.containsKey(name);
            algorithms.add(same ? Map.of(name, changed) : each);
        }
        Map<String, Object> all = new LinkedHashMap<>(json);
        all.put("algorithms", algorithms);
        return new Tuning(all);
    }

    private Tuning with(String name, String parameter, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(algorithm(name));
        changed.put(parameter, value);
        return with(name, changed);
    }

    /** Rows of the tables of lens shading: as many as the image processor has. */
    int rows() {
        return "pisp".equals(json.get("target")) ? 32 : 12;
    }

    /** Columns of the tables of lens shading. */
    int columns() {
        return "pisp".equals(json.get("target")) ? 32 : 16;
    }

    /** Fixes the correction of lens shading: one table, which nothing adapts. */
    Tuning with(LensShading shading) {
        Map<String, Object> alsc = new LinkedHashMap<>(algorithm(ALSC));
        alsc.put("n_iter", 0L);
        alsc.put("luminance_strength", 1.0);
        alsc.put("luminance_lut", flat(shading.luminance()));
        int temperature = shading.colourTemperature();
        alsc.put("calibrations_Cr", calibration(temperature, shading.red()));
        alsc.put("calibrations_Cb", calibration(temperature, shading.blue()));
        return with(ALSC, alsc);
    }

    private static List<Object> calibration(int temperature, List<List<Double>> table) {
        return List.of(Map.of("ct", (long) temperature, "table", flat(table)));
    }

    private static List<Double> flat(List<List<Double>> table) {
        return table.stream().flatMap(List::stream).toList();
    }

    /** The correction of lens shading; of several the first. */
    LensShading lensShading() {
        Map<String, Object> alsc = algorithm(ALSC);
        Map<?, ?> red = (Map<?, ?>) ((List<?>) alsc.get("calibrations_Cr")).get(0);
        Map<?, ?> blue = (Map<?, ?>) ((List<?>) alsc.get("calibrations_Cb")).get(0);
        return new LensShading(
                rows(alsc.get("luminance_lut")),
                rows(red.get("table")),
                rows(blue.get("table")),
                ((Number) red.get("ct")).intValue());
    }

    private List<List<Double>> rows(Object table) {
        List<Double> flat = numbers(table);
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i + columns() <= flat.size(); i += columns()) {
            rows.add(flat.subList(i, i + columns()));
        }
        return rows;
    }

    private static List<Double> numbers(Object list) {
        return list instanceof List<?> some
                ? some.stream().map(n -> ((Number) n).doubleValue()).toList()
                : List.of();
    }

    /** Takes the correction of lens shading of another. */
    Tuning withLensShadingOf(Tuning other) {
        return with(ALSC, other.algorithm(ALSC));
    }

    /** Takes the colour correction of another. */
    Tuning withColourCorrectionOf(Tuning other) {
        return with(CCM, other.algorithm(CCM));
    }

    /** Fixes the colour correction: nine numbers, in rows. */
    Tuning withColourCorrection(List<Double> matrix) {
        Map<String, Object> one = Map.of("ct", (long) LensShading.CALIBRATED, "ccm", matrix);
        return with(CCM, "ccms", List.of(one));
    }

    /** The colour correction; of several the first. */
    List<Double> colourCorrection() {
        return algorithm(CCM).get("ccms") instanceof List<?> some
                        && !some.isEmpty()
                        && some.get(0) instanceof Map<?, ?> first
                ? numbers(first.get("ccm"))
                : List.of();
    }

    /** Input and output levels in turn. */
    List<Double> gamma() {
        return numbers(algorithm(CONTRAST).get("gamma_curve"));
    }

    /** How far green pixels of red and blue rows are made equal: 65535 always, 0 never. */
    Tuning withGreenEqualisation(int offset) {
        return with(GEQ, "offset", (long) offset);
    }

    /** Does without a contrast that adapts to the picture. */
    Tuning withoutAdaptiveContrast() {
        return with(CONTRAST, "ce_enable", 0L);
    }
}
