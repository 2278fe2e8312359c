package org.labthings.hardware.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.labthings.api.AffordanceNames;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.api.ThingContext;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** A server with a global lock. */
final class FakeContext implements ThingContext, AutoCloseable {
    final List<Thread> threads = new CopyOnWriteArrayList<>();
    volatile boolean busy;
    private final ReentrantLock lock = new ReentrantLock();

    boolean locked() {
        return lock.isLocked();
    }

    @Override
    public void close() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(20_000);
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
    public LockHold holdGlobalLock() {
        if (busy) {
            throw new GlobalLockBusyError();
        }
        lock.lock();
        return lock::unlock;
    }

    @Override
    public boolean globalLockEnabled() {
        return true;
    }

    @Override
    public String name() {
        return "stage";
    }

    @Override
    public String path() {
        return "/stage/";
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
    public void instrumentAway(String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void instrumentBack() {
        throw new UnsupportedOperationException();
    }
}
