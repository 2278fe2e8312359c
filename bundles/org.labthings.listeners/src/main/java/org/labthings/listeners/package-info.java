/**
 * Reactions to events, with or without HTTP: a {@link org.labthings.listeners.FileWatcher} turns
 * what happens in folders into events, an {@link org.labthings.listeners.EventRouter} runs the
 * callbacks that want them, and a {@link org.labthings.listeners.ListenerGroup} starts and stops
 * everything of one name together. All of it are OSGi services: a bundle contributes a callback or
 * a listener by registering it.
 *
 * <pre>
 * ManagedListener --+                    +-- stage 1: callbacks in parallel, then post-callbacks
 * (FileWatcher)     | events   EventRouter
 *        any bundle +--------> (debounce,+-- stage 2: ...
 *                               delay)
 * </pre>
 */
@Export
@Version("1.0.0")
package org.labthings.listeners;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
