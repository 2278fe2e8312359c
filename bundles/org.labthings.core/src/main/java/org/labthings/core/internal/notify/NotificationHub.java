package org.labthings.core.internal.notify;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.labthings.core.Notification;
import org.labthings.core.Notifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands notifications to observers, on the publisher's thread. */
public final class NotificationHub implements Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationHub.class);

    private final ConcurrentHashMap<Topic, List<Observer>> observers = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();

    private record Topic(String thing, String affordance) {}

    @Override
    public Subscription subscribe(String thing, String affordance, Observer observer) {
        Topic topic = new Topic(thing, affordance);
        observers.compute(
                topic,
                (t, list) -> {
                    List<Observer> now = list == null ? new CopyOnWriteArrayList<>() : list;
                    now.add(observer);
                    return now;
                });
        return () ->
                observers.computeIfPresent(
                        topic,
                        (t, list) -> {
                            list.remove(observer);
                            return list.isEmpty() ? null : list;
                        });
    }

    /** Whether anybody would be told: without, encoding the value is wasted. */
    public boolean isObserved(String thing, String affordance) {
        return observers.containsKey(new Topic(thing, affordance));
    }

    /** Tells the observers of an affordance; an observer that throws harms nobody else. */
    public void publish(
            Notification.Kind kind, String thing, String affordance, byte[] json, UUID invocation) {
        List<Observer> list = observers.get(new Topic(thing, affordance));
        if (list == null) {
            return;
        }
        Notification n =
                new Notification(
                        kind, thing, affordance, json, invocation, sequence.incrementAndGet());
        for (Observer observer : list) {
            try {
                observer.notified(n);
            } catch (RuntimeException e) {
                LOG.error("An observer of {}.{} failed: {}", thing, affordance, e.toString(), e);
            }
        }
    }
}
