package org.labthings.metrics.internal;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/** One metric with its values by label. */
final class Family {
    private final String name;
    private final String help;
    private final List<Value> values = new ArrayList<>();

    private record Value(Labels labels, double number) {}

    /**
     * A metric without values yet.
     *
     * @param name without {@code _total}
     */
    Family(String name, String help) {
        this.name = name;
        this.help = help;
    }

    /** A value; labels are names and values in turn. */
    Family add(double number, String... labels) {
        values.add(new Value(Labels.of(labels), number));
        return this;
    }

    MetricSnapshot counter() {
        return new CounterSnapshot(
                new io.prometheus.metrics.model.snapshots.MetricMetadata(name, help),
                values.stream()
                        .map(
                                v ->
                                        CounterDataPointSnapshot.builder()
                                                .labels(v.labels)
                                                .value(v.number)
                                                .build())
                        .toList());
    }

    MetricSnapshot gauge() {
        return new GaugeSnapshot(
                new io.prometheus.metrics.model.snapshots.MetricMetadata(name, help),
                values.stream()
                        .map(
                                v ->
                                        GaugeDataPointSnapshot.builder()
                                                .labels(v.labels)
                                                .value(v.number)
                                                .build())
                        .toList());
    }
}
