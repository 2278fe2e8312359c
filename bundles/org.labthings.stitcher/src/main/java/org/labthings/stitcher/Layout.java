package org.labthings.stitcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.labthings.stitcher.Picture.Mapping;

/**
 * Where each picture lies in the whole, in pixels from its top left corner.
 *
 * @param places in the order of the pictures' names
 * @param width of the whole
 * @param height of the whole
 */
record Layout(List<Place> places, int width, int height) {
    /** More pixels than this along a side come from a wrong position, not from a microscope. */
    private static final double LONGEST = 2_000_000;

    /** A picture and its top left corner. */
    record Place(Picture picture, int left, int top) {
        int right() {
            return left + picture.width();
        }

        int bottom() {
            return top + picture.height();
        }
    }

    /**
     * Places pictures by where the stage was. Of several pictures of one place the largest file
     * counts: it is the sharpest.
     *
     * @throws StitchError when there are none, or none knows a mapping
     */
    static Layout byStage(List<Picture> all) throws StitchError {
        Map<List<Integer>, Picture> sharpest = new HashMap<>();
        for (Picture p : all) {
            sharpest.merge(
                    List.of(p.stageX(), p.stageY()), p, (a, b) -> b.bytes() > a.bytes() ? b : a);
        }
        List<Picture> pictures = all.stream().filter(sharpest::containsValue).toList();
        if (pictures.isEmpty()) {
            throw new StitchError("There are no pictures in the folder.");
        }
        Mapping mapping =
                pictures.stream()
                        .map(Picture::mapping)
                        .filter(m -> m != null)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new StitchError(
                                                "No picture says in its metadata how the stage's"
                                                        + " steps map to pixels. Calibrate the"
                                                        + " camera-stage mapping, and scan anew."));
        return place(pictures, mapping);
    }

    private static Layout place(List<Picture> pictures, Mapping mapping) throws StitchError {
        double[] lefts = new double[pictures.size()];
        double[] tops = new double[pictures.size()];
        for (int i = 0; i < lefts.length; i++) {
            Picture p = pictures.get(i);
            // pictures of one place have their centres there, whatever their sizes
            lefts[i] = mapping.column(p.stageX(), p.stageY()) - p.width() / 2.0;
            tops[i] = mapping.row(p.stageX(), p.stageY()) - p.height() / 2.0;
        }
        return at(pictures, lefts, tops);
    }

    /** Pictures with these top left corners, in pixels from anywhere. */
    static Layout at(List<Picture> pictures, double[] lefts, double[] tops) throws StitchError {
        double left = Arrays.stream(lefts).min().orElse(0);
        double top = Arrays.stream(tops).min().orElse(0);
        List<Place> places = new ArrayList<>();
        int width = 0;
        int height = 0;
        for (int i = 0; i < lefts.length; i++) {
            if (lefts[i] - left > LONGEST || tops[i] - top > LONGEST) {
                throw new StitchError(
                        pictures.get(i).file().getFileName()
                                + " is too far away: the whole would be more than 2000000 pixels"
                                + " long. Delete pictures that do not belong here.");
            }
            Place place =
                    new Place(
                            pictures.get(i),
                            (int) Math.round(lefts[i] - left),
                            (int) Math.round(tops[i] - top));
            places.add(place);
            width = Math.max(width, place.right());
            height = Math.max(height, place.bottom());
        }
        return new Layout(List.copyOf(places), width, height);
    }

    /** The pictures that have a part in a rectangle. */
    List<Place> within(int left, int top, int right, int bottom) {
        return places.stream()
                .filter(
                        p ->
                                p.left() < right
                                        && p.right() > left
                                        && p.top() < bottom
                                        && p.bottom() > top)
                .toList();
    }
}
