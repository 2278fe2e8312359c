package org.labthings.web.internal.files;

import jakarta.servlet.Servlet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.labthings.web.internal.site.PageScript;
import org.labthings.web.internal.site.Site;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Puts sites on the HTTP whiteboard, and tells live reload of them. */
@Component(service = Sites.class)
public final class Sites {
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9._~-]+)+");
    private static final Pattern RESERVED = Pattern.compile("/(system|livereload)(/.*)?");

    private final BundleContext context;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile PageScript script;

    /** Called by Declarative Services. */
    @Activate
    public Sites(BundleContext context) {
        this.context = context;
    }

    /**
     * The path of a site, as it is used.
     *
     * @throws IllegalArgumentException when it is none, or the server's own
     */
    static String checked(String path) {
        String plain =
                path.length() > 1 && path.endsWith("/")
                        ? path.substring(0, path.length() - 1)
                        : path;
        if (!PATH.matcher(plain).matches() || plain.contains("..")) {
            throw new IllegalArgumentException(
                    "The path should be / or like /pages or /a/b, not \"" + path + "\"");
        }
        if (RESERVED.matcher(plain).matches()) {
            throw new IllegalArgumentException("The path " + path + " is the server's own");
        }
        return plain.equals("/") ? plain : plain + "/";
    }

    /** Serves a site until the result is closed. */
    AutoCloseable serve(Site site, String index, int maxAge) {
        Servlet servlet = new SiteServlet(site, index, maxAge, () -> script);
        Map<String, Object> properties =
                Map.of(
                        "osgi.http.whiteboard.servlet.pattern",
                        site.path() + "*",
                        "osgi.http.whiteboard.servlet.name",
                        "labthings.files " + site.path());
        List<ServiceRegistration<?>> registrations =
                List.of(
                        context.registerService(
                                Servlet.class, servlet, new Hashtable<>(properties)),
                        context.registerService(Site.class, site, null));
        return () -> registrations.forEach(ServiceRegistration::unregister);
    }
}
