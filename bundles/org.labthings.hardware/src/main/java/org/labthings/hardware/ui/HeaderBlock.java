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
    /**
     * Cleans the text, and checks the level.
     *
     * @param elementType {@code header_block}
     * @param text simple HTML
     * @param level 1, the largest, to 6
     * @throws IllegalArgumentException when there is no such level
     */
    public HeaderBlock {
        text = SafeHtml.of(text);
        if (level < 1 || level > 6) {
            throw new IllegalArgumentException("A heading has level 1 to 6, not " + level);
        }
    }

    /**
     * A heading.
     *
     * @param text plain text
     * @param level 1, the largest, to 6
     * @throws IllegalArgumentException when there is no such level
     */
    public HeaderBlock(String text, int level) {
        this("header_block", text, level);
    }

    /**
     * A heading of level 2.
     *
     * @param text plain text
     */
    public HeaderBlock(String text) {
        this(text, 2);
    }
}
