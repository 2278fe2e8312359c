package org.labthings.hardware.ui;

import java.util.List;
import org.labthings.api.Literal;

/**
 * Elements in a block of some style.
 *
 * @param cssClass name of a style of the web app
 * @param children what is inside
 */
public record Container(
        @Literal({"\"container\""}) Object elementType, String cssClass, List<UiElement> children)
        implements UiElement {
    /**
     * Makes the list unmodifiable.
     *
     * @param elementType {@code "container"}
     * @param cssClass name of a style of the web app
     * @param children copied
     */
    public Container {
        children = List.copyOf(children);
    }

    /**
     * Elements in a block.
     *
     * @param cssClass name of a style of the web app; one that it does not have is no style
     * @param children what is inside, in this order; copied
     */
    public Container(String cssClass, List<? extends UiElement> children) {
        this("container", cssClass, List.copyOf(children));
    }
}
