package org.labthings.gogo.internal.remote;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.labthings.gogo.internal.session.ShellSession;

/** A session that somebody reaches over HTTP. */
final class RemoteSession {
    private final String id = UUID.randomUUID().toString();
    private final String user;
    private final ShellSession shell;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long touched = System.nanoTime();
    private volatile Exchange exchange;

    RemoteSession(String user, ShellSession shell) {
        this.user = user;
        this.shell = shell;
    }

    String id() {
        return id;
    }

    String user() {
        return user;
    }

    ShellSession shell() {
        return shell;
    }

    /** Somebody uses it. */
    void touch() {
        touched = System.nanoTime();
    }

    long idleNanos() {
        return busy.get() ? 0 : System.nanoTime() - touched;
    }

    /** Whether a line may run now; the caller then calls {@link #done}. */
    boolean begin(Exchange next) {
        if (!busy.compareAndSet(false, true)) {
            return false;
        }
        exchange = next;
        return true;
    }

    void done() {
        exchange = null;
        touch();
        busy.set(false);
    }

    /** The answer that is under way, or null. */
    Exchange exchange() {
        return exchange;
    }
}
