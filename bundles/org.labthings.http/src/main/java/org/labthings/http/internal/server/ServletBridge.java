package org.labthings.http.internal.server;

import jakarta.servlet.http.HttpServlet;
import java.util.EventListener;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Felix HTTP bridge on the Things' port: its dispatcher servlet (the whiteboard: Web Console,
 * servlets and resources of other bundles) and its event listener, which come and go together.
 */
final class ServletBridge {
    private static final Logger LOG = LoggerFactory.getLogger(ServletBridge.class);

    private final BlockingDispatch dispatch;
    private final ServletErrors.Handler notFound;
    private HttpServlet servlet;
    private EventListener events;
    private boolean plugged;

    ServletBridge(BlockingDispatch dispatch, ServletErrors.Handler notFound) {
        this.dispatch = dispatch;
        this.notFound = notFound;
    }

    synchronized void servlet(HttpServlet next) {
        if (next != servlet) {
            unplug();
            servlet = next;
            plug();
        }
    }

    synchronized void events(EventListener next) {
        if (next != events) {
            unplug();
            events = next;
            plug();
        }
    }

    private void plug() {
        if (servlet == null || events == null) {
            return;
        }
        ServletContextHandler context =
                new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.setErrorHandler(new ServletErrors(notFound));
        context.addEventListener(events);
        context.getSessionHandler().setHttpOnly(true);
        ServletHolder holder = new ServletHolder(servlet);
        holder.setInitOrder(0); // now: whiteboard services are registered upon its init
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        try {
            dispatch.plug(context);
            plugged = true;
            LOG.debug("HTTP whiteboard plugged in");
        } catch (Exception e) {
            LOG.error("The HTTP whiteboard cannot be served: {}", e.toString());
            unplugQuietly();
        }
    }

    private void unplug() {
        if (plugged) {
            plugged = false;
            unplugQuietly();
            LOG.debug("HTTP whiteboard unplugged");
        }
    }

    private void unplugQuietly() {
        try {
            dispatch.unplug();
        } catch (Exception e) {
            LOG.warn("The HTTP whiteboard did not stop cleanly: {}", e.toString());
        }
    }
}
