package org.labthings.run.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.labthings.run.lab.Laboratory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Every route of a running server, as it says itself: those of its OpenAPI document, and those of
 * its servlets and of the console's pages, which are services. Lines such as {@code PUT /a/b}.
 */
final class ServerRoutes {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String NOBODY = new UUID(0, 1).toString();
    private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";
    private static final String CONTEXT = "osgi.http.whiteboard.context.name";
    private static final String SELECT = "osgi.http.whiteboard.context.select";
    private static final String LABEL = "felix.webconsole.label";

    private final BundleContext framework;
    private final Set<String> routes = new TreeSet<>();

    private ServerRoutes(Laboratory lab) {
        framework = lab.framework();
    }

    /**
     * All of them.
     *
     * @param openApi the server's document
     */
    static Set<String> of(Laboratory lab, String openApi) throws Exception {
        ServerRoutes all = new ServerRoutes(lab);
        all.described(new ObjectMapper().readTree(openApi));
        all.servlets();
        all.consolePages();
        return all.routes;
    }

    private void described(JsonNode document) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            String concrete = path.getKey().replaceAll("\\{[^}]*}", NOBODY);
            for (String method : METHODS) {
                if (path.getValue().has(method)) {
                    routes.add(method.toUpperCase(java.util.Locale.ROOT) + " " + concrete);
                }
            }
        }
    }

    private void servlets() throws InvalidSyntaxException {
        for (ServiceReference<?> servlet : references("(" + PATTERN + "=*)")) {
            String context = context(String.valueOf(servlet.getProperty(SELECT)));
            for (String pattern : texts(servlet.getProperty(PATTERN))) {
                String path = context + pattern.replaceFirst("/\\*$", "");
                add(path.isEmpty() ? "/" : path);
                if (pattern.endsWith("/*")) {
                    add(path + "/x");
                }
            }
        }
    }

    /** The path of the context that a servlet chose. */
    private String context(String select) throws InvalidSyntaxException {
        for (ServiceReference<?> context : references("(" + CONTEXT + "=*)")) {
            if (select.contains(String.valueOf(context.getProperty(CONTEXT)))) {
                String path =
                        String.valueOf(context.getProperty("osgi.http.whiteboard.context.path"));
                return path.equals("/") ? "" : path;
            }
        }
        return "";
    }

    private void consolePages() throws InvalidSyntaxException {
        for (ServiceReference<?> page : references("(" + LABEL + "=*)")) {
            add("/system/console/" + page.getProperty(LABEL));
        }
    }

    private void add(String path) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            routes.add(method + " " + path.replace(" ", "%20"));
        }
    }

    private List<ServiceReference<?>> references(String filter) throws InvalidSyntaxException {
        ServiceReference<?>[] found = framework.getAllServiceReferences(null, filter);
        return found == null ? List.of() : List.of(found);
    }

    private static List<String> texts(Object property) {
        return property instanceof String[] several
                ? List.of(several)
                : new ArrayList<>(List.of(String.valueOf(property)));
    }
}
