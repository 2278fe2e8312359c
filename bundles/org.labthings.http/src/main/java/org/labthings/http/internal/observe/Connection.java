package org.labthings.http.internal.observe;

/** One open WebSocket or event stream. */
interface Connection {
    /**
     * Queues an update. On the publisher's thread, with its locks held: does not write, wait or
     * call back.
     */
    void offer(Update update);

    /**
     * The affordance, or the whole Thing, is no more. On a thread of the pool, without locks.
     *
     * @param name of the affordance
     * @param reason one sentence for people
     * @param thing whether the Thing itself is gone
     */
    void gone(String name, String reason, boolean thing);

    /** Called every few seconds: heartbeats, pings, and whether it has stalled. */
    void tick();

    /** Ends it politely, because the server stops. */
    void end();

    /** Ends it now. */
    void drop(String reason);
}
