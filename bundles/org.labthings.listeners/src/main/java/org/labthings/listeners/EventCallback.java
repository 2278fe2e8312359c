package org.labthings.listeners;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reacts to events. Given to a router in a {@link Route}, or registered as a service with the
 * property {@link #GROUP}: the group of that name then routes its events to it, as the other
 * service properties say, until the service goes.
 *
 * <pre>{@code
 * @Component(property = {EventCallback.GROUP + "=export", EventCallback.GLOB + "=**}{@code /*.csv"})
 * public class Import implements EventCallback {
 *     @Override public Object handle(RoutedEvent event, Frame frame) throws Exception { ... }
 * }
 * }</pre>
 */
@FunctionalInterface
@ConsumerType
public interface EventCallback {
    /** Service property (String): the name of the group whose events are wanted; required. */
    String GROUP = "route.group";

    /** Service property (String): the endpoint; {@code *}, the default, is every one. */
    String ENDPOINT = "route.endpoint";

    /**
     * Service property (String+): which names; see {@link Glob}. All but hidden ones by default.
     */
    String GLOB = "route.glob";

    /**
     * Service property (String+): names of {@link Change}, any of which is wanted; all by default.
     */
    String CHANGES = "route.changes";

    /** Service property (Long): milliseconds; 200 by default, 0 for none. */
    String DEBOUNCE = "route.debounce";

    /** Service property (String): a {@link DebounceMode}; {@code LEADING} by default. */
    String DEBOUNCE_MODE = "route.debounce.mode";

    /** Service property (Long): milliseconds before the callback runs; 30 by default. */
    String DELAY = "route.delay";

    /** Service property (Long): milliseconds that it may run; 0, the default, for no limit. */
    String TIMEOUT = "route.timeout";

    /** Service property (String): a {@link FrameDirective}; {@code CONTINUE_WITHOUT} by default. */
    String ON_FAILURE = "route.onFailure";

    /**
     * Service property (Integer): stages run one after another, the lowest, 0 by default, first.
     */
    String STAGE = "route.stage";

    /** Service property (Boolean): runs after the other callbacks of its stage have ended. */
    String POST = "route.post";

    /**
     * Called on a thread of the router's, which it may block. Never by two threads at a time for
     * one endpoint and name, unless one of them has exceeded its time-out. It is interrupted when
     * its time is over, its frame is cancelled or its registration ends.
     *
     * @param event what happened
     * @param frame of this call: whether to go on, and what the callbacks before returned
     * @return the result, or a {@link java.util.concurrent.CompletionStage} of it, which is waited
     *     for without a thread; null is fine
     * @throws Exception is logged, and ends the frame or not, as the route says
     */
    Object handle(RoutedEvent event, Frame frame) throws Exception;
}
