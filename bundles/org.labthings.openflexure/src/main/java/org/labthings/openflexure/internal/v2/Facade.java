package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.http.extension.ServerRoute;
import org.labthings.logging.LogHistory;
import org.labthings.openflexure.internal.job.Jobs;
import org.labthings.openflexure.internal.legacy.Instruments;

/**
 * Version 2 of the microscope's API, for its MATLAB client and its old Python client (OpenFlexure
 * specification 9.2 and 9.3). It translates to actions and properties of Things, and owns nothing
 * but settings, tags and annotations.
 */
public final class Facade {
    /** Where all of it is. */
    public static final String ROOT = V2.ROOT;

    private static final String GONE =
            "Version 1 of the API is not served any more. Please upgrade your client";

    private final JsonFile settings;
    private final List<ServerRoute> routes;

    /**
     * The facade of a microscope.
     *
     * @param settingsFolder where it keeps what it owns
     * @param pictures where the camera keeps its pictures
     * @param hostname the microscope's name, until a client gives it another one
     * @param version of this server
     * @param jobs what runs on its own
     * @param log null while there is none
     */
    public Facade(
            Instruments instruments,
            Path settingsFolder,
            Path pictures,
            Supplier<String> hostname,
            String version,
            Jobs jobs,
            Supplier<LogHistory> log) {
        settings =
                new JsonFile(
                        settingsFolder.resolve("v2_settings.json"),
                        () -> StateRoutes.initial(hostname.get()));
        Captures captures =
                new Captures(
                        pictures,
                        new JsonFile(
                                settingsFolder.resolve("v2_captures.json"),
                                JsonNodeFactory.instance::objectNode));
        VideoRoutes videos = new VideoRoutes(instruments, jobs, pictures.resolve("videos"));
        ExtensionRoutes extensions = new ExtensionRoutes(instruments, captures, jobs, videos);
        routes =
                Stream.of(
                                V2.both(
                                        "GET",
                                        "",
                                        new OldDescription(instruments, extensions)::answer),
                                V2.both("GET", "/log", request -> log(log.get())),
                                new StateRoutes(instruments, settings, version).routes(),
                                new ActionRoutes(instruments, jobs).routes(),
                                new CameraRoutes(instruments, captures).routes(),
                                new CaptureRoutes(instruments, captures).routes(),
                                extensions.routes(),
                                gone())
                        .flatMap(List::stream)
                        .toList();
    }

    /** All of them. */
    public List<ServerRoute> routes() {
        return routes;
    }

    /** What the microscope is called. */
    public String name() {
        return settings.read().path("name").asText();
    }

    private static EndpointResponse log(LogHistory log) {
        String text =
                log == null
                        ? ""
                        : log.recent().stream()
                                .map(line -> line.level() + " " + line.message())
                                .collect(Collectors.joining("\n"));
        return EndpointResponse.text(text, "text/plain");
    }

    private static List<ServerRoute> gone() {
        return Stream.of("GET", "PUT", "POST", "DELETE")
                .map(
                        method ->
                                new ServerRoute(
                                        method,
                                        "/api/v1/{path:path}",
                                        request -> {
                                            throw new HttpError(410, GONE);
                                        }))
                .toList();
    }
}
