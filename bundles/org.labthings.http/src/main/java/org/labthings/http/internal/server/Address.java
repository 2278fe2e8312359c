package org.labthings.http.internal.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where to listen, and what to tell a person when that does not work.
 *
 * @param host as configured
 * @param port as configured; 0 for any free one
 */
record Address(String host, int port) {
    /** The server cannot listen; the message says where, why, and what to do. */
    static final class UnavailableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The address on the network. */
    InetSocketAddress resolve() throws UnavailableException {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new UnavailableException(
                    "Cannot listen on "
                            + this
                            + ": there is no host '"
                            + host
                            + "'. Give --host a name or address of this machine, 127.0.0.1 for"
                            + " instance",
                    e);
        }
    }

    /** Whether only this machine can reach it. */
    boolean isLocal() throws UnavailableException {
        return resolve().getAddress().isLoopbackAddress();
    }

    /** In words, why it could not be opened. */
    UnavailableException unavailable(IOException failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && !(reason instanceof BindException)) {
            reason = reason.getCause();
        }
        String text = String.valueOf(reason.getMessage());
        String why;
        if (text.contains("in use")) {
            why =
                    "the port is in use. Stop the program that has it, or choose another one with"
                            + " --port (0 is any free one)";
        } else if (text.contains("assign")) {
            why =
                    "this machine does not have that address. Give --host one of its own, 127.0.0.1"
                            + " for instance";
        } else if (text.contains("ermission")) {
            why = "that needs more rights. Choose a port from 1024 on with --port";
        } else {
            why = text + ". Choose another one with --host and --port";
        }
        return new UnavailableException("Cannot listen on " + this + ": " + why, failure);
    }

    /** The URL under which it is reached on this machine, with its real port. */
    String url(String scheme, int realPort) throws UnavailableException {
        boolean any = resolve().getAddress().isAnyLocalAddress();
        return scheme + "://" + (any ? "127.0.0.1" : bracketed()) + ":" + realPort;
    }

    /**
     * Under which names and addresses this machine is asked for, lower case. One that others can
     * reach has its own name, too, which may take the system a moment to find.
     */
    List<String> names() throws UnavailableException {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1"));
        if (!resolve().getAddress().isAnyLocalAddress()) {
            names.add(host.toLowerCase(Locale.ROOT));
        }
        if (!isLocal()) {
            try {
                String own = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
                int dot = own.indexOf('.');
                String first = dot < 0 ? own : own.substring(0, dot);
                names.addAll(List.of(own, first, first + ".local"));
            } catch (UnknownHostException e) {
                // it has none; addresses do
            }
        }
        return List.copyOf(names);
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    @Override
    public String toString() {
        return "host " + host + ", port " + port;
    }
}
