package org.labthings.run.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.DriverJar;
import org.labthings.testing.replay.recording.Recordings;
import org.labthings.testing.replay.server.LaunchedServer;

/**
 * Clients and validators that know nothing of LabThings, the npm project {@code interop}, against
 * packaged servers: the demo, and the conformance Things as the recordings' configurations have
 * them. With the Maven profile {@code interop}, on machines with node and npm; elsewhere it says
 * that it skips them.
 */
class InteropIT {
    private static final String BELL =
            """
            package lab.bell;
            import org.labthings.api.*;
            import org.osgi.service.component.annotations.*;
            /** Rings. */
            @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
            public class Bell implements Thing {
                /** It rang, this loud. */
                @Event public final EventSource<Integer> rung = EventSource.create();
                /** Ring once. */
                @Action public void ring(@Name("loudness") int loudness) { rung.emit(loudness); }
            }
            """;

    private final List<LaunchedServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(LaunchedServer::close);
    }

    @TestFactory
    Stream<DynamicTest> independentClients() throws Exception {
        String source = System.getProperty("labthings.interop", "");
        if (source.isBlank()) {
            skip("the Maven profile 'interop' is off: mvn verify -Pinterop runs them");
        }
        Optional<String> missing = NodeProject.missing(18, 19);
        if (missing.isPresent()) {
            skip(missing.get() + "; node 18.19 or newer and npm are needed");
        }
        Path work = PackagedServer.workFolder("interop");
        NodeProject project = NodeProject.install(Path.of(source), work.resolve("npm"));
        List<NodeProject.Result> results = project.test(addresses(work));
        System.out.printf(
                "interop: %d of %d tests passed%n",
                results.stream().filter(NodeProject.Result::passed).count(), results.size());
        assertTrue(!results.isEmpty(), "node ran no test");
        return results.stream()
                .map(r -> dynamicTest(r.name(), () -> assertTrue(r.passed(), r.details())));
    }

    private static void skip(String reason) {
        String message = "SKIPPED: tests with independent clients and validators (interop): ";
        System.out.println(message + reason);
        assumeTrue(false, message + reason);
    }

    /** Starts the servers; environment variables that say where they are. */
    private Map<String, String> addresses(Path work) throws Exception {
        Path plugins = Files.createDirectories(work.resolve("plugins"));
        try (Stream<Path> jars = Files.list(PackagedServer.conformance())) {
            for (Path jar : jars.toList()) {
                Files.write(plugins.resolve(jar.getFileName()), Files.readAllBytes(jar));
            }
        }
        Path bell = new DriverJar(work.resolve("bell")).build("lab.bell", "1.0.0", "Bell", BELL);
        Files.write(plugins.resolve("bell.jar"), Files.readAllBytes(bell));
        Recordings recordings =
                Recordings.in(Path.of(InteropIT.class.getResource("/wire").toURI()));
        PackagedServer.prepare();
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("LABTHINGS_COMMAND", Command.distributed().toString());
        addresses.put(
                "LABTHINGS_DEMO", start("demo", settings -> PackagedServer.demo(), plugins, work));
        addresses.put(
                "LABTHINGS_CONFORMANCE",
                start(
                        "conformance",
                        settings -> withBell(recordings.configuration("main", settings)),
                        plugins,
                        work));
        addresses.put(
                "LABTHINGS_SETTINGS",
                start("settings", s -> recordings.configuration("settings", s), plugins, work));
        addresses.put(
                "LABTHINGS_LOCK",
                start("lock", s -> recordings.configuration("lock", s), plugins, work) + "/api/v1");
        return addresses;
    }

    private static String withBell(String configuration) {
        return configuration.replaceFirst(
                "\"things\":\\s*\\{", "\"things\": {\"bell\": \"lab.bell.Bell\",");
    }

    private String start(
            String name, LaunchedServer.Configuration configuration, Path plugins, Path work)
            throws IOException {
        List<String> command =
                PackagedServer.command("{config}", "{port}", "{folder}/data", plugins);
        LaunchedServer server = LaunchedServer.prepare(command, configuration, work, name);
        servers.add(server);
        assertTrue(server.start(), () -> "the server did not start; see " + server.log());
        return server.base().toString();
    }
}
