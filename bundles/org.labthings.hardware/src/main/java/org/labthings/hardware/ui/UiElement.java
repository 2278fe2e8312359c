package org.labthings.hardware.ui;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One element of a user interface that a Thing describes. An endpoint {@code settings_ui} answers
 * with {@link UserInterface#toJson}, a property, which may be a list of one kind of element, with
 * {@link UserInterface#checked}: both mark what leads nowhere.
 */
public sealed interface UiElement
        permits HeaderBlock,
                TextBlock,
                BulletBlock,
                ActionButton,
                PropertyControl,
                Accordion,
                Container {
    /** {@return what kind of element this is, for the web app: a string} */
    Object elementType();

    /** {@return this as JDK values: member names as on the wire, null for what is empty} */
    default Map<String, Object> toJson() {
        return UiJson.of((Record) this);
    }

    /**
     * A whole user interface as JDK values, as it is: {@link UserInterface} checks it.
     *
     * @param elements from top to bottom
     * @return one map for each, with those inside it
     */
    static List<Map<String, Object>> toJson(Collection<? extends UiElement> elements) {
        return elements.stream().map(UiElement::toJson).toList();
    }
}
