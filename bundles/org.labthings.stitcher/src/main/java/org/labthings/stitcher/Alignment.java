package org.labthings.stitcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.stitcher.Layout.Place;

/**
 * Moves pictures to where they fit their neighbours: what two neighbours both show is compared,
 * from coarse to fine, and of all these distances together the best places follow by least squares.
 * Where nothing can be compared, the stage counts. Belongs to one thread.
 */
final class Alignment {
    private static final int COARSEST_SIDE = 160;

    /** How far a picture may be from where the stage says, as a part of its size. */
    private static final double RANGE = 0.06;

    /** A lower correlation is taken for chance. */
    private static final double LIKENESS = 0.6;

    private final Layout layout;
    private final double minimumOverlap;
    private final int finest;
    private final PictureCache pictures;
    private final long capacity;
    private final Map<Picture, List<Grey>> pyramids = new LinkedHashMap<>(16, 0.75f, true);
    private long used;

    /**
     * An alignment.
     *
     * @param memory bytes for decoded pictures
     */
    Alignment(Layout layout, Options options, long memory) {
        this.layout = layout;
        this.minimumOverlap = options.minimumOverlap();
        this.finest = (int) Math.max(1, Math.round(1 / options.resize()));
        this.pictures = new PictureCache(finest, memory / 4);
        this.capacity = memory;
    }

    /** The layout with the pictures where they fit. */
    Layout aligned() throws IOException, StitchError {
        List<Place> places = layout.places();
        List<Spring> springs = new ArrayList<>();
        int compared = 0;
        int alike = 0;
        for (int i = 0; i < places.size(); i++) {
            for (int j = i + 1; j < places.size(); j++) {
                if (areNeighbours(places.get(i), places.get(j))) {
                    Optional<double[]> shift = shift(places.get(i), places.get(j));
                    compared++;
                    alike += shift.isPresent() ? 1 : 0;
                    springs.add(Spring.of(places, i, j, shift));
                }
            }
        }
        System.out.println(
                "Compared " + compared + " pairs of neighbours, of which " + alike + " fit.");
        return alike == 0 ? layout : Springs.relax(layout, springs);
    }

    private boolean areNeighbours(Place a, Place b) {
        long columns = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
        long rows = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
        long smaller =
                Math.min(
                        (long) a.picture().width() * a.picture().height(),
                        (long) b.picture().width() * b.picture().height());
        return columns > 0 && rows > 0 && columns * rows >= minimumOverlap * smaller;
    }

    /** By how many pixels the second picture is farther from the first than the stage says. */
    private Optional<double[]> shift(Place a, Place b) throws IOException {
        List<Grey> first = pyramid(a.picture());
        List<Grey> second = pyramid(b.picture());
        int level = Math.min(first.size(), second.size()) - 1;
        double scale = (double) finest * (1 << level);
        int x = (int) Math.round((b.left() - a.left()) / scale);
        int y = (int) Math.round((b.top() - a.top()) / scale);
        int range = Math.max(3, (int) Math.ceil(first.get(level).width() * RANGE));
        Peak peak = Peak.search(first.get(level), second.get(level), x, y, range);
        if (peak.atEdge(x, y, range)) {
            return Optional.empty(); // what fits best may be farther still
        }
        while (level > 0) {
            level--;
            peak = Peak.search(first.get(level), second.get(level), 2 * peak.x(), 2 * peak.y(), 2);
        }
        if (peak.likeness() < LIKENESS) {
            return Optional.empty();
        }
        double[] fine = peak.fine(first.get(0), second.get(0));
        return Optional.of(
                new double[] {
                    fine[0] * finest - (b.left() - a.left()), fine[1] * finest - (b.top() - a.top())
                });
    }

    /** A picture without colour, the finest first, each half as large as the one before. */
    private List<Grey> pyramid(Picture picture) throws IOException {
        List<Grey> pyramid = pyramids.get(picture);
        if (pyramid == null) {
            pyramid = new ArrayList<>(List.of(Grey.of(pictures.get(picture))));
            Grey last = pyramid.get(0);
            while (Math.max(last.width(), last.height()) > COARSEST_SIDE) {
                last = last.halved();
                pyramid.add(last);
            }
            pyramids.put(picture, pyramid);
            used += bytes(pyramid);
            Iterator<List<Grey>> eldest = pyramids.values().iterator();
            while (used > capacity && pyramids.size() > 2) {
                used -= bytes(eldest.next());
                eldest.remove();
            }
        }
        return pyramid;
    }

    private static long bytes(List<Grey> pyramid) {
        return pyramid.stream().mapToLong(g -> 4L * g.data().length).sum();
    }

    /** Where one picture fits best on another. */
    private record Peak(int x, int y, double likeness) {
        static Peak search(Grey a, Grey b, int x, int y, int range) {
            Peak best = new Peak(x, y, -2);
            for (int v = y - range; v <= y + range; v++) {
                for (int u = x - range; u <= x + range; u++) {
                    double likeness = a.correlation(b, u, v);
                    if (likeness > best.likeness) {
                        best = new Peak(u, v, likeness);
                    }
                }
            }
            return best;
        }

        boolean atEdge(int centreX, int centreY, int range) {
            return Math.abs(x - centreX) == range || Math.abs(y - centreY) == range;
        }

        /** The peak between pixels: of a parabola through it and its neighbours. */
        double[] fine(Grey a, Grey b) {
            return new double[] {
                x + vertex(a.correlation(b, x - 1, y), likeness, a.correlation(b, x + 1, y)),
                y + vertex(a.correlation(b, x, y - 1), likeness, a.correlation(b, x, y + 1))
            };
        }

        private static double vertex(double before, double here, double after) {
            double bend = before - 2 * here + after;
            return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)));
        }
    }
}
