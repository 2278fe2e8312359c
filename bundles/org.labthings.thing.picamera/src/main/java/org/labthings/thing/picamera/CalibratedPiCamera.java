package org.labthings.thing.picamera;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Action;
import org.labthings.api.Default;
import org.labthings.api.HttpError;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.Property;
import org.labthings.driver.link.Backoff;
import org.labthings.hardware.ui.ActionButton;
import org.labthings.hardware.ui.PropertyControl;

/**
 * A Raspberry Pi camera that can be calibrated for a microscope: exposure, white balance, and an
 * even field, which are kept over restarts.
 */
public abstract class CalibratedPiCamera extends PiCamera {
    private static final int TRIES = 3;
    private static final Duration SETTLES = Duration.ofMillis(500);

    CalibratedPiCamera(Sensor sensor, PiCameraConfig config, Backoff backoff) {
        super(sensor, config, backoff);
    }

    /** Whether the field is not made even yet. */
    @Override
    @Property
    public boolean calibrationRequired() {
        return tuning.get().isEmpty()
                || currentTuning().lensShading().colourTemperature() != LensShading.CALIBRATED;
    }

    @Override
    @Property
    public boolean canCalibrate() {
        return true;
    }

    /**
     * Calibrates everything: exposure, even field, white balance, background. The field of view
     * must be empty and lit. When it fails or is cancelled all is as before.
     */
    @Action
    public void fullAutoCalibrate() throws Exception {
        exclusively(
                () -> {
                    Tuning before = currentTuning();
                    Exposure exposed = exposure();
                    boolean done = false;
                    try {
                        flatLensShading();
                        autoExposeFromMinimum(Optional.empty(), 99.9);
                        setStaticGreenEqualisation(65535);
                        setCeEnableToOff();
                        calibrateLensShading();
                        done = true;
                    } finally {
                        if (!done) {
                            retune(before);
                            expose(exposed);
                        }
                    }
                    return null;
                });
        learnBackground(); // from the live picture, which goes on now
    }

    private void learnBackground() throws Exception {
        if (backgroundDetector().isEmpty()) {
            return;
        }
        for (int i = 1; ; i++) {
            try {
                Invocation.sleep(SETTLES);
                discardFrames();
                setBackground();
                return;
            } catch (InvocationError | TimeoutException e) {
                if (i == TRIES) {
                    throw e;
                }
                context().logger().warn("The background is learnt again: {}", e.getMessage());
            }
        }
    }

    /**
     * Finds exposure time and gain at which the brightest pixels have a certain level, from the
     * shortest exposure up.
     *
     * @param targetWhiteLevel level of raw pixels, without the sensor's black; by default 400 of
     *     1023, for sensors of 12 bits 1600 of 4095
     * @param percentile of all pixels that counts as the brightest, in percent
     */
    @Action
    public void autoExposeFromMinimum(
            @Min(1) Optional<Integer> targetWhiteLevel,
            @Default("99.9") @Min(0) @Max(100) double percentile)
            throws IOException, InterruptedException {
        AutoExposure search =
                new AutoExposure(
                        this::rawShot,
                        sensor().largest(),
                        targetWhiteLevel.orElse(sensor().whiteLevel),
                        percentile,
                        context().logger());
        exclusively(
                () -> {
                    expose(search.from(exposure()));
                    return null;
                });
    }

    /**
     * Makes an even field look even. The field of view must be empty and lit: what is in it would
     * be in all pictures.
     */
    @Action
    public void calibrateLensShading() throws IOException, InterruptedException {
        exclusively(
                () -> {
                    Tuning now = currentTuning();
                    RawImage white = rawShot(exposure()).image();
                    if (white.saturated() > 0.001) {
                        throw new InvocationError(
                                "The picture is too bright: %.1f %% of it is saturated. Run auto_expose_from_minimum first."
                                        .formatted(white.saturated() * 100));
                    }
                    LensShading shading;
                    try {
                        shading = LensShading.of(white, now.rows(), now.columns());
                    } catch (IllegalArgumentException e) {
                        throw new InvocationError(
                                "The field cannot be made even: " + e.getMessage() + ".");
                    }
                    retune(now.with(shading));
                    expose(
                            new Exposure(
                                    exposure().micros(),
                                    exposure().gain(),
                                    LensShading.smallest(shading.red()),
                                    LensShading.smallest(shading.blue())));
                    return null;
                });
    }

    /** Corrects the field no more. */
    @Action
    public void flatLensShading() throws IOException, InterruptedException {
        Tuning now = knownTuning();
        retune(now.with(LensShading.flat(now.rows(), now.columns())));
    }

    /** Corrects how bright the field is, but no more its colours. */
    @Action
    public void flatLensShadingChrominance() throws IOException, InterruptedException {
        Tuning now = knownTuning();
        retune(now.with(now.lensShading().withFlatColours()));
    }

    /** Corrects the field as libcamera does by itself, adapting to what it sees. */
    @Action
    public void resetLensShading() throws IOException, InterruptedException {
        retune(knownTuning().withLensShadingOf(defaultTuning()));
    }

    /**
     * Makes green pixels of red and blue rows equal, whatever the picture. Behind an objective they
     * differ, which looks like a maze.
     *
     * @param offset 0: never, 65535: always
     */
    @Action
    public void setStaticGreenEqualisation(@Default("65535") @Min(0) @Max(65535) int offset)
            throws IOException, InterruptedException {
        retune(knownTuning().withGreenEqualisation(offset));
    }

    /** Does without a contrast that adapts to the picture. */
    @Action
    public void setCeEnableToOff() throws IOException, InterruptedException {
        retune(knownTuning().withoutAdaptiveContrast());
    }

    /** Takes back the colour correction matrix. */
    @Action
    public void resetCcm() throws IOException, InterruptedException {
        retune(knownTuning().withColourCorrectionOf(defaultTuning()));
    }

    private Tuning knownTuning() {
        if (tuning.get().isEmpty()) {
            require(); // says why not
        }
        return currentTuning();
    }

    /** By which sensor colours become red, green, blue: nine numbers, in rows. */
    @Property
    @Size(min = 9, max = 9)
    public List<Double> colourCorrectionMatrix() {
        return tuning.get().isEmpty() ? List.of() : currentTuning().colourCorrection();
    }

    /** Corrects colours like that from now on. */
    public void colourCorrectionMatrix(List<Double> matrix)
            throws IOException, InterruptedException {
        if (matrix.size() != 9) {
            throw new HttpError(422, "A colour correction matrix has nine numbers, in rows");
        }
        retune(knownTuning().withColourCorrection(List.copyOf(matrix)));
    }

    /** Levels before and after gamma, in turn. */
    @Property
    public List<Double> gammaCorrection() {
        return tuning.get().isEmpty() ? List.of() : currentTuning().gamma();
    }

    /** How the field is made even; null until a camera was there. */
    @Property
    public Optional<LensShading> lensShadingTables() {
        return tuning.get().isEmpty()
                ? Optional.empty()
                : Optional.of(currentTuning().lensShading());
    }

    @Override
    protected List<ActionButton> primaryCalibrationActions() {
        return List.of(
                button("full_auto_calibrate", "Full Auto-Calibrate")
                        .withConfirmation(
                                "Is the field of view empty and lit? Calibration takes about a"
                                        + " minute, in which the camera does nothing else.")
                        .withNotice("Calibrated."));
    }

    @Override
    protected List<ActionButton> secondaryCalibrationActions() {
        return List.of(
                button("auto_expose_from_minimum", "Auto Gain & Shutter Speed").secondary(),
                button("calibrate_lens_shading", "Auto Flat Field Correction")
                        .secondary()
                        .withConfirmation(
                                "Is the field of view empty and lit? What is in it would show in"
                                        + " all pictures."),
                button("flat_lens_shading", "Disable Flat Field Correction").secondary(),
                button("flat_lens_shading_chrominance", "Disable Flat Field Chrominance")
                        .secondary(),
                button("reset_lens_shading", "Reset Flat Field Correction").secondary());
    }

    private ActionButton button(String action, String label) {
        return ActionButton.of(context().name(), action, label).untilItsEnd();
    }

    @Override
    protected List<PropertyControl> manualCameraSettings() {
        String thing = context().name();
        return List.of(
                PropertyControl.of(thing, "exposure_time", "Exposure Time (µs)").withReadBack(1000),
                PropertyControl.of(thing, "analogue_gain", "Analogue Gain").withReadBack(1000),
                PropertyControl.of(thing, "colour_gains", "Colour Gains").withReadBack(1000));
    }
}
