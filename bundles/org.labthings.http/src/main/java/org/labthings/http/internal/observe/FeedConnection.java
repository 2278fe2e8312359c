package org.labthings.http.internal.observe;

/** What ties one event stream to a feed; it may be cut before it is made. */
final class FeedConnection {
    private Feed.Ending ending;
    private boolean closed;

    /** Starts the flow of values. */
    void open(Feed feed, long after, EventStream stream) {
        Feed.Ending begun =
                feed.follow(
                        Math.max(0, after),
                        (position, json) -> stream.offer(Update.event("", json, position)));
        boolean late;
        synchronized (this) {
            ending = begun;
            late = closed;
        }
        if (late) {
            begun.end();
        }
    }

    /** Stops it. */
    void close() {
        Feed.Ending begun;
        synchronized (this) {
            closed = true;
            begun = ending;
        }
        if (begun != null) {
            begun.end();
        }
    }
}
