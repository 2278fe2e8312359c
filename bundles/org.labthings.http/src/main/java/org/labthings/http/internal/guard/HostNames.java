package org.labthings.http.internal.guard;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of this server. A page of a foreign name that resolves to this machine (DNS rebinding)
 * asks for that name, and so does not get in. From any thread, without locks.
 */
final class HostNames {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MOST_KNOWN = 64;

    private final Set<String> own;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * These, beside those of the loopback.
     *
     * @param own lower case, addresses of IPv6 in brackets
     */
    HostNames(Set<String> own) {
        this.own = own;
    }

    /**
     * Whether somebody who asks for this host means this server.
     *
     * @param host with or without a port, as in the header
     */
    boolean isOwn(String host) {
        if (known.contains(host)) {
            return true;
        }
        boolean good = isName(name(host));
        if (good && known.size() < MOST_KNOWN) {
            known.add(host);
        }
        return good;
    }

    /**
     * Whether somebody asks for the very address that was reached.
     *
     * @param reached at which the connection came in
     */
    boolean isAddress(String host, String reached) {
        return name(host).equals(bracketed(reached));
    }

    private boolean isName(String name) {
        return LOCAL.contains(name)
                || name.endsWith(".localhost")
                || own.contains(name)
                || name.startsWith("127.") && name.matches("127(\\.\\d{1,3}){3}");
    }

    /** The name or address in an authority; empty when there is none. */
    static String name(String authority) {
        int end = authority.lastIndexOf(':');
        boolean port = end > authority.lastIndexOf(']') && authority.indexOf(':') == end;
        boolean bracketedPort = end > 0 && authority.charAt(end - 1) == ']';
        String name = port || bracketedPort ? authority.substring(0, end) : authority;
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return name.toLowerCase(Locale.ROOT);
    }

    /** The port in an authority, or nothing. */
    static String port(String authority) {
        int end = authority.lastIndexOf(':');
        return end > authority.lastIndexOf(']') ? authority.substring(end + 1) : "";
    }

    /** An address as it stands in a URL. */
    static String bracketed(String address) {
        if (address == null) {
            return "";
        }
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        boolean bare6 = plain.indexOf(':') >= 0 && !plain.startsWith("[");
        return bare6 ? "[" + plain + "]" : plain;
    }
}
