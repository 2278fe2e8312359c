package org.labthings.run.conformance;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An npm project in a folder of its own: installed from its lock file, tested by node. */
final class NodeProject {
    private static final long PROBE_SECONDS = 30;
    private static final long MINUTES = 10;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");
    private static final Pattern RESULT = Pattern.compile("(not )?ok \\d+ - (.*?)(?: # .*)?");

    /**
     * One of node's tests.
     *
     * @param name of the test
     * @param passed whether it did
     * @param details what node tells of it
     */
    record Result(String name, boolean passed, String details) {}

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    /**
     * Says why no node project can run here.
     *
     * @param major of the oldest version of node that will do
     * @param minor likewise
     */
    static Optional<String> missing(int major, int minor) throws Exception {
        Optional<String> node = firstLine("node", "--version");
        if (node.isEmpty()) {
            return Optional.of("there is no node");
        }
        Matcher version = VERSION.matcher(node.get());
        if (!version.matches()) {
            return Optional.of("node calls its version " + node.get());
        }
        int has = Integer.parseInt(version.group(1));
        if (has < major || has == major && Integer.parseInt(version.group(2)) < minor) {
            return Optional.of("node is " + node.get() + ", older than " + major + "." + minor);
        }
        return firstLine("npm", "--version").isEmpty()
                ? Optional.of("there is no npm")
                : Optional.empty();
    }

    private static Optional<String> firstLine(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(new File("/dev/null"))
                            .redirectErrorStream(true)
                            .start();
            try (BufferedReader reader = process.inputReader()) {
                String line = reader.readLine();
                boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
                return ended && process.exitValue() == 0 && line != null
                        ? Optional.of(line)
                        : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Copies a project without what is installed there, and installs what its lock file says. */
    static NodeProject install(Path source, Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = source.relativize(file);
                if (!name.startsWith("node_modules")) {
                    Path copy = folder.resolve(name);
                    Files.createDirectories(copy.getParent());
                    Files.write(copy, Files.readAllBytes(file));
                }
            }
        }
        NodeProject project = new NodeProject(folder);
        List<String> lines = new ArrayList<>();
        int status = project.run(Map.of(), lines, "npm", "ci", "--no-progress");
        if (status != 0) {
            throw new AssertionError("npm ci: " + status + "\n" + String.join("\n", lines));
        }
        return project;
    }

    /** Runs its tests, printing what node says. */
    List<Result> test(Map<String, String> environment) throws Exception {
        List<String> lines = new ArrayList<>();
        int status = run(environment, lines, "npm", "test", "--silent");
        lines.forEach(System.out::println);
        List<Result> results = results(lines);
        if (status != 0 && results.stream().allMatch(Result::passed)) {
            throw new AssertionError("npm test: " + status + "\n" + String.join("\n", lines));
        }
        return results;
    }

    /** The tests in node's report, which is in the Test Anything Protocol. */
    private static List<Result> results(List<String> lines) {
        List<Result> results = new ArrayList<>();
        StringBuilder details = new StringBuilder();
        for (String line : lines) {
            Matcher result = RESULT.matcher(line);
            if (result.matches()) {
                results.add(new Result(result.group(2), result.group(1) == null, ""));
                details.setLength(0);
            } else if (!results.isEmpty()) {
                Result last = results.remove(results.size() - 1);
                details.append(line).append('\n');
                results.add(new Result(last.name(), last.passed(), details.toString()));
            }
        }
        return results;
    }

    private int run(Map<String, String> environment, List<String> lines, String... command)
            throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            lines.add("It was stopped after " + MINUTES + " minutes.");
        }
        lines.addAll(0, Files.readAllLines(output));
        Files.delete(output);
        return process.isAlive() ? -1 : process.exitValue();
    }
}
