package org.labthings.http.internal.guard;

import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.labthings.security.Caller;
import org.labthings.security.Gatekeeper;
import org.labthings.security.Gatekeeper.Source;
import org.labthings.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may do what concerns the whole machine, wherever it is served. Where nobody has to log in,
 * everybody may: whoever reaches such a server is at the machine, or was let in by {@code
 * --insecure}. From any thread.
 */
public final class Administration {
    private static final Logger AUDIT = LoggerFactory.getLogger("labthings.audit");
    private static final int LONGEST = 128;

    private final BooleanSupplier loginRequired;
    private final Gatekeeper gatekeeper;

    /**
     * Asks each time whether people have to log in.
     *
     * @param gatekeeper writes down who was refused
     */
    public Administration(BooleanSupplier loginRequired, Gatekeeper gatekeeper) {
        this.loginRequired = loginRequired;
        this.gatekeeper = gatekeeper;
    }

    /**
     * Whether the sender of a request that has come past the gate may do what it asks for. Either
     * answer becomes a line of {@code audit.log}.
     *
     * @param what is asked for, such as {@code system.reboot}
     */
    public boolean allows(Request request, String what) {
        Caller caller = SignedIn.caller(request);
        Source from = Sender.of(request);
        String path = String.valueOf(request.getHttpURI().getPath());
        if (loginRequired.getAsBoolean() && !caller.may(Role.ADMIN)) {
            gatekeeper.refused(caller, from, request.getMethod(), path, "role");
            return false;
        }
        AUDIT.atInfo()
                .addKeyValue("event", "machine.action")
                .addKeyValue("who", caller.name())
                .addKeyValue("from", from)
                .addKeyValue("action", what)
                .addKeyValue("path", path.substring(0, Math.min(LONGEST, path.length())))
                .log("machine.action: {} by {}", what, caller.name());
        return true;
    }
}
