package org.labthings.run.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a server process is doing.
 *
 * @param heapKilobytes used after a full collection
 * @param residentKilobytes of the whole process
 * @param threads that it runs
 * @param descriptors files and sockets that it holds open
 */
record ServerVitals(long heapKilobytes, long residentKilobytes, int threads, int descriptors) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** Collects garbage there first. */
    static ServerVitals of(long pid) throws IOException, InterruptedException {
        command(pid, "GC.run");
        long heap =
                USED.matcher(command(pid, "GC.heap_info"))
                        .results()
                        .mapToLong(m -> Long.parseLong(m.group(1)))
                        .limit(2) // young and old generation; what follows is no heap
                        .sum();
        Path process = Path.of("/proc", String.valueOf(pid));
        Matcher resident = RESIDENT.matcher(Files.readString(process.resolve("status")));
        assertTrue(resident.find(), "no VmRSS");
        return new ServerVitals(
                heap,
                Long.parseLong(resident.group(1)),
                entries(process.resolve("task")),
                entries(process.resolve("fd")));
    }

    private static int entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.count();
        }
    }

    private static String command(long pid, String command)
            throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process =
                new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "jcmd hangs");
        assertEquals(0, process.exitValue(), output);
        return output;
    }
}
