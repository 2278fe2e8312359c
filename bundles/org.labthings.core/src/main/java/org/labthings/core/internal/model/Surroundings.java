package org.labthings.core.internal.model;

import org.labthings.core.internal.invocation.InvocationStore;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.core.internal.notify.NotificationHub;
import org.labthings.core.internal.property.Presence;
import org.labthings.core.internal.property.PropertyAccess;
import org.labthings.schema.BlobLinks;
import org.slf4j.Logger;

/**
 * What a Thing's members are connected to.
 *
 * @param thing name of the Thing
 * @param lock the server's global lock
 * @param hub told about changes
 * @param invocations runs actions
 * @param links for values outside of a request
 * @param saver writes the settings file
 * @param presence whether the Thing is there
 * @param logger the Thing's logger
 */
public record Surroundings(
        String thing,
        GlobalLock lock,
        NotificationHub hub,
        InvocationStore invocations,
        BlobLinks links,
        PropertyAccess.Saver saver,
        Presence presence,
        Logger logger) {}
