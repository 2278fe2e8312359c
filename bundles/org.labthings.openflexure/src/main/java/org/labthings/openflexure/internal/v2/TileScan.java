package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.labthings.api.HttpError;
import org.labthings.core.InvocationRecord;
import org.labthings.openflexure.internal.job.Job;
import org.labthings.openflexure.internal.legacy.Instruments;
import org.labthings.openflexure.internal.v2.TilePath.Site;

/**
 * A tile scan of the old API: pictures at the sites of a grid or a spiral, with an autofocus at
 * each, as stacks if wanted, and back to the start. The pictures are captures. Every step is an
 * action of a Thing: while somebody else's action runs, the next step fails, and so does the scan.
 */
final class TileScan {
    private final Instruments instruments;
    private final Captures captures;
    private final TileArguments wanted;
    private final ArrayNode taken = JsonNodeFactory.instance.arrayNode();
    private final List<long[]> focused = new ArrayList<>();
    private int pictures;

    TileScan(Instruments instruments, Captures captures, TileArguments wanted) {
        this.instruments = instruments;
        this.captures = captures;
        this.wanted = wanted;
    }

    /** What a tile scan needs; the first that is missing. */
    static void check(Instruments instruments, TileArguments wanted) {
        required(instruments, Instruments.STAGE, "move_absolute");
        required(instruments, Instruments.CAMERA, "capture");
        if (wanted.autofocusDz() > 0) {
            required(instruments, Instruments.AUTOFOCUS, autofocus(wanted));
        }
        if (wanted.skipsEmpty()) {
            required(instruments, Instruments.CAMERA, "image_is_sample");
        }
    }

    private static void required(Instruments instruments, String thing, String action) {
        if (instruments.action(thing, action).isEmpty()) {
            throw new HttpError(
                    503,
                    "A tile scan needs "
                            + thing
                            + " "
                            + action
                            + ", which this microscope does not have"
                            + (thing.equals(Instruments.AUTOFOCUS)
                                    ? ". With autofocus_dz 0 it needs no autofocus"
                                    : ""));
        }
    }

    private static String autofocus(TileArguments wanted) {
        return wanted.fast() ? "fast_autofocus" : "looping_autofocus";
    }

    /** Runs it; returns the ids of the captures. */
    JsonNode run(Job job) throws Exception {
        long[] start = position();
        try {
            List<Site> sites = sites(new Site(start[0], start[1]));
            pictures = sites.size() * wanted.grid()[2];
            for (Site site : sites) {
                job.raiseIfCancelled();
                moveTo(job, site.x(), site.y(), height(site, start[2]));
                focus(job);
                takeStack(job);
            }
        } finally {
            job.awaitWhole(move(start[0], start[1], start[2]));
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("captures", taken);
        return result;
    }

    private List<Site> sites(Site start) {
        int[] stride = wanted.strides();
        int[] grid = wanted.grid();
        return wanted.style().equals("spiral")
                ? TilePath.spiral(start, stride[0], stride[1], grid[0])
                : TilePath.grid(
                        start,
                        stride[0],
                        stride[1],
                        grid[0],
                        grid[1],
                        wanted.style().equals("snake"));
    }

    private long[] position() throws IOException {
        JsonNode position =
                instruments
                        .property(Instruments.STAGE, "position")
                        .orElseThrow(() -> new HttpError(503, "The stage tells no position"));
        return new long[] {
            position.path("x").asLong(), position.path("y").asLong(), position.path("z").asLong()
        };
    }

    private InvocationRecord move(long x, long y, long z) {
        return instruments.invoke(
                Instruments.STAGE,
                "move_absolute",
                JsonNodeFactory.instance.objectNode().put("x", x).put("y", y).put("z", z));
    }

    private void moveTo(Job job, long x, long y, long z) throws InterruptedException {
        job.await(move(x, y, z));
    }

    /** Where the focus was at the nearest site; of several the newest. */
    private long height(Site site, long start) {
        long z = start;
        double nearest = Double.POSITIVE_INFINITY;
        for (long[] focus : focused) {
            double distance = site.distanceTo(new Site(focus[0], focus[1]));
            if (distance <= nearest) {
                nearest = distance;
                z = focus[2];
            }
        }
        return z;
    }

    private void focus(Job job) throws IOException, InterruptedException {
        if (wanted.autofocusDz() == 0 || (wanted.skipsEmpty() && isEmpty(job))) {
            return;
        }
        // the slow one went six of its steps, from below the focus to above it
        int range = wanted.fast() ? wanted.autofocusDz() : 6 * wanted.autofocusDz();
        job.await(
                instruments.invoke(
                        Instruments.AUTOFOCUS,
                        autofocus(wanted),
                        JsonNodeFactory.instance.objectNode().put("dz", range)));
        focused.add(position());
    }

    private boolean isEmpty(Job job) throws IOException, InterruptedException {
        InvocationRecord asked =
                instruments.invoke(
                        Instruments.CAMERA,
                        "image_is_sample",
                        JsonNodeFactory.instance.objectNode());
        job.await(asked);
        boolean sample = Instruments.output(asked).path(0).asBoolean();
        if (!sample) {
            job.info("There is no sample here: no autofocus");
        }
        return !sample;
    }

    private void takeStack(Job job) throws Exception {
        int count = wanted.grid()[2];
        int stride = wanted.strides()[2];
        long[] here = position();
        for (int i = 0; i < count; i++) {
            if (count > 1) {
                long lowest = here[2] - (long) stride * count / 2;
                moveTo(job, here[0], here[1], lowest + (long) i * stride);
            }
            take(job);
        }
    }

    private void take(Job job) throws Exception {
        long[] here = position();
        String name =
                wanted.numbered()
                        ? wanted.name() + "_" + padded(taken.size())
                        : wanted.name() + "_" + here[0] + "_" + here[1] + "_" + here[2];
        String file =
                captures.newest(
                        () ->
                                job.await(
                                        instruments.invoke(
                                                Instruments.CAMERA,
                                                "capture",
                                                JsonNodeFactory.instance
                                                        .objectNode()
                                                        .put("retain_image", true))));
        CameraRoutes.resize(captures.path(file), wanted.capture().path("resize"));
        captures.describe(
                file,
                JsonNodeFactory.instance.textNode(name),
                wanted.capture().path("tags"),
                wanted.capture().path("annotations"));
        taken.add(captures.id(file));
        job.progress((double) taken.size() / pictures);
        job.info("Picture " + taken.size() + " of " + pictures + ": " + name);
    }

    private String padded(int number) {
        return String.format("%0" + String.valueOf(pictures).length() + "d", number);
    }
}
