package org.labthings.thing.smartscan.stitch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is started: {@code openflexure-stitch} where it is installed, else the stitcher within this
 * bundle, which takes the same arguments and places pictures by where the stage was.
 *
 * @param command the first words of the command line
 * @param builtIn whether it is ours
 */
record StitchProgram(List<String> command, boolean builtIn) {
    private static final String RESOURCE = "/stitcher.jar";
    private static final String MEMORY = "-Xmx512m";

    /**
     * Finds an installed program.
     *
     * @param wanted a file, or a name that is looked for in PATH
     */
    static Optional<StitchProgram> installed(String wanted) {
        return Optional.of(wanted)
                .filter(w -> !w.isEmpty())
                .flatMap(StitchProgram::inPath)
                .map(file -> new StitchProgram(List.of(file.toString()), false));
    }

    private static Optional<Path> inPath(String name) {
        if (name.contains("/") || name.contains(File.separator)) {
            return Optional.of(Path.of(name)).filter(Files::isExecutable);
        }
        for (String folder :
                Optional.ofNullable(System.getenv("PATH"))
                        .orElse("")
                        .split(File.pathSeparator, -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    /**
     * Our own.
     *
     * @param unpacked the file that it is unpacked to
     */
    static StitchProgram builtIn(Path unpacked) throws IOException {
        try (InputStream in = StitchProgram.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("The built-in stitcher is missing in this bundle.");
            }
            Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
        }
        Path java =
                Path.of(
                        System.getProperty("java.home"),
                        "bin",
                        File.separatorChar == '\\' ? "java.exe" : "java");
        List<String> command = new ArrayList<>();
        // the server and its streams go first
        inPath("nice").ifPresent(nice -> command.addAll(List.of(nice.toString(), "-n", "10")));
        command.addAll(
                List.of(
                        java.toString(),
                        MEMORY,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-jar",
                        unpacked.toString()));
        return new StitchProgram(List.copyOf(command), true);
    }
}
