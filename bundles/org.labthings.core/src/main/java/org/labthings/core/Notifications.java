package org.labthings.core;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells observers about changes. Subscriptions are by name, so they outlive an upgrade of the
 * Thing. From any thread.
 */
@ProviderType
public interface Notifications {
    /**
     * Subscribes to one affordance; nobody checks that it exists.
     *
     * @return ends the subscription
     */
    Subscription subscribe(String thing, String affordance, Observer observer);

    /** Who is told. */
    @FunctionalInterface
    interface Observer {
        /**
         * Called on the publisher's thread, in order of publication for each affordance; must not
         * block.
         */
        void notified(Notification notification);
    }

    /** An observer's registration. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
