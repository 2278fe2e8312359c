package org.labthings.metrics.internal;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.labthings.http.metrics.RouteCounters;

/** Requests and their latencies by method and route. */
final class RequestFigures {
    private RequestFigures() {}

    static List<MetricSnapshot> of(List<RouteCounters> routes) {
        Family requests = new Family("labthings_http_requests", "Answered requests");
        List<HistogramDataPointSnapshot> latencies = new ArrayList<>();
        for (RouteCounters r : routes) {
            r.statuses()
                    .forEach(
                            (status, number) ->
                                    requests.add(
                                            number,
                                            "method",
                                            r.method(),
                                            "route",
                                            r.route(),
                                            "status",
                                            String.valueOf(status)));
            latencies.add(latency(r));
        }
        MetricMetadata metadata =
                new MetricMetadata(
                        "labthings_http_request_seconds",
                        "From a request's head to the end of its answer");
        return List.of(requests.counter(), new HistogramSnapshot(metadata, latencies));
    }

    private static HistogramDataPointSnapshot latency(RouteCounters r) {
        List<Double> bounds = new ArrayList<>(r.bounds());
        bounds.add(Double.POSITIVE_INFINITY);
        return HistogramDataPointSnapshot.builder()
                .labels(Labels.of("method", r.method(), "route", r.route()))
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, r.buckets()))
                .sum(r.seconds())
                .build();
    }
}
