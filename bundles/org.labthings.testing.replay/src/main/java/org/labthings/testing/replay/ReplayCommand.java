package org.labthings.testing.replay;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.labthings.testing.replay.recording.Recordings;
import org.labthings.testing.replay.recording.Sequence;
import org.labthings.testing.replay.server.LaunchedServers;
import org.labthings.testing.replay.server.RunningServers;
import org.labthings.testing.replay.server.Servers;

/**
 * The command line: replays a folder of recordings against servers that run, or that it launches.
 */
public final class ReplayCommand {
    private static final String USAGE =
            """
            usage: replay (--base URL [--config-base NAME=URL] | --launch COMMAND [--workdir DIR])
              --folder DIR             recordings other than those of this program, of LabThings-FastAPI 0.3
              --base URL               a fresh server that runs configs/main.json
              --config-base NAME=URL   a fresh server that runs another configuration; may be repeated
              --settings-folder DIR    the settings folder of the --base server, to check files
              --launch COMMAND         starts every server; {config}, {port} and {folder} are filled in
              --workdir DIR            where --launch puts folders and logs
              --parallel N             how many launched servers at a time; default 4
              --area A,B               only these areas
              --sequence TEXT          only sequences whose id contains this
              --show N                 how many failures to list; default 20
              --deviations             list those too
            Exit status: 0 nothing failed, 1 something did, 2 wrong usage.
            """;

    private final Map<String, String> options = new HashMap<>();
    private final RunningServers running = new RunningServers();
    private boolean deviations;

    private ReplayCommand() {}

    /** Called by the JVM; ends it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ReplayCommand command = new ReplayCommand();
        try {
            command.parse(new ArrayDeque<>(List.of(arguments)));
        } catch (IllegalArgumentException e) {
            System.err.print(USAGE);
            System.err.println("replay: error: " + e.getMessage());
            System.exit(2);
        }
        System.exit(command.run());
    }

    private void parse(Deque<String> words) {
        while (!words.isEmpty()) {
            String option = words.pop();
            if (option.equals("--deviations")) {
                deviations = true;
            } else if (words.isEmpty()
                    || !USAGE.contains(option + " ")
                    || !option.startsWith("--")) {
                throw new IllegalArgumentException("unknown option or no value: " + option);
            } else if (option.equals("--config-base")) {
                String[] pair = words.pop().split("=", 2);
                running.with(pair[0], URI.create(pair[pair.length - 1]), null);
            } else {
                options.put(option.substring(2), words.pop());
            }
        }
        if (options.containsKey("base") == options.containsKey("launch")) {
            throw new IllegalArgumentException("one of --base, --launch is needed");
        }
    }

    private int run() throws IOException, InterruptedException {
        String folder = options.get("folder");
        Recordings all = folder == null ? Recordings.bundled() : Recordings.in(Path.of(folder));
        Recordings recordings = all.only(this::wanted);
        Report report = new Replay(recordings, servers(recordings), parallel()).run();
        System.out.print(report.table());
        report.with(Outcome.FAILED).stream()
                .limit(Long.parseLong(options.getOrDefault("show", "20")))
                .forEach(r -> System.out.println("- " + r.describe()));
        if (deviations) {
            report.with(Outcome.DEVIATED)
                    .forEach(
                            r ->
                                    System.out.println(
                                            "~ "
                                                    + r.describe()
                                                    + "\n    allowed: "
                                                    + r.exchange().deviationAllowed().orElse("")));
        }
        return report.all().failed() == 0 ? 0 : 1;
    }

    private boolean wanted(Sequence sequence) {
        String areas = options.get("area");
        return (areas == null || Arrays.asList(areas.split(",")).contains(sequence.area()))
                && sequence.id().contains(options.getOrDefault("sequence", ""));
    }

    private int parallel() {
        return options.containsKey("launch")
                ? Integer.parseInt(options.getOrDefault("parallel", "4"))
                : 1;
    }

    private Servers servers(Recordings recordings) {
        if (options.containsKey("launch")) {
            return new LaunchedServers(
                    List.of(options.get("launch").split(" +")),
                    recordings,
                    Path.of(options.getOrDefault("workdir", System.getProperty("java.io.tmpdir"))));
        }
        String settings = options.get("settings-folder");
        return running.with(
                "main",
                URI.create(options.get("base")),
                settings == null ? null : Path.of(settings));
    }
}
