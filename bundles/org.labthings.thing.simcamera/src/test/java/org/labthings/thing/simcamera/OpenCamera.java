package org.labthings.thing.simcamera;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.labthings.api.AffordanceNames;
import org.labthings.api.ThingContext;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** A camera that is open as it would be on a server, until closed. */
final class OpenCamera implements ThingContext, AutoCloseable {
    final SimulatedCamera camera = new SimulatedCamera(slide(1));
    final List<Thread> threads = new CopyOnWriteArrayList<>();

    OpenCamera() {
        camera.open(this);
    }

    static SimulatedCamera.Config slide(long seed) {
        return new SimulatedCamera.Config() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return SimulatedCamera.Config.class;
            }

            @Override
            public long seed() {
                return seed;
            }
        };
    }

    @Override
    public void close() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(10_000);
        }
    }

    @Override
    public Thread startThread(String name, Runnable loop) {
        Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    @Override
    public String name() {
        return "camera";
    }

    @Override
    public String path() {
        return "/camera/";
    }

    @Override
    public Logger logger() {
        return NOPLogger.NOP_LOGGER;
    }

    @Override
    public Path settingsFolder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> kwargs() {
        return Map.of();
    }

    @Override
    public Optional<Map<String, Object>> applicationConfig() {
        return Optional.empty();
    }

    @Override
    public Map<String, Map<String, Object>> thingStates() {
        return Map.of();
    }

    @Override
    public Optional<AffordanceNames> affordances(String thing) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> CompletableFuture<R> submit(Callable<R> task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LockHold holdGlobalLock() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean globalLockEnabled() {
        return false;
    }

    @Override
    public void instrumentAway(String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void instrumentBack() {
        throw new UnsupportedOperationException();
    }
}
