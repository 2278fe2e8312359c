package org.labthings.hardware.ui;

import java.util.List;
import org.labthings.api.Literal;

/**
 * Elements under a title that opens and closes.
 *
 * @param title plain text
 * @param children what is inside
 */
public record Accordion(
        @Literal({"\"accordion\""}) Object elementType, String title, List<UiElement> children)
        implements UiElement {
    /**
     * Makes the list unmodifiable.
     *
     * @param elementType {@code "accordion"}
     * @param title plain text
     * @param children copied
     */
    public Accordion {
        children = List.copyOf(children);
    }

    /**
     * Elements under a title.
     *
     * @param title plain text
     * @param children what is inside, in this order; copied
     */
    public Accordion(String title, List<? extends UiElement> children) {
        this("accordion", title, List.copyOf(children));
    }
}
