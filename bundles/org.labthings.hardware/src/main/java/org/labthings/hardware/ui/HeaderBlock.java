package org.labthings.hardware.ui;

import org.labthings.api.Literal;

/**
 * A heading.
 *
 * @param text simple HTML, from which everything else is removed; see {@link SafeHtml}
 * @param level 1 to 6
 */
public record HeaderBlock(@Literal({"\"header_block\""}) Object elementType, String text, int level)
        implements UiElement {
    /** Cleans the text. */
    public HeaderBlock {
        text = SafeHtml.of(text);
    }

    /** A heading. */
    public HeaderBlock(String text, int level) {
        this("header_block", text, level);
        if (level < 1 || level > 6) {
            throw new IllegalArgumentException("A heading has level 1 to 6, not " + level);
        }
    }

    /** A heading of level 2. */
    public HeaderBlock(String text) {
        this(text, 2);
    }
}
