package org.labthings.metrics.internal;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.labthings.core.ActionCounters;
import org.labthings.core.InvocationLoad;
import org.labthings.core.ThingServer;
import org.labthings.core.ThingState;
import org.labthings.core.Things;
import org.labthings.http.metrics.HttpMetrics;
import org.labthings.http.metrics.ObserveCounters;
import org.labthings.http.metrics.StreamCounters;

/** The server's own figures, read from its services at each scrape; those that are there. */
final class ServerFigures implements MultiCollector {
    private final Supplier<HttpMetrics> http;
    private final Supplier<ThingServer> server;
    private final BundleChanges bundles;

    ServerFigures(Supplier<HttpMetrics> http, Supplier<ThingServer> server, BundleChanges bundles) {
        this.http = http;
        this.server = server;
        this.bundles = bundles;
    }

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> out = new ArrayList<>();
        HttpMetrics web = http.get();
        if (web != null) {
            out.addAll(RequestFigures.of(web.routes()));
            streams(web.streams(), out);
            observers(web.observers(), out);
        }
        ThingServer core = server.get();
        if (core != null) {
            things(core.things(), out);
            load(core.invocations().load(), out);
            actions(core.invocations().counters(), out);
        }
        out.add(
                new Family("labthings_bundle_changes", "Bundles that came, were replaced or went")
                        .add(bundles.installed(), "change", "installed")
                        .add(bundles.updated(), "change", "updated")
                        .add(bundles.uninstalled(), "change", "uninstalled")
                        .counter());
        return new MetricSnapshots(out);
    }

    private static void streams(StreamCounters s, List<MetricSnapshot> out) {
        out.add(gauge("labthings_stream_clients", "Open live streams", s.clients()));
        out.add(gauge("labthings_stream_clients_limit", "At most so many", s.limit()));
        out.add(counter("labthings_frames", "Frames laid out for sending", s.framesIn()));
        out.add(
                new Family("labthings_frames_delivered", "Frames, each viewer counted")
                        .add(s.framesSent(), "outcome", "sent")
                        .add(s.framesSkipped(), "outcome", "skipped")
                        .counter());
        out.add(counter("labthings_frames_lost", "Frames that nobody got", s.framesLost()));
        out.add(gauge("labthings_frame_buffers_bytes", "Memory of frames", s.bufferBytes()));
        out.add(counter("labthings_streams_refused", "Viewers beyond the limit", s.refused()));
        out.add(counter("labthings_streams_stalled", "Viewers cut off as too slow", s.timedOut()));
    }

    private static void observers(ObserveCounters o, List<MetricSnapshot> out) {
        out.add(gauge("labthings_observers", "Open WebSockets, event streams", o.observers()));
        out.add(gauge("labthings_observers_limit", "At most so many", o.limit()));
        out.add(
                new Family("labthings_observer_messages", "Messages to observers")
                        .add(o.sent(), "outcome", "sent")
                        .add(o.superseded(), "outcome", "superseded")
                        .add(o.dropped(), "outcome", "dropped")
                        .counter());
        out.add(counter("labthings_observers_refused", "Observers beyond the limit", o.refused()));
        out.add(counter("labthings_observers_stalled", "Observers cut off", o.stalled()));
    }

    private static void things(Things things, List<MetricSnapshot> out) {
        Family states = new Family("labthings_things", "Configured Things by state");
        for (ThingState state : ThingState.values()) {
            long number =
                    things.statuses().values().stream().filter(s -> s.state() == state).count();
            states.add(number, "state", state.name().toLowerCase(java.util.Locale.ROOT));
        }
        out.add(states.gauge());
        Family up = new Family("labthings_thing_up", "1 for a Thing that runs, else 0");
        things.statuses().values().forEach(s -> up.add(s.isRunning() ? 1 : 0, "thing", s.name()));
        out.add(up.gauge());
    }

    private static void load(InvocationLoad load, List<MetricSnapshot> out) {
        out.add(gauge("labthings_invocations_running", "Actions that run", load.running()));
        out.add(gauge("labthings_invocations_queued", "Actions that wait", load.queued()));
        out.add(gauge("labthings_invocations_queue_limit", "At most", load.mostQueued()));
        out.add(gauge("labthings_invocations_kept", "Invocations in memory", load.kept()));
    }

    private static void actions(List<ActionCounters> actions, List<MetricSnapshot> out) {
        Family finished = new Family("labthings_invocations", "Actions that ended");
        Family seconds = new Family("labthings_invocation_seconds", "How long actions ran");
        for (ActionCounters a : actions) {
            a.finished()
                    .forEach(
                            (status, number) ->
                                    finished.add(
                                            number,
                                            "thing",
                                            a.thing(),
                                            "action",
                                            a.action(),
                                            "status",
                                            status.wireName()));
            seconds.add(a.seconds(), "thing", a.thing(), "action", a.action());
        }
        out.add(finished.counter());
        out.add(seconds.counter());
    }

    private static MetricSnapshot gauge(String name, String help, double value) {
        return new Family(name, help).add(value).gauge();
    }

    private static MetricSnapshot counter(String name, String help, double value) {
        return new Family(name, help).add(value).counter();
    }
}
