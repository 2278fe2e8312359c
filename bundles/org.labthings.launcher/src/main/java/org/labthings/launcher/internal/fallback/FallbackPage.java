package org.labthings.launcher.internal.fallback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.labthings.launcher.internal.command.Options;

/**
 * Why the server did not start, as a page for the person at the bench. It is made when it is asked
 * for, so that it shows the log and, as far as nothing better is known, the file as they are then.
 */
public final class FallbackPage {
    private static final int LOG_LINES = 200;
    private static final long LARGEST_FILE = 1_000_000;
    private static final String MICROSCOPE = "OpenFlexure Microscope Server Failed to Start";
    private static final String NO_LOG = "No logging information is available.";

    private final StartFailure failure;
    private final Options options;
    private final Path demo;

    /**
     * The page for one failure.
     *
     * @param demo the configuration that is used when none is given
     */
    public FallbackPage(StartFailure failure, Options options, Path demo) {
        this.failure = failure;
        this.options = options;
        this.demo = demo;
    }

    /**
     * The page.
     *
     * @param whole whether to show configuration, trace and log, and to offer the retry
     */
    String html(boolean whole) {
        String title = whole && isMicroscope() ? MICROSCOPE : "LabThings: start-up failed";
        return PageFrame.page(title, whole ? whole() : brief());
    }

    /** Its configuration has a folder for captures, which nothing else has. */
    private boolean isMicroscope() {
        String text = failure.configuration();
        return (text == null ? source() : text).contains("\"data_folder\"");
    }

    private String help() {
        return isMicroscope()
                ? "<p>Help: <a href=\"https://openflexure.discourse.group/\">the OpenFlexure"
                        + " forum</a></p>"
                : "";
    }

    private String brief() {
        return """
        <h1>LabThings could not start</h1>
        <p>The LabThings server failed during startup.</p>
        <p>Why, and how to try again, is shown on the machine itself only.</p>
        """;
    }

    private String whole() {
        return """
        <h1>LabThings could not start</h1>
        <p>The LabThings server failed during startup.</p>
        <h2>Error</h2>
        <pre id="error">%s</pre>
        <form method="post" action="/labthings_fallback/retry">
        <button id="retry">Try again</button> reads the configuration anew; nothing has to be restarted.
        </form>
        <h2>Things</h2>
        %s
        <h2>Configuration</h2>
        <pre id="configuration">%s</pre>
        <h2>Trace</h2>
        <pre>%s</pre>
        <h2>Log</h2>
        <pre id="log">%s</pre>
        %s
        """
                .formatted(
                        PageFrame.escape(failure.message()),
                        things(),
                        configuration(),
                        PageFrame.escape(
                                failure.trace() == null
                                        ? "No trace was recorded."
                                        : Redaction.log(failure.trace())),
                        PageFrame.escape(log()),
                        help());
    }

    private String things() {
        if (failure.things().isEmpty()) {
            return "<p>No Thing was set up.</p>";
        }
        return failure.things().stream()
                .map(name -> "<li>" + PageFrame.escape(name) + "</li>")
                .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
    }

    /** Line by line; what is to blame is marked. */
    private String configuration() {
        String text = failure.configuration();
        Set<Integer> faulty = text == null ? Set.of() : failure.faulty();
        List<String> lines = (text == null ? source() : text).lines().toList();
        StringBuilder html = new StringBuilder();
        for (int i = 1; i <= lines.size(); i++) {
            String line = PageFrame.escape(lines.get(i - 1));
            html.append(faulty.contains(i) ? "<mark>" + line + "</mark>" : line).append('\n');
        }
        return html.toString();
    }

    private String source() {
        if (options.configJson().isPresent()) {
            return Redaction.json(options.configJson().get());
        }
        Path file = options.configFile().orElse(demo);
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE) {
                return Redaction.json(Files.readString(file));
            }
        } catch (IOException e) {
            return "null"; // the error says what is wrong with it
        }
        return "null";
    }

    private String log() {
        try {
            Path file = options.data().resolve("logs/labthings.log");
            if (!Files.isRegularFile(file)) {
                return NO_LOG;
            }
            List<String> lines = TextTail.of(file, LOG_LINES);
            return lines.isEmpty() ? NO_LOG : Redaction.log(String.join("\n", lines));
        } catch (IOException e) {
            return NO_LOG;
        }
    }
}
