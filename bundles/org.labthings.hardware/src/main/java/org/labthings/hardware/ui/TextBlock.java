package org.labthings.hardware.ui;

import org.labthings.api.Literal;

/**
 * A paragraph.
 *
 * @param text simple HTML, from which everything else is removed; see {@link SafeHtml}
 */
public record TextBlock(@Literal({"\"text_block\""}) Object elementType, String text)
        implements UiElement {
    /** Cleans the text. */
    public TextBlock {
        text = SafeHtml.of(text);
    }

    /** A paragraph. */
    public TextBlock(String text) {
        this("text_block", text);
    }
}
