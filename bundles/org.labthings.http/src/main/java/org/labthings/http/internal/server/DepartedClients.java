package org.labthings.http.internal.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.eclipse.jetty.io.EofException;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a servlet's answer in silence when its reader has left, in the middle of a download for
 * instance. That is nobody's fault, but the HTTP bridge would write each as an error, with its
 * trace. Outermost filter of all servlets and resources of the whiteboard; called on their threads.
 */
@Component(
        service = Filter.class,
        property = {
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=*)",
            "service.ranking:Integer=2147483647"
        })
public final class DepartedClients implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(DepartedClients.class);
    private static final int DEEPEST = 20;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (!isDeparture(e)) {
                throw e;
            }
            LOG.debug("A reader has left before the end: {}", e.getMessage());
        }
    }

    /** Only of this server's own connections; not what a servlet meets with elsewhere. */
    private static boolean isDeparture(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < DEEPEST && cause != null; depth++) {
            if (cause instanceof EofException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
