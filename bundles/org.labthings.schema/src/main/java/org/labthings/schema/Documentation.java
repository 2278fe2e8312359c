package org.labthings.schema;

/**
 * Title and description of a member or class (LabThings specification 2.7).
 *
 * @param title first line or sentence, or null when undocumented
 * @param description the rest, or all of it when there is no more; null when undocumented
 */
public record Documentation(String title, String description) {
    /** Nothing is documented. */
    public static final Documentation NONE = new Documentation(null, null);
}
