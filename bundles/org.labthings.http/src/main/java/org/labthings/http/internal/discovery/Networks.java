package org.labthings.http.internal.discovery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The networks on which a server can be reached, and told about. Blocks shortly. */
final class Networks {
    /** A machine with more is a router or runs containers; nobody looks for instruments there. */
    private static final int MAX = 8;

    private Networks() {}

    /**
     * One address of this machine for each network.
     *
     * @param bound where the server listens
     * @throws SocketException when the machine does not tell
     */
    static Set<InetAddress> of(InetAddress bound) throws SocketException {
        Set<InetAddress> out = new LinkedHashSet<>();
        if (!bound.isAnyLocalAddress()) {
            NetworkInterface network = NetworkInterface.getByInetAddress(bound);
            if (network != null && isUsable(network)) {
                out.add(bound);
            }
            return out;
        }
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (out.size() < MAX && isUsable(network)) {
                InetAddress address = best(network, bound instanceof Inet6Address);
                if (address != null) {
                    out.add(address);
                }
            }
        }
        return out;
    }

    private static boolean isUsable(NetworkInterface network) throws SocketException {
        return network.isUp()
                && !network.isLoopback()
                && !network.isPointToPoint()
                && network.supportsMulticast();
    }

    private static InetAddress best(NetworkInterface network, boolean six) {
        List<InetAddress> all = Collections.list(network.getInetAddresses());
        for (InetAddress address : all) {
            if (address instanceof Inet4Address) {
                return address;
            }
        }
        return six && !all.isEmpty() ? all.get(0) : null;
    }
}
