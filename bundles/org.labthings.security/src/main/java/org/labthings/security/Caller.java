package org.labthings.security;

/**
 * Somebody who asks.
 *
 * @param name of the user or token; {@code anonymous} for nobody in particular
 * @param role what he or she may do
 * @param method how that is known: {@code none}, {@code basic}, {@code bearer} or {@code ticket}
 */
public record Caller(String name, Role role, String method) {
    /** Whoever reaches a server on which nobody has to log in. */
    public static final Caller ANONYMOUS = new Caller("anonymous", Role.OPERATOR, "none");

    /** Whether the caller may do what a role may. */
    public boolean may(Role needed) {
        return role.implies(needed);
    }
}
