package org.labthings.openflexure.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.labthings.core.ThingServer;
import org.labthings.http.extension.ServerExtension;
import org.labthings.http.extension.ServerRoute;
import org.labthings.logging.LogHistory;
import org.labthings.openflexure.internal.job.Jobs;
import org.labthings.openflexure.internal.legacy.DiscoveryRoutes;
import org.labthings.openflexure.internal.legacy.Instruments;
import org.labthings.openflexure.internal.v2.Facade;
import org.labthings.openflexure.internal.web.FolderFiles;
import org.labthings.openflexure.internal.web.MissingApp;
import org.labthings.openflexure.internal.web.WebApp;

/**
 * All that a microscope's server has beside its Things, in the order of the original's {@code
 * customise_server} (OpenFlexure specification 3): legacy endpoints, web app, data folder; CORS and
 * log are the server's own.
 */
final class MicroscopeExtension implements ServerExtension {
    private static final String DISCOVERY_TYPE = "_openflexure._tcp";
    private static final String SCANS = "smart_scan/";
    private static final String FILE = "{" + FolderFiles.FILE + ":path}";

    private final List<ServerRoute> routes;
    private final Map<String, String> aliases;
    private final Map<String, Map<String, String>> announcements;
    private final boolean devMode;

    private MicroscopeExtension(
            List<ServerRoute> routes,
            Map<String, String> aliases,
            Map<String, Map<String, String>> announcements,
            boolean devMode) {
        this.announcements = Map.copyOf(announcements);
        this.routes = List.copyOf(routes);
        this.aliases = Map.copyOf(aliases);
        this.devMode = devMode;
    }

    /**
     * The extension; looks at folders.
     *
     * @param serverData data folder of the server, where a web app may lie
     * @param devMode whether pages of every origin are welcome
     * @param jobs what runs on its own
     * @param things the platform; null while it is away
     * @param log null while there is none
     * @throws IOException when a folder is not as it must be; the message says what to do
     */
    static MicroscopeExtension of(
            MicroscopeSettings settings,
            ServerProperties server,
            Path serverData,
            String version,
            boolean devMode,
            Jobs jobs,
            Supplier<ThingServer> things,
            Supplier<LogHistory> log)
            throws IOException {
        Path scans = scans(settings, server);
        checkSecrets(settings, scans, serverData);
        Files.createDirectories(settings.dataFolder());
        String prefix = server.apiPrefix();
        Instruments instruments = new Instruments(things);
        List<ServerRoute> routes = new ArrayList<>();
        Map<String, String> aliases = new LinkedHashMap<>();
        if (settings.facade()) {
            Facade facade =
                    new Facade(
                            instruments,
                            settingsFolder(server, serverData),
                            settings.dataFolder().resolve(Instruments.CAMERA),
                            HostName::get,
                            version,
                            jobs,
                            log);
            routes.addAll(DiscoveryRoutes.of(instruments, facade::name));
            routes.addAll(facade.routes());
            aliases.put("/api/v2/streams/mjpeg", prefix + "/camera/mjpeg_stream");
            aliases.put("/api/v2/streams/mjpeg/", prefix + "/camera/mjpeg_stream");
        } else {
            routes.addAll(DiscoveryRoutes.of(instruments, HostName::get));
        }
        routes.addAll(web(settings, prefix, serverData.resolve("static")));
        if (!scans.startsWith(settings.dataFolder())) { // the gallery looks for them there
            routes.add(
                    ServerRoute.get(
                            prefix + "/data/" + SCANS + FILE, new FolderFiles(scans)::answer));
        }
        routes.add(
                ServerRoute.get(
                        prefix + "/data/" + FILE, new FolderFiles(settings.dataFolder())::answer));
        alpha(scans, prefix, routes, aliases);
        return new MicroscopeExtension(routes, aliases, announcements(settings.facade()), devMode);
    }

    private static Path scans(MicroscopeSettings settings, ServerProperties server) {
        return server.scansFolder() == null || server.scansFolder().isEmpty()
                ? settings.dataFolder().resolve(SCANS)
                : Path.of(server.scansFolder()).toAbsolutePath().normalize();
    }

    /** Clients of the first LabThings look for either type, and take the path from its record. */
    private static Map<String, Map<String, String>> announcements(boolean facade) {
        Map<String, Map<String, String>> types = new LinkedHashMap<>();
        types.put(DISCOVERY_TYPE, Map.of());
        if (facade) {
            for (String type : List.of("_labthing._tcp", "_webthing._tcp")) {
                types.put(type, Map.of("path", Facade.ROOT));
            }
        }
        return types;
    }

    /** Everybody who may look can download what is in these folders. */
    private static void checkSecrets(MicroscopeSettings settings, Path scans, Path serverData)
            throws IOException {
        for (Path served :
                List.of(
                        settings.dataFolder(),
                        scans,
                        settings.staticFolder().orElse(settings.dataFolder()))) {
            if (serverData.startsWith(served)) {
                throw new IOException(
                        "The folder "
                                + served
                                + " would be served with the server's own data in it ("
                                + serverData
                                + "), passwords included: name another one in application_config,"
                                + " or start with another --data");
            }
        }
    }

    private static Path settingsFolder(ServerProperties server, Path serverData) {
        return server.settingsFolder() == null
                ? serverData.resolve("settings")
                : Path.of(server.settingsFolder());
    }

    private static List<ServerRoute> web(MicroscopeSettings settings, String prefix, Path usual)
            throws IOException {
        Path folder = settings.staticFolder().orElse(usual);
        return settings.staticFolder().isPresent() || Files.isDirectory(folder)
                ? WebApp.of(folder).routes()
                : new MissingApp(prefix, folder).routes();
    }

    /** Where clients of the generation before look (section 27). */
    private static void alpha(
            Path scans, String prefix, List<ServerRoute> routes, Map<String, String> aliases) {
        for (String path : List.of("/log/", "/logfile/")) {
            aliases.put(path, prefix + path);
        }
        routes.add(ServerRoute.get("/scans/" + FILE, new FolderFiles(scans)::answer));
    }

    @Override
    public List<ServerRoute> routes() {
        return routes;
    }

    @Override
    public Map<String, String> aliases() {
        return aliases;
    }

    @Override
    public boolean welcomesAllOrigins() {
        return devMode;
    }

    @Override
    public Map<String, Map<String, String>> announcements() {
        return announcements;
    }
}
