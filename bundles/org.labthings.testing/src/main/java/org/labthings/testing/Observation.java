package org.labthings.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.labthings.core.Notification;
import org.labthings.core.Notifications;
import org.labthings.testing.internal.JsonValues;

/**
 * What observers of one property, event or action are told: the new value, the event's data, or the
 * status of an invocation ({@code "running"}). Keeps at most 10,000 values that nobody took; later
 * ones are dropped. From any thread.
 */
public final class Observation implements AutoCloseable {
    private static final int KEPT = 10_000;

    private final BlockingQueue<JsonNode> values = new LinkedBlockingQueue<>(KEPT);
    private final String what;
    private final Duration deadline;
    private final Notifications.Subscription subscription;

    Observation(Notifications source, String thing, String affordance, Duration deadline) {
        this.what = thing + "." + affordance;
        this.deadline = deadline;
        this.subscription = source.subscribe(thing, affordance, this::notified);
    }

    private void notified(Notification notification) {
        if (notification.kind() != Notification.Kind.PROGRESS) {
            values.offer(JsonValues.parse(notification.json()));
        }
    }

    /**
     * Takes the oldest value that was not taken yet; waits for one.
     *
     * @throws AssertionError at the deadline
     */
    public JsonNode next() throws InterruptedException {
        JsonNode value = values.poll(deadline.toMillis(), TimeUnit.MILLISECONDS);
        if (value == null) {
            throw new AssertionError(
                    "Observers of " + what + " were told nothing within " + deadline);
        }
        return value;
    }

    /** Takes the oldest value as a Java object; see {@link #next()}. */
    public <V> V next(Class<V> type) throws InterruptedException {
        return JsonValues.as(next(), type);
    }

    /** How many values were not taken yet. */
    public int waiting() {
        return values.size();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
