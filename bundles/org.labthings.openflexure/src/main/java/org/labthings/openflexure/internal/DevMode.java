package org.labthings.openflexure.internal;

/**
 * Whether somebody develops a web app for this server, which then comes from another one: the
 * environment variable {@value #VARIABLE} says so.
 */
final class DevMode {
    static final String VARIABLE = "OFM_SERVER_DEV_MODE";

    private DevMode() {}

    /**
     * Whether a value of the variable turns it on.
     *
     * @param value or null when it is not set
     */
    static boolean isOn(String value) {
        return "true".equalsIgnoreCase(value);
    }
}
