package org.labthings.health.internal;

/** Service properties of the server's own checks. */
final class HealthTags {
    /** The checks that count for the whole: Felix runs these when nobody asks for others. */
    static final String DEFAULT = "default";

    /** As a component property. */
    static final String PROPERTY = "hc.tags=" + DEFAULT;

    private HealthTags() {}
}
