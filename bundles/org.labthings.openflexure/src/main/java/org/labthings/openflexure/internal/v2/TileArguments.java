package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.labthings.api.HttpError;
import org.labthings.openflexure.internal.legacy.Answers;

/**
 * What a client of the old API says about a tile scan.
 *
 * @param name what the pictures are called, before their number or place
 * @param numbered whether pictures are numbered; otherwise they are called after their place
 * @param strides from site to site and from picture to picture of a stack, in steps
 * @param grid columns, rows, pictures of a stack; of a spiral the first is the number of squares
 * @param style raster, snake or spiral
 * @param autofocusDz range of the fast autofocus, a step of the slow one; 0: none
 * @param fast which autofocus
 * @param skipsEmpty whether there is no autofocus where there is no sample
 * @param capture the rest: tags, annotations, resize
 */
record TileArguments(
        String name,
        boolean numbered,
        int[] strides,
        int[] grid,
        String style,
        int autofocusDz,
        boolean fast,
        boolean skipsEmpty,
        JsonNode capture) {
    private static final int MOST_PICTURES = 10_000;
    private static final int MOST_STEPS = 10_000_000;
    private static final List<String> STYLES = List.of("raster", "snake", "spiral");
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);

    static TileArguments of(JsonNode body) {
        String style = body.path("style").asText("raster");
        if (!STYLES.contains(style)) {
            throw new HttpError(422, "style must be one of " + STYLES + ", not " + style);
        }
        int[] grid = three(body, "grid", new int[] {3, 3, 3}, 1, MOST_PICTURES);
        int[] strides =
                three(body, "stride_size", new int[] {2000, 1500, 100}, -MOST_STEPS, MOST_STEPS);
        double sites =
                style.equals("spiral")
                        ? Math.pow(2.0 * grid[0] - 1, 2)
                        : (double) grid[0] * grid[1];
        if (sites * grid[2] > MOST_PICTURES) {
            throw new HttpError(
                    422,
                    "A tile scan has at most " + MOST_PICTURES + " pictures: make grid smaller");
        }
        String name = body.path("filename").asText("");
        return new TileArguments(
                name.isEmpty() || body.path("filename").isNull()
                        ? NAME.format(LocalDateTime.now())
                        : name,
                !body.path("namemode").asText("coordinates").equals("coordinates"),
                strides,
                grid,
                style,
                whole(body.path("autofocus_dz"), "autofocus_dz", 50, 0, MOST_STEPS),
                body.path("fast_autofocus").asBoolean(false),
                body.path("detect_empty_fields_and_skip_autofocus").asBoolean(false),
                body);
    }

    /** Three numbers; the third may be left out, then there is no stack. */
    private static int[] three(JsonNode body, String name, int[] usual, int least, int most) {
        JsonNode list = body.path(name);
        if (list.isMissingNode() || list.isNull()) {
            return usual;
        }
        if (!list.isArray() || list.size() < 2 || list.size() > 3) {
            throw new HttpError(
                    422, name + " must be a list of three numbers, not " + Answers.excerpt(list));
        }
        int[] numbers = new int[3];
        for (int i = 0; i < 3; i++) {
            numbers[i] = whole(list.path(i), name, 1, least, most);
        }
        return numbers;
    }

    /** MATLAB has no integers: what has no fraction is one. */
    private static int whole(JsonNode value, String name, int usual, int least, int most) {
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (number != Math.rint(number) || number < least || number > most) {
            throw new HttpError(
                    422,
                    name
                            + " must be whole numbers from "
                            + least
                            + " to "
                            + most
                            + ", not "
                            + Answers.excerpt(value));
        }
        return (int) number;
    }
}
