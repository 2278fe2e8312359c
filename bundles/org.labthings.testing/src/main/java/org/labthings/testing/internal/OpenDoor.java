package org.labthings.testing.internal;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.labthings.security.Answer;
import org.labthings.security.Caller;
import org.labthings.security.Gatekeeper;
import org.labthings.security.Policy;
import org.labthings.security.Role;

/** A server on which nobody has to log in, as one that listens on the loopback address only. */
public final class OpenDoor implements Gatekeeper {
    private static final Policy POLICY = new Policy(false, false, Set.of(), Set.of(), false);
    private static final String NO_USERS =
            "This test's server has no users and no tokens; a Laboratory has";

    @Override
    public Policy policy() {
        return POLICY;
    }

    @Override
    public Answer check(String authorization, Source from) {
        return new Answer.Refused(401, NO_USERS, null);
    }

    @Override
    public Ticket ticket(Caller caller, String path) {
        return new Ticket("none", 1);
    }

    @Override
    public Answer redeem(String ticket, String path, Source from) {
        return new Answer.Known(new Caller("ticket", Role.VIEWER, "ticket"));
    }

    @Override
    public void refused(Caller caller, Source from, String method, String path, String reason) {
        // the client is told; there is no audit log
    }

    @Override
    public Certificate certificate(List<String> names) throws IOException {
        throw new IOException("This test's server speaks no TLS");
    }

    @Override
    public Runnable onChange(Runnable listener) {
        return () -> {};
    }

    @Override
    public void listening() {
        // nothing is left to do
    }
}
