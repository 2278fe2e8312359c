package org.labthings.http.internal.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

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
    String url(int realPort) throws UnavailableException {
        boolean any = resolve().getAddress().isAnyLocalAddress();
        return "http://" + (any ? "127.0.0.1" : bracketed()) + ":" + realPort;
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    @Override
    public String toString() {
        return "host " + host + ", port " + port;
    }
}
