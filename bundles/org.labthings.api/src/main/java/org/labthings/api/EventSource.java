package org.labthings.api;

/**
 * An event affordance: a field of a Thing through which occurrences reach subscribed clients.
 *
 * <pre>{@code
 * /** The lid was opened. *&#47;
 * public final EventSource<String> lidOpened = EventSource.create();
 * ...
 * lidOpened.emit("by hand");
 * }</pre>
 *
 * @param <T> data of one occurrence; {@code Void} for none
 */
public final class EventSource<T> {
    private volatile PropertyHost host;

    private EventSource() {}

    /**
     * A new event; assign it to a field of the Thing.
     *
     * @param <T> data of one occurrence
     * @return an event of the Thing in whose field it is
     */
    public static <T> EventSource<T> create() {
        return new EventSource<>();
    }

    /**
     * Tells every subscribed client. Never blocks; from any thread. Before the Thing is served
     * nobody can be subscribed, and nothing happens.
     *
     * @param data of this occurrence; null for an event without data
     * @throws RuntimeException when the data does not fit the declared type, whether somebody is
     *     subscribed or not
     */
    public void emit(T data) {
        PropertyHost h = host;
        if (h != null) {
            h.emit(this, data);
        }
    }

    /**
     * For the platform: attaches this handle to its Thing's server.
     *
     * @param newHost what occurrences go to; null once the Thing is gone: they reach nobody then
     */
    public void attach(PropertyHost newHost) {
        host = newHost;
    }
}
