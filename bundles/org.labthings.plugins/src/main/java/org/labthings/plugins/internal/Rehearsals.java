package org.labthings.plugins.internal;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.labthings.core.ThingServer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Waits for the platform to construct the Things of bundles that replace others. It is there by the
 * time that something is replaced, or nothing is to be waited for.
 */
record Rehearsals(BundleContext context) implements Consumer<Collection<Bundle>> {
    private static final long LIMIT_MILLIS = 3000; // a constructor that takes longer goes on

    @Override
    public void accept(Collection<Bundle> started) {
        ServiceReference<ThingServer> reference = context.getServiceReference(ThingServer.class);
        ThingServer server = reference == null ? null : context.getService(reference);
        if (server == null) {
            return;
        }
        try {
            CompletableFuture.allOf(
                            started.stream()
                                    .map(b -> server.rehearsed(b).toCompletableFuture())
                                    .toArray(CompletableFuture[]::new))
                    .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return; // the upgrade takes a little longer than it would have to
        } catch (ExecutionException e) {
            throw new IllegalStateException("Never completed exceptionally", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            context.ungetService(reference);
        }
    }
}
