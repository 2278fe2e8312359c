package org.labthings.core.internal.lifecycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labthings.api.ThingSlot;
import org.labthings.core.internal.lifecycle.ThingUnit.Phase;
import org.labthings.core.internal.slot.SlotConnection;

/**
 * Who is connected to whom, and what that means for opening and closing. Rebuilt at each step from
 * the connections as resolved; a snapshot for the life-cycle thread.
 */
final class SlotGraph {
    private final Map<String, ThingUnit> units = new LinkedHashMap<>();

    /** Over the constructed Things, in configuration order. */
    SlotGraph(Collection<ThingUnit> constructed) {
        constructed.forEach(u -> units.put(u.name(), u));
    }

    /** The Things in one slot, as units. */
    private List<ThingUnit> targets(ThingUnit host, String slot) {
        SlotConnection c = host.connections.get(slot);
        List<ThingUnit> found = new ArrayList<>();
        if (c != null) {
            for (String name : c.things().keySet()) {
                ThingUnit t = units.get(name);
                if (t != null) {
                    found.add(t);
                }
            }
        }
        return found;
    }

    private static boolean required(ThingUnit host, String slot) {
        return host.model.slots().get(slot).kind() == ThingSlot.Kind.REQUIRED;
    }

    /** Whether following slots leads from one to the other. */
    private boolean reaches(ThingUnit from, ThingUnit to) {
        Set<ThingUnit> seen = new LinkedHashSet<>();
        ArrayDeque<ThingUnit> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            ThingUnit u = next.poll();
            for (String slot : u.connections.keySet()) {
                for (ThingUnit t : targets(u, slot)) {
                    if (t == to) {
                        return true;
                    }
                    if (seen.add(t)) {
                        next.add(t);
                    }
                }
            }
        }
        return false;
    }

    /**
     * Whether a Thing may be used through the slot of another: open, or part of a common circle.
     */
    boolean usable(ThingUnit host, ThingUnit target) {
        return target.phase == Phase.OPEN
                || (target.in(Phase.CONSTRUCTED, Phase.OPENING)
                        && blockedSlot(target) == null
                        && reaches(target, host));
    }

    /** The failure of its own slots that keeps a Thing from running, or null. */
    static String blockedSlot(ThingUnit unit) {
        for (SlotConnection c : unit.connections.values()) {
            if (c.failure() != null) {
                return c.failure();
            }
        }
        return null;
    }

    /** Why a Thing cannot run because of its slots: one sentence; null when it can. */
    String obstacle(ThingUnit unit) {
        String blocked = blockedSlot(unit);
        if (blocked != null) {
            return blocked;
        }
        for (String slot : unit.connections.keySet()) {
            for (ThingUnit t : targets(unit, slot)) {
                if (required(unit, slot) && !usable(unit, t)) {
                    return "Slot '"
                            + unit.name()
                            + "."
                            + slot
                            + "' needs '"
                            + t.name()
                            + "', which is not running"
                            + (t.failure == null ? "." : ": " + t.failure);
                }
            }
        }
        return null;
    }

    /** Whether all that keeps a Thing from opening is that others are just opening. */
    boolean waitsForOpening(ThingUnit unit) {
        if (blockedSlot(unit) != null) {
            return false;
        }
        for (String slot : unit.connections.keySet()) {
            for (ThingUnit t : targets(unit, slot)) {
                boolean soon =
                        t.phase == Phase.OPENING
                                || (t.phase == Phase.CONSTRUCTED && blockedSlot(t) == null);
                if (required(unit, slot) && !usable(unit, t) && !soon) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether every other Thing that has to be open before this one is. */
    boolean ready(ThingUnit unit, long patienceMillis) {
        if (obstacle(unit) != null) {
            return false;
        }
        for (String slot : unit.connections.keySet()) {
            for (ThingUnit t : targets(unit, slot)) {
                boolean circle = reaches(t, unit);
                if (circle && t != unit && externalObstacle(t, unit)) {
                    return false;
                }
                if (!circle && mayOpenSoon(t, patienceMillis)) {
                    return false; // targets first, also those of optional slots
                }
            }
        }
        return true;
    }

    /** Whether a member of the circle still waits for something outside of it. */
    private boolean externalObstacle(ThingUnit member, ThingUnit origin) {
        for (String slot : member.connections.keySet()) {
            for (ThingUnit t : targets(member, slot)) {
                if (required(member, slot) && !reaches(t, origin) && t.phase != Phase.OPEN) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean mayOpenSoon(ThingUnit t, long patienceMillis) {
        return switch (t.phase) {
            case CONSTRUCTED -> obstacle(t) == null;
            case OPENING -> t.millisInPhase() < patienceMillis;
            default -> false;
        };
    }

    /** The Things that this one cannot run without. */
    Set<ThingUnit> needs(ThingUnit host) {
        Set<ThingUnit> found = new LinkedHashSet<>();
        for (String slot : host.connections.keySet()) {
            if (required(host, slot)) {
                found.addAll(targets(host, slot));
            }
        }
        found.remove(host);
        return found;
    }

    /** What the slot's holder sees: only Things that may be used. */
    SlotConnection usableOnly(ThingUnit host, String slot) {
        SlotConnection all = host.connections.get(slot);
        Map<String, Object> usable = new LinkedHashMap<>();
        for (ThingUnit t : targets(host, slot)) {
            if (usable(host, t)) {
                usable.put(t.name(), t.thing);
            }
        }
        return new SlotConnection(
                java.util.Collections.unmodifiableMap(usable),
                all.candidates(),
                all.failure(),
                all.explanation());
    }
}
