package org.labthings.hardware.ui;

import org.labthings.api.Literal;

/**
 * A paragraph.
 *
 * @param text simple HTML, from which everything else is removed; see {@link SafeHtml}
 */
public record TextBlock(@Literal({"\"text_block\""}) Object elementType, String text)
        implements UiElement {
    /**
     * Cleans the text.
     *
     * @param elementType {@code "text_block"}
     * @param text HTML, to be cleaned
     */
    public TextBlock {
        text = SafeHtml.of(text);
    }

    /**
     * A paragraph.
     *
     * @param text HTML, of which what {@link SafeHtml} allows stays
     */
    public TextBlock(String text) {
        this("text_block", text);
    }
}
