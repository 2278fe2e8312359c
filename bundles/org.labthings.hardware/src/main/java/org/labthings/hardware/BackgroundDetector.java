package org.labthings.hardware;

import java.util.List;
import org.labthings.api.Tuple;
import org.labthings.hardware.image.RgbImage;
import org.labthings.hardware.ui.UiElement;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells pictures of sample from pictures of empty background. It computes on the caller's thread,
 * for some milliseconds.
 */
@ConsumerType
public interface BackgroundDetector {
    /**
     * Its name for people.
     *
     * @return the same at all times
     */
    String displayName();

    /**
     * Whether it has learnt what the background looks like.
     *
     * @return false: {@link #imageIsSample} throws
     */
    boolean ready();

    /**
     * Learns what the background looks like, and keeps it.
     *
     * @param image a picture without sample
     * @throws org.labthings.api.InvocationError when the picture cannot be a background: a channel
     *     is blank
     */
    void setBackground(RgbImage image);

    /**
     * Judges a picture.
     *
     * @param image of the same stream as the background that was learnt
     * @return the verdict by the present settings
     * @throws org.labthings.api.InvocationError when the background was not learnt
     */
    Judgement imageIsSample(RgbImage image);

    /**
     * The controls of its settings.
     *
     * @return empty for a detector without settings
     */
    List<UiElement> settingsUi();

    /**
     * What a picture shows; [sample, explanation] on the wire.
     *
     * @param sample whether it shows enough sample
     * @param explanation for people, such as {@code 12.3% sample}
     */
    @Tuple
    record Judgement(boolean sample, String explanation) {}
}
