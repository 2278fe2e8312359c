package org.labthings.thing.smartscan.workflow;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.labthings.api.DataSetting;
import org.labthings.hardware.Autofocus.SmartStackParameters;
import org.labthings.hardware.Autofocus.StackResult;

/** Workflows that take a smart stack at each site. */
abstract class StackWorkflow extends SiteWorkflow {
    /** How many pictures of a stack are looked at to find the sharpest; odd. */
    public final DataSetting<Integer> stackMinImagesToTest = DataSetting.of(9).range(3, 9);

    StackWorkflow() {
        super(0.35, 50, 1);
    }

    @Override
    void freeze(Map<String, Object> settings) {
        int tested = odd(stackMinImagesToTest, "stack_min_images_to_test");
        int saved = (Integer) settings.get("stack_images_to_save");
        if (saved > tested) {
            logger().warn(
                            "stack_images_to_save cannot be more than stack_min_images_to_test:"
                                    + " it is now {}",
                            tested);
            stackImagesToSave.set(tested);
            settings.put("stack_images_to_save", tested);
        }
        settings.put("stack_min_images_to_test", tested);
    }

    /** One scan of such a workflow. */
    abstract class StackRun extends SiteRun {
        StackRun(FrozenSettings settings) {
            super(settings);
        }

        /** Whether pictures without focus are worth keeping. */
        abstract boolean savesUnfocused();

        @Override
        public Acquisition acquire(Path images) throws InterruptedException {
            SmartStackParameters stack =
                    SmartStackParameters.of(
                            settings.integer("stack_dz"),
                            settings.integer("stack_images_to_save"),
                            settings.integer("stack_min_images_to_test"),
                            savesUnfocused());
            StackResult result =
                    autofocus
                            .get()
                            .smartStack(
                                    stack,
                                    images,
                                    settings.text("capture_mode"),
                                    ownResolution(),
                                    settings.integer("autofocus_dz"));
            boolean imaged = result.focused() || savesUnfocused();
            return new Acquisition(
                    imaged,
                    result.focused() ? OptionalInt.of(result.z()) : OptionalInt.empty(),
                    imaged ? stack.imagesToSave() : 0);
        }
    }
}
