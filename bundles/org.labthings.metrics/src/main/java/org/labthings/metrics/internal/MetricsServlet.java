package org.labthings.metrics.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.labthings.core.ThingServer;
import org.labthings.http.metrics.HttpMetrics;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * {@code GET /metrics}: everything in the text format of Prometheus, or in OpenMetrics for who asks
 * for it. Micrometer is made by the first request: a start does not pay for it.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/metrics",
            "osgi.http.whiteboard.servlet.name=metrics"
        })
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final transient BundleChanges bundles;
    private transient ServerRegistry registry;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile HttpMetrics http;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile ThingServer server;

    /** Called by Declarative Services. */
    @Activate
    public MetricsServlet(@Reference BundleChanges bundles) {
        this.bundles = bundles;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String accept = request.getHeader("Accept");
        boolean open = accept != null && accept.contains(OPEN_METRICS);
        byte[] text = registry().scrape(open ? OPEN_METRICS_TYPE : TEXT_TYPE);
        response.setContentType(open ? OPEN_METRICS_TYPE : TEXT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(text.length);
        try {
            response.getOutputStream().write(text);
        } catch (IOException e) {
            // who asked is gone; nothing for the log
        }
    }

    private synchronized ServerRegistry registry() {
        if (registry == null) {
            registry = new ServerRegistry(new ServerFigures(() -> http, () -> server, bundles));
        }
        return registry;
    }

    /** Called by Declarative Services. */
    @Deactivate
    synchronized void close() {
        if (registry != null) {
            registry.close();
        }
    }
}
