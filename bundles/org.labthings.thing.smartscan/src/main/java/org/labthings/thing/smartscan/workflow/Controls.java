package org.labthings.thing.smartscan.workflow;

import org.labthings.hardware.ui.PropertyControl;

/** Controls of settings that several workflows have. */
final class Controls {
    private Controls() {}

    static PropertyControl of(String thing, String property, String label) {
        return PropertyControl.of(thing, property, label);
    }

    static PropertyControl overlap(String thing) {
        return of(thing, "overlap", "Image Overlap (0.1-0.7)").withStep(0.05);
    }

    static PropertyControl stackDz(String thing) {
        return of(thing, "stack_dz", "Stack dz (steps)");
    }

    static PropertyControl imagesToSave(String thing) {
        return of(thing, "stack_images_to_save", "Images in Stack to Save");
    }

    static PropertyControl imagesToTest(String thing) {
        return of(thing, "stack_min_images_to_test", "Minimum Number of Images to Test");
    }

    static PropertyControl autofocusDz(String thing) {
        return of(thing, "autofocus_dz", "Autofocus Range (steps)").withStep(200);
    }

    static PropertyControl columns(String thing) {
        return of(thing, "x_count", "Number of Columns");
    }

    static PropertyControl rows(String thing) {
        return of(thing, "y_count", "Number of Rows");
    }
}
