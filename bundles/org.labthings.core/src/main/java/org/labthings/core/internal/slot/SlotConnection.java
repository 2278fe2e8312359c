package org.labthings.core.internal.slot;

import java.util.List;
import java.util.Map;
import org.labthings.api.ThingSlot;

/**
 * How a slot is connected at one moment.
 *
 * @param things Thing name to Thing, in connection order; empty when it failed
 * @param candidates names of all Things that it could take
 * @param failure why it cannot be connected as asked, or null
 * @param explanation what it looks for, and what is there: one sentence for people
 */
public record SlotConnection(
        Map<String, Object> things, List<String> candidates, String failure, String explanation)
        implements ThingSlot.Filler {}
