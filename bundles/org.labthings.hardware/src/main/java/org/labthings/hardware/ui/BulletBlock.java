package org.labthings.hardware.ui;

import java.util.List;
import org.labthings.api.Literal;

/**
 * A list of points.
 *
 * @param bullets simple HTML each, from which everything else is removed; see {@link SafeHtml}
 */
public record BulletBlock(@Literal({"\"bullet_block\""}) Object elementType, List<String> bullets)
        implements UiElement {
    /**
     * Cleans the texts.
     *
     * @param elementType {@code "bullet_block"}
     * @param bullets HTML, to be cleaned
     */
    public BulletBlock {
        bullets = bullets.stream().map(SafeHtml::of).toList();
    }

    /**
     * A list of points.
     *
     * @param bullets HTML each, of which what {@link SafeHtml} allows stays
     */
    public BulletBlock(List<String> bullets) {
        this("bullet_block", bullets);
    }
}
