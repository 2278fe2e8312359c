package org.labthings.security.store;

import java.time.Instant;
import org.labthings.security.Role;

/**
 * Somebody with a password.
 *
 * @param name unique
 * @param role what he or she may do
 * @param generated whether the server made the account at its first start, and nobody has chosen
 *     its password since
 * @param created when
 * @param hash of the password, with its salt and cost
 */
public record User(String name, Role role, boolean generated, Instant created, String hash) {
    @Override
    public String toString() {
        return "User[" + name + ", " + role.word() + "]";
    }
}
