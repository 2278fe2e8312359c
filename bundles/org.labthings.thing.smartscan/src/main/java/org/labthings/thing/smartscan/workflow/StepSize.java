package org.labthings.thing.smartscan.workflow;

import java.util.Map;
import org.labthings.hardware.CameraStageMapping;
import org.labthings.thing.smartscan.planner.Steps;

/** How far the stage goes from picture to picture. */
final class StepSize {
    private StepSize() {}

    /**
     * Steps at which pictures overlap as wanted. The stage's axes need not be along the picture's:
     * of each displacement the component along the nearer axis counts, so that a camera turned by
     * 90 degrees works as well.
     *
     * @param overlap of neighbours, 0 to 1
     */
    static Steps of(CameraStageMapping mapping, double overlap) {
        int[] resolution =
                mapping.imageResolution()
                        .orElseThrow(
                                () ->
                                        new WorkflowStartError(
                                                "Camera Stage Mapping is not calibrated."));
        Map<String, Integer> across = mapping.imageToStage(resolution[1] * (1 - overlap), 0);
        Map<String, Integer> down = mapping.imageToStage(0, resolution[0] * (1 - overlap));
        boolean straight = Math.abs(across.get("x")) >= Math.abs(across.get("y"));
        return straight
                ? new Steps(across.get("x"), down.get("y"))
                : new Steps(down.get("x"), across.get("y"));
    }

    /** The smaller of the two distances along both axes. */
    static Steps equal(Steps steps) {
        int smaller = Math.min(Math.abs(steps.dx()), Math.abs(steps.dy()));
        return new Steps(
                Integer.signum(steps.dx()) * smaller, Integer.signum(steps.dy()) * smaller);
    }
}
