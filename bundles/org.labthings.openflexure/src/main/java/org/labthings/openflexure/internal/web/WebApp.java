package org.labthings.openflexure.internal.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.labthings.api.EndpointResponse;
import org.labthings.http.extension.ServerRoute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web app's folder (OpenFlexure specification 5.1 and 5.2). It is listed once; a file that
 * comes later is not served, one that changes is served as it is then.
 */
public final class WebApp {
    private static final Logger LOG = LoggerFactory.getLogger(WebApp.class);
    private static final String INDEX = "index.html";
    private static final String ASSETS = "assets";

    /** Browsers must ask for the entry page each time; what it refers to has new names when new. */
    private static final Map<String, String> NOT_KEPT =
            Map.of(
                    "Cache-Control", "no-store, no-cache, must-revalidate, max-age=0",
                    "Pragma", "no-cache",
                    "Expires", "0");

    private final List<ServerRoute> routes;

    private WebApp(List<ServerRoute> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * The web app of a folder; blocks.
     *
     * @throws IOException when it holds none; the message says why and what to do
     */
    public static WebApp of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(
                    "The static directory "
                            + folder
                            + " does not exist. The web app must be pulled or compiled into it, or"
                            + " static_folder left out of application_config");
        }
        if (!Files.isDirectory(folder.resolve(ASSETS))
                || !Files.isRegularFile(folder.resolve(INDEX))) {
            throw new IOException(
                    "The static directory "
                            + folder
                            + " holds no valid web app: it must contain the folder assets and the"
                            + " file index.html");
        }
        List<ServerRoute> routes = new ArrayList<>();
        routes.add(ServerRoute.get("/", request -> redirect()));
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                add(entry, folder, routes);
            }
        }
        return new WebApp(routes);
    }

    private static void add(Path entry, Path folder, List<ServerRoute> routes) {
        String name = entry.getFileName().toString();
        if (name.indexOf('{') >= 0 || name.startsWith(".")) {
            LOG.warn("{} is not served: rename it without braces or a leading dot", entry);
        } else if (Files.isDirectory(entry)) {
            routes.add(
                    ServerRoute.get(
                            "/" + name + "/{" + FolderFiles.FILE + ":path}",
                            new FolderFiles(entry)::answer));
        } else {
            FolderFiles files = new FolderFiles(folder);
            boolean kept = name.endsWith(".woff2");
            routes.add(
                    ServerRoute.get(
                            "/" + name,
                            request -> kept ? files.answer(name) : notKept(files.answer(name))));
        }
    }

    private static EndpointResponse notKept(EndpointResponse answer) {
        return new EndpointResponse(answer.status(), answer.contentType(), NOT_KEPT, answer.body());
    }

    private static EndpointResponse redirect() {
        return EndpointResponse.bytes(new byte[0], null)
                .withStatus(307)
                .withHeader("Location", "/" + INDEX);
    }

    /** Its routes. */
    public List<ServerRoute> routes() {
        return routes;
    }
}
