package org.labthings.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.labthings.launcher.internal.command.Options;

/**
 * The shell on the server's own terminal: the same program as {@code labthings shell}, in this
 * process. Its classes are loaded only when it is asked for. It ends with {@code exit} or Ctrl-D;
 * the server goes on.
 */
final class OwnShell {
    private static final String MAIN = "org.labthings.cli.Main";
    private final Home home;
    private final Options options;

    OwnShell(Home home, Options options) {
        this.home = home;
        this.options = options;
    }

    /** Blocks until the user leaves it, or the server stops. */
    void run(String url) {
        String[] arguments = {"shell", "--url", url, "--data", options.data().toString()};
        try (URLClassLoader loader = new URLClassLoader(jars(), getClass().getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader); // JLine looks for its parts there
            Class.forName(MAIN, true, loader)
                    .getMethod(
                            "run",
                            String[].class,
                            InputStream.class,
                            PrintStream.class,
                            PrintStream.class,
                            Map.class)
                    .invoke(null, arguments, System.in, System.out, System.err, System.getenv());
        } catch (ReflectiveOperationException | IOException e) {
            System.err.println("labthings: the shell cannot be opened: " + e);
        }
    }

    private URL[] jars() throws IOException {
        List<URL> jars = new ArrayList<>();
        Path lib = home.folder().resolve("lib");
        add(jars, lib.resolve("org.labthings.cli.jar"));
        add(jars, lib.resolve("jline.jar"));
        Path bundles = home.folder().resolve("bundles");
        try (DirectoryStream<Path> all = Files.newDirectoryStream(bundles, "jackson-*.jar")) {
            for (Path jar : all) {
                add(jars, jar);
            }
        }
        return jars.toArray(URL[]::new);
    }

    private static void add(List<URL> jars, Path file) throws MalformedURLException {
        jars.add(file.toUri().toURL());
    }
}
