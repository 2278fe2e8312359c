package org.labthings.core.internal.property;

import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.core.internal.notify.NotificationHub;
import org.labthings.schema.BlobLinks;
import org.slf4j.Logger;

/**
 * What all properties of one Thing share.
 *
 * @param thing name of the Thing
 * @param lock the server's global lock
 * @param hub told about assignments
 * @param links for values outside of a request
 * @param saver writes the settings file
 * @param presence whether the Thing is there
 * @param logger the Thing's logger
 * @param validateOnSet whether values from code are validated
 */
public record PropertyAccess(
        String thing,
        GlobalLock lock,
        NotificationHub hub,
        BlobLinks links,
        Saver saver,
        Presence presence,
        Logger logger,
        boolean validateOnSet) {

    /** Writes the settings file of the Thing. */
    public interface Saver {
        /** Returns when it is on disk. */
        void saveNow();

        /** Writes it within 100 ms. */
        void saveSoon();
    }
}
