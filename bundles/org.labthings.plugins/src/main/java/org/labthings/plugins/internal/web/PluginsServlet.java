package org.labthings.plugins.internal.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.labthings.config.Requester;
import org.labthings.plugins.Plugin;
import org.labthings.plugins.PluginChange;
import org.labthings.plugins.PluginRefusedException;
import org.labthings.plugins.PluginsAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Plugins over HTTP, for the role admin.
 *
 * <pre>
 * GET    /system/plugins                 all of them
 * GET    /system/plugins/NAME            one
 * POST   /system/plugins                 a jar: installs or replaces
 * DELETE /system/plugins/NAME            removes
 * POST   /system/plugins/NAME/rollback   brings back the version before
 * </pre>
 *
 * <p>Changes answer with what they came to when that is known, seconds later; everything that is
 * refused with problem details. Called on threads that may block.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/system/plugins/*",
            "osgi.http.whiteboard.servlet.name=labthings.plugins"
        })
public final class PluginsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final List<String> JAR_TYPES =
            List.of("application/java-archive", "application/octet-stream", "application/zip");
    private static final String ROLLBACK = "/rollback";

    private final transient PluginsAdmin admin;

    /** Called by Declarative Services. */
    @Activate
    public PluginsServlet(@Reference PluginsAdmin admin) {
        this.admin = admin;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answers answers = new Answers(response);
        if (!request.isUserInRole("admin")) {
            answers.problem(403, "Forbidden", "Plugins are for the role admin");
            return;
        }
        try {
            dispatch(request, answers);
        } catch (PluginRefusedException e) {
            answers.problem(status(e.kind()), "PluginRefused", e.getMessage());
        }
    }

    private void dispatch(HttpServletRequest request, Answers answers)
            throws PluginRefusedException, IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        String name = path.replaceFirst("^/", "").replaceFirst("/$", "");
        switch (request.getMethod() + (name.isEmpty() ? "" : " name")) {
            case "GET", "HEAD" -> answers.plugins(admin.list());
            case "GET name", "HEAD name" -> one(name, answers);
            case "POST" -> install(request, answers);
            case "DELETE name" -> answers.change(200, admin.remove(name, by(request)));
            case "POST name" -> rollBack(name, request, answers);
            default -> {
                answers.allow(name.isEmpty() ? "GET, HEAD, POST" : "GET, HEAD, DELETE, POST");
                answers.problem(
                        405, "MethodNotAllowed", request.getMethod() + " means nothing here");
            }
        }
    }

    private void one(String name, Answers answers) throws IOException {
        Optional<Plugin> found =
                admin.list().stream().filter(p -> p.name().equals(name)).findFirst();
        if (found.isPresent()) {
            answers.plugin(found.get());
        } else {
            answers.problem(404, "PluginRefused", "There is no plugin '" + name + "'");
        }
    }

    private void install(HttpServletRequest request, Answers answers)
            throws PluginRefusedException, IOException {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        if (!JAR_TYPES.contains(parameters < 0 ? type : type.substring(0, parameters).strip())) {
            answers.problem(
                    415,
                    "UnsupportedMediaType",
                    "Send the jar itself as application/java-archive, not " + type);
            return;
        }
        PluginChange change = admin.install(request.getInputStream(), by(request));
        answers.change(change.replaced() == null ? 201 : 200, change);
    }

    private void rollBack(String path, HttpServletRequest request, Answers answers)
            throws PluginRefusedException, IOException {
        if (!path.endsWith(ROLLBACK)) {
            answers.problem(404, "NotFound", "There is only POST " + path + ROLLBACK);
            return;
        }
        String name = path.substring(0, path.length() - ROLLBACK.length());
        answers.change(200, admin.rollBack(name, by(request)));
    }

    private static Requester by(HttpServletRequest request) {
        return new Requester(
                String.valueOf(request.getRemoteUser()), String.valueOf(request.getRemoteAddr()));
    }

    private static int status(PluginRefusedException.Cause cause) {
        return switch (cause) {
            case UNKNOWN -> 404;
            case TOO_LARGE -> 413;
            case UNUSABLE -> 422;
            case DOES_NOT_RUN -> 409;
            case BUSY -> 503;
        };
    }
}
