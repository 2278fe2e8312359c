package org.labthings.listeners.internal.stop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.labthings.listeners.StopCoordinator;
import org.labthings.listeners.StopParticipant;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator. What it calls has a deadline, and a thread of its own that can be left behind.
 */
@Component(service = StopCoordinator.class, immediate = true)
public final class Coordinator implements StopCoordinator, SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.listeners.stop");
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final long ALL_SECONDS = 12; // the launcher waits for 15

    private final BundleContext context;
    private final ServiceTracker<StopParticipant, StopParticipant> participants;
    private CompletableFuture<Void> running;

    /** Called by Declarative Services. */
    @Activate
    public Coordinator(BundleContext context) {
        this.context = context;
        participants = new ServiceTracker<>(context, StopParticipant.class, null);
        participants.open();
        context.addBundleListener(this);
    }

    @Override
    public CompletableFuture<Void> stop(Duration limit) {
        synchronized (this) {
            if (running != null && !running.isDone()) {
                return running.copy();
            }
            running = new CompletableFuture<>();
            CompletableFuture<Void> over = running;
            start("labthings-stop", () -> run(limit, over));
            return over.copy();
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Duration limit, CompletableFuture<Void> over) {
        try {
            for (List<StopParticipant> rank : ranks().values()) {
                stop(rank, limit);
            }
        } catch (RuntimeException e) {
            LOG.error("Stopping in order failed: {}", e.toString(), e);
        } finally {
            over.complete(null);
        }
    }

    private SortedMap<Integer, List<StopParticipant>> ranks() {
        SortedMap<Integer, List<StopParticipant>> ranks = new TreeMap<>();
        participants
                .getTracked()
                .forEach(
                        (reference, participant) ->
                                ranks.computeIfAbsent(rank(reference), r -> new ArrayList<>())
                                        .add(participant));
        return ranks;
    }

    private static int rank(ServiceReference<?> reference) {
        return reference.getProperty(StopParticipant.RANK) instanceof Integer rank
                ? rank
                : StopParticipant.LISTENERS;
    }

    private static void stop(List<StopParticipant> participants, Duration limit) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (StopParticipant participant : participants) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            all.add(done);
            start(
                    "labthings-stop-" + participant.getClass().getSimpleName(),
                    () -> {
                        try {
                            participant.stop(limit);
                        } catch (Exception e) {
                            LOG.error("{} did not stop cleanly: {}", participant, e.toString());
                        } finally {
                            done.complete(null);
                        }
                    });
        }
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} did not stop within {} ms", participants, limit.toMillis());
        }
    }

    @Override
    public void shutdown() {
        stop(LIMIT).thenRun(() -> start("labthings-shutdown", this::stopFramework));
    }

    private void stopFramework() {
        try {
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
        } catch (BundleException | IllegalStateException e) {
            LOG.error("The server cannot be stopped: {}", e.toString());
        }
    }

    @Override
    public synchronized boolean isStopping() {
        return running != null;
    }

    /** The framework begins to stop, and waits until this returns: no bundle is stopped yet. */
    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID
                && event.getType() == BundleEvent.STOPPING) {
            try {
                stop(LIMIT).get(ALL_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("Stopping in order took longer than {} s", ALL_SECONDS);
            }
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        context.removeBundleListener(this);
        participants.close();
    }
}
