package org.labthings.thing.cameramapping;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.labthings.api.InvocationError;
import org.labthings.hardware.Autofocus;
import org.labthings.hardware.BackgroundDetector;
import org.labthings.hardware.Camera;
import org.labthings.hardware.CameraStageMapping;
import org.labthings.hardware.CaptureError;
import org.labthings.hardware.MoveOptions;
import org.labthings.hardware.Stage;
import org.labthings.hardware.image.JpegDecoder;
import org.slf4j.Logger;

/** The Things of a microscope, as stage measurements see them. */
record RealTerrain(
        Camera camera, Stage stage, Autofocus autofocus, CameraStageMapping mapping, Logger logger)
        implements Terrain {
    @Override
    public int[] position() {
        Map<String, Integer> p = stage.position();
        return new int[] {p.getOrDefault("x", 0), p.getOrDefault("y", 0), p.getOrDefault("z", 0)};
    }

    @Override
    public void moveBy(int[] steps) throws InterruptedException {
        stage.moveRelative(Map.of("x", steps[0], "y", steps[1], "z", steps[2]));
    }

    @Override
    public void goHome(int[] position) throws InterruptedException {
        stage.moveAbsolute(
                Map.of("x", position[0], "y", position[1], "z", position[2]),
                MoveOptions.UNCANCELLABLE);
    }

    @Override
    public void focus(int range) throws InterruptedException {
        autofocus.loopingAutofocus(range);
    }

    @Override
    public Grey picture() throws InterruptedException {
        try {
            camera.settle();
            checkSample();
        } catch (TimeoutException | IOException e) {
            throw new CaptureError("The camera delivers no picture: " + e.getMessage());
        }
        return Grey.of(camera.captureImage("quick").image().blockMeans(camera.downsampling()));
    }

    private void checkSample() throws InterruptedException, TimeoutException, IOException {
        Optional<BackgroundDetector> detector =
                camera.backgroundDetector().filter(BackgroundDetector::ready);
        if (detector.isEmpty()) {
            return;
        }
        byte[] frame = camera.loresMjpegStream().grabFrame();
        var judgement = detector.get().imageIsSample(JpegDecoder.decode(frame));
        if (!judgement.sample()) {
            throw new InvocationError(
                    "No sample detected ("
                            + judgement.explanation()
                            + "). The sample must have detail everywhere and be larger than the"
                            + " range of the stage.");
        }
    }

    @Override
    public double[] pixelsPerStep(Axis axis) {
        Map<String, Double> image =
                axis == Axis.X ? mapping.stageToImage(1, 0) : mapping.stageToImage(0, 1);
        double smaller = camera.downsampling();
        return new double[] {image.get("y") / smaller, image.get("x") / smaller};
    }

    @Override
    public void tell(String message) {
        logger.info(message);
    }
}
