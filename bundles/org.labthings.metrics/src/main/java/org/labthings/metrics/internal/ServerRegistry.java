package org.labthings.metrics.internal;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Micrometer's registry with what the JVM tells, and beside it, in the same scrape, the server's
 * own figures: those are histograms already, which Micrometer could only count again.
 */
final class ServerRegistry implements AutoCloseable {
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final PrometheusMeterRegistry registry;

    ServerRegistry(MultiCollector figures) {
        PrometheusRegistry prometheus = new PrometheusRegistry();
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM);
        List<MeterBinder> binders =
                List.of(
                        new ClassLoaderMetrics(),
                        new JvmInfoMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics(),
                        collections);
        binders.forEach(binder -> binder.bindTo(registry));
        prometheus.register(figures);
    }

    /** All figures now, in a text format of Prometheus. */
    byte[] scrape(String contentType) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(32 << 10);
        registry.scrape(out, contentType);
        return out.toByteArray();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
