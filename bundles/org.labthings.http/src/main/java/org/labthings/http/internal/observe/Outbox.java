package org.labthings.http.internal.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What waits for one observer, in order, bounded in number and bytes. At the bound the oldest
 * values of which a newer one waits as well are left out; the newest value of each property never
 * is. Only when that is not enough are the oldest events and status changes dropped. From any
 * thread.
 */
final class Outbox {
    private final int maxMessages;
    private final long maxBytes;
    private final Tally tally;
    private final Entry ends = new Entry(null); // of a ring: next is the oldest, last the newest
    private final Map<Object, Entry> newest = new HashMap<>();
    private final Deque<Entry> superseded = new ArrayDeque<>();
    private final Deque<Entry> others = new ArrayDeque<>();
    private int messages;
    private long bytes;
    private int lost;

    /** One waiting update. */
    private static final class Entry {
        private final Update update;
        private Entry last = this;
        private Entry next = this;
        private boolean out;

        Entry(Update update) {
            this.update = update;
        }
    }

    Outbox(int maxMessages, long maxBytes, Tally tally) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
        this.tally = tally;
    }

    /** Adds the newest. */
    synchronized void add(Update update) {
        Entry entry = new Entry(update);
        entry.last = ends.last;
        entry.next = ends;
        ends.last.next = entry;
        ends.last = entry;
        messages++;
        bytes += update.size();
        Object key = update.key();
        if (key == null) {
            others.addLast(entry);
        } else {
            Entry before = newest.put(key, entry);
            if (before != null && update.kind() == Update.Kind.PROGRESS) {
                remove(before); // only the newest is of interest, and it is looked up when it is
                // sent
            } else if (before != null) {
                superseded.addLast(before);
            }
        }
        while (isFull() && dropOldest(superseded)) {
            tally.superseded.increment();
        }
        while (isFull() && others.size() > 1 && dropOldest(others)) {
            tally.dropped.increment();
            lost++;
        }
    }

    private boolean isFull() {
        return messages > maxMessages || bytes > maxBytes;
    }

    private boolean dropOldest(Deque<Entry> candidates) {
        for (Entry e = candidates.pollFirst(); e != null; e = candidates.pollFirst()) {
            if (!e.out) {
                remove(e);
                return true;
            }
        }
        return false;
    }

    private void remove(Entry entry) {
        entry.last.next = entry.next;
        entry.next.last = entry.last;
        entry.out = true;
        messages--;
        bytes -= entry.update.size();
    }

    /** Takes the oldest; null when there is none. */
    synchronized Update poll() {
        Entry entry = ends.next;
        if (entry == ends) {
            return null;
        }
        remove(entry);
        Object key = entry.update.key();
        if (key != null) {
            newest.remove(key, entry);
        }
        forgetSent(superseded);
        forgetSent(others);
        return entry.update;
    }

    private static void forgetSent(Deque<Entry> candidates) {
        while (!candidates.isEmpty() && candidates.peekFirst().out) {
            candidates.removeFirst();
        }
    }

    /**
     * How many events and status changes were dropped since it was last asked; they were older than
     * what waits.
     */
    synchronized int takeLost() {
        int now = lost;
        lost = 0;
        return now;
    }

    /** Leaves everything out. */
    synchronized void clear() {
        ends.next = ends;
        ends.last = ends;
        newest.clear();
        superseded.clear();
        others.clear();
        messages = 0;
        bytes = 0;
    }

    /** How many wait. */
    synchronized int messages() {
        return messages;
    }
}
