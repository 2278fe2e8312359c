package org.labthings.listeners;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** All that runs for one event, as one of its callbacks sees it. From any thread. */
@ProviderType
public interface Frame {
    /**
     * Whether this callback should end: its time is over, its frame was cancelled, its registration
     * was closed, or the router stops. What it returns is not used any more.
     *
     * @return true from then on
     */
    boolean isCancelled();

    /**
     * Has a task run when this callback shall end, once, on the thread that decides so; at once if
     * that was before. The task must not block.
     *
     * @param task what it throws is logged; dropped when the callback ends by itself
     */
    void onCancel(Runnable task);

    /**
     * {@return what the callbacks of this frame that have ended gave, in the order of their ends} A
     * copy.
     */
    List<CallbackResult> results();
}
