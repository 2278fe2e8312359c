package org.labthings.http.internal.guard;

import java.security.Principal;
import javax.security.auth.Subject;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.labthings.security.Caller;
import org.labthings.security.Role;

/**
 * Who sends a request, as Jetty and servlets are told: {@code getRemoteUser} and {@code
 * isUserInRole}. Immutable.
 */
public final class SignedIn implements AuthenticationState.Succeeded, UserIdentity {
    private static final SignedIn ANONYMOUS = new SignedIn(Caller.ANONYMOUS);

    private final Caller caller;

    private SignedIn(Caller caller) {
        this.caller = caller;
    }

    /** Writes down who sends a request. */
    static void as(Caller caller, Request request) {
        Request.setAuthenticationState(request, new SignedIn(caller));
    }

    /** Who sends a request that has come past the gate. */
    public static Caller caller(Request request) {
        return Request.getAuthenticationState(request) instanceof SignedIn s
                ? s.caller
                : Caller.ANONYMOUS;
    }

    /** Before servlets: those that did not have to log in are somebody, too. */
    public static void complete(Request request) {
        if (!(Request.getAuthenticationState(request) instanceof SignedIn)) {
            Request.setAuthenticationState(request, ANONYMOUS);
        }
    }

    @Override
    public String getAuthenticationType() {
        return caller.method().toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public UserIdentity getUserIdentity() {
        return this;
    }

    @Override
    public boolean isUserInRole(String role) {
        return Role.of(role).filter(caller::may).isPresent();
    }

    /** Nothing to do: credentials come with each request. */
    @Override
    public void logout(Request request, Response response) {}

    @Override
    public Subject getSubject() {
        return new Subject();
    }

    @Override
    public Principal getUserPrincipal() {
        return this == ANONYMOUS ? null : caller::name;
    }
}
