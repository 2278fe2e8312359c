package org.labthings.http.internal.guard;

import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.labthings.security.Role;

/**
 * Who may do what concerns the whole machine, wherever it is served. Where nobody has to log in,
 * everybody may: whoever reaches such a server is at the machine, or was let in by {@code
 * --insecure}. From any thread.
 */
public final class Administration {
    private final BooleanSupplier loginRequired;

    /** Asks each time whether people have to log in. */
    public Administration(BooleanSupplier loginRequired) {
        this.loginRequired = loginRequired;
    }

    /** Whether the sender of a request that has come past the gate may. */
    public boolean allows(Request request) {
        return !loginRequired.getAsBoolean() || SignedIn.caller(request).may(Role.ADMIN);
    }
}
