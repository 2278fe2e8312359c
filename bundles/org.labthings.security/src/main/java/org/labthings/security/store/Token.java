package org.labthings.security.store;

import java.time.Instant;
import org.labthings.security.Role;

/**
 * A credential of a program. Only its digest is kept.
 *
 * @param name unique
 * @param role what its bearer may do
 * @param created when
 * @param expires when it ends, or null
 * @param digest SHA-256 of the secret, in hexadecimal
 */
public record Token(String name, Role role, Instant created, Instant expires, String digest) {
    /** Whether it is over. */
    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    @Override
    public String toString() {
        return "Token[" + name + ", " + role.word() + "]";
    }
}
