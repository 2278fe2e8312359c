package org.labthings.openflexure.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine. */
final class HostName {
    private HostName() {}

    /** {@code localhost} when it has none. Blocks for the system. */
    static String get() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
