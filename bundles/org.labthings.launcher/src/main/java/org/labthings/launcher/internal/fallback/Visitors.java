package org.labthings.launcher.internal.fallback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.util.Locale;
import java.util.regex.Pattern;
import org.labthings.launcher.internal.command.Options;

/**
 * Who may see and do what on the fallback server, which has no users: everything who sits at the
 * machine, or everybody with {@code --insecure}; others learn only that there is a failure.
 */
final class Visitors {
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

    private final Options options;

    Visitors(Options options) {
        this.options = options;
    }

    /** Whether details are for this one. */
    boolean isTrusted(HttpExchange exchange) {
        return options.insecure() || exchange.getRemoteAddress().getAddress().isLoopbackAddress();
    }

    /**
     * Whether a browser came here by a name of this machine: any other name may be one that a
     * foreign page had pointed here, in order to read what is shown.
     */
    boolean isKnownHost(HttpExchange exchange) {
        String host = host(exchange);
        return host.isEmpty()
                || host.equals("localhost")
                || host.equals(options.host().toLowerCase(Locale.ROOT))
                || NUMERIC.matcher(host).matches()
                || options.insecure();
    }

    /** Whether it is no page of somebody else that asks. */
    boolean isSameOrigin(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String scheme = exchange instanceof HttpsExchange ? "https://" : "http://";
        return origin == null
                || origin.equals(scheme + exchange.getRequestHeaders().getFirst("Host"));
    }

    private static String host(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Host");
        if (header == null) {
            return "";
        }
        int port = header.lastIndexOf(':');
        boolean hasPort = port > header.lastIndexOf(']');
        return (hasPort ? header.substring(0, port) : header).toLowerCase(Locale.ROOT);
    }
}
