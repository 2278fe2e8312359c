package org.labthings.launcher.internal.fallback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.labthings.launcher.internal.command.Options;

/** Why the server did not start, as a page for the person at the bench. */
public final class FallbackPage {
    private static final int LOG_LINES = 200;
    private static final long LARGEST_FILE = 1_000_000;

    private final String message;
    private final List<String> things;
    private final String trace;
    private final Options options;
    private final Path demo;

    /**
     * The page for one failure.
     *
     * @param trace a stack trace, or null
     * @param demo the configuration that is used when none is given
     */
    public FallbackPage(
            String message, List<String> things, String trace, Options options, Path demo) {
        this.message = message;
        this.things = things;
        this.trace = trace;
        this.options = options;
        this.demo = demo;
    }

    String html() {
        String names =
                things.stream()
                        .map(name -> "<li>" + escape(name) + "</li>")
                        .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>LabThings: start-up failed</title>
        <style>
        body { font-family: sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; }
        pre { background: #eee; overflow: auto; padding: 1em; white-space: pre-wrap; }
        </style>
        </head>
        <body>
        <h1>LabThings could not start</h1>
        <p>The LabThings server failed during startup.</p>
        <h2>Error</h2>
        <pre>%s</pre>
        <h2>Things</h2>
        %s
        <h2>Configuration</h2>
        <pre>%s</pre>
        <h2>Trace</h2>
        <pre>%s</pre>
        <h2>Log</h2>
        <pre>%s</pre>
        </body>
        </html>
        """
                .formatted(
                        escape(message),
                        things.isEmpty() ? "<p>No Thing was set up.</p>" : names,
                        escape(configuration()),
                        escape(trace == null ? "No trace was recorded." : trace),
                        escape(log()));
    }

    private String configuration() {
        if (options.configJson().isPresent()) {
            return options.configJson().get();
        }
        return read(options.configFile().orElse(demo), "null");
    }

    private String log() {
        String text = read(options.data().resolve("logs/labthings.log"), "");
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            return "No logging information is available.";
        }
        Stream<String> last = lines.stream().skip(Math.max(0, lines.size() - LOG_LINES));
        return last.collect(Collectors.joining("\n"));
    }

    private static String read(Path file, String otherwise) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE) {
                return Files.readString(file);
            }
        } catch (IOException e) {
            return otherwise; // the page is shown because something is wrong with the files
        }
        return otherwise;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
