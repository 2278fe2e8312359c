package org.labthings.http.metrics;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The figures of the HTTP server since its start: a service. From any thread; nothing blocks. */
@ProviderType
public interface HttpMetrics {
    /** Requests, for each method of each route that was ever asked. */
    List<RouteCounters> routes();

    /** Live streams. */
    StreamCounters streams();

    /** WebSockets and event streams. */
    ObserveCounters observers();
}
