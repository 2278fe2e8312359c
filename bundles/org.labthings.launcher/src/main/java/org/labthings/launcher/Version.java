package org.labthings.launcher;

/** Which version of what is running. */
final class Version {
    private Version() {}

    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    static String line() {
        return "labthings " + number() + " on Java " + Runtime.version();
    }
}
