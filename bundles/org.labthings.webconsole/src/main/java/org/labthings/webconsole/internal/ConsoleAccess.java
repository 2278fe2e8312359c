package org.labthings.webconsole.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may use the console: whom the HTTP server's guard knows as an administrator, and nobody else.
 * The framework property {@code felix.webconsole.security.providers} names this provider, so the
 * console is not there without it; its own default user never counts.
 *
 * <p>Asked by the console before each request, on its thread. What changes something must come from
 * the console's own pages: it is refused when the browser says that another site sent it.
 */
@Component(
        service = SecurityProvider.class,
        property = {
            SecurityProvider.PROPERTY_ID + "=" + ConsoleAccess.ID,
            "service.ranking:Integer=1000"
        })
public final class ConsoleAccess implements SecurityProvider {
    static final String ID = "org.labthings.webconsole";
    private static final Logger AUDIT = LoggerFactory.getLogger("labthings.audit");
    private static final String ADMIN = "admin";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Pages whose multipart forms install bundles past the plugins folder. */
    private static final Set<String> INSTALLING = Set.of("/bundles", "/install", "/deployment");

    /** Our own pages, whose changes are audited one by one. */
    private static final Set<String> AUDITED =
            Set.of("/" + ThingsTab.LABEL + "/", "/" + AccessTab.LABEL + "/");

    /** Called by Declarative Services. */
    @Activate
    public ConsoleAccess() {}

    @Override
    public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        String user = request.getRemoteUser();
        if (!request.isUserInRole(ADMIN)) {
            refuse(response, user);
            return null;
        }
        if (READING.contains(request.getMethod())) {
            return name(user);
        }
        if (!isOwn(request)) {
            refuse(response, 403, "This request was sent by another site");
            return null;
        }
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        if (isInstallation(request, path)) {
            refuse(response, 403, "Install drivers on the page Things: there they can be undone");
            return null;
        }
        if (!AUDITED.stream().anyMatch(path::startsWith)) {
            AUDIT.atInfo()
                    .addKeyValue("event", "console.request")
                    .addKeyValue("who", name(user))
                    .addKeyValue("from", request.getRemoteAddr())
                    .addKeyValue("method", request.getMethod())
                    .addKeyValue("path", path)
                    .addKeyValue("action", action(request))
                    .log("console.request {}", path);
        }
        return name(user);
    }

    private static String name(String user) {
        return user == null ? ADMIN : user;
    }

    /** Multipart parameters are for the page to read: they may be a large file. */
    private static String action(HttpServletRequest request) {
        String action = isMultipart(request) ? null : request.getParameter("action");
        return action == null ? "" : action;
    }

    private static boolean isInstallation(HttpServletRequest request, String path) {
        return isMultipart(request)
                && INSTALLING.stream().anyMatch(p -> path.equals(p) || path.startsWith(p + "/"));
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Browsers send Origin with everything that is no GET; other clients send neither header. */
    static boolean isOwn(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return isHost(origin, request.getHeader("Host"));
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    private static boolean isHost(String origin, String host) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void refuse(HttpServletResponse response, String user) {
        if (user == null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"LabThings\", charset=\"UTF-8\"");
            refuse(response, 401, "The console needs an administrator's name and password");
        } else {
            refuse(response, 403, "The console needs the role admin, which you do not have");
        }
    }

    private static void refuse(HttpServletResponse response, int status, String reason) {
        try {
            response.setStatus(status);
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream().print(reason + "\n");
            response.flushBuffer();
        } catch (IOException e) {
            // the client is gone
        }
    }

    @Override
    public boolean authorize(Object user, String role) {
        return user != null; // whoever is here is an administrator
    }

    /** A browser forgets the password when it is refused once. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        refuse(response, (String) null);
    }
}
