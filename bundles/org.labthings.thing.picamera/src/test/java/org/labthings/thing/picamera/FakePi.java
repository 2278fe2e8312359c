package org.labthings.thing.picamera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.labthings.testing.instruments.MjpegSimulator;

/** A folder of programs in the place of rpicam-apps, which give their one camera to one only. */
final class FakePi {
    static final String TUNING =
            """
            {"version": 2.0, "target": "bcm2835", "algorithms": [
              {"rpi.black_level": {"black_level": 4096}},
              {"rpi.geq": {"offset": 204, "slope": 0.01633}},
              {"rpi.alsc": {"omega": 1.3, "n_iter": 100, "luminance_strength": 0.7,
                "calibrations_Cr": [{"ct": 3000, "table": [%1$s]}, {"ct": 6000, "table": [%1$s]}],
                "calibrations_Cb": [{"ct": 3000, "table": [%1$s]}, {"ct": 6000, "table": [%1$s]}],
                "luminance_lut": [%1$s]}},
              {"rpi.contrast": {"ce_enable": 1, "gamma_curve": [0, 0, 1024, 5040, 65535, 65535]}},
              {"rpi.ccm": {"ccms": [{"ct": 2498, "ccm": [1.6, -0.5, -0.1, -0.4, 1.6, -0.2, 0, -0.7, 1.7]}]}}
            ]}
            """
                    .formatted("1.5, ".repeat(191) + "1.5");

    private final Path folder;
    final Path tuning;

    FakePi(Path folder) throws IOException {
        this.folder = folder;
        tuning = Files.writeString(folder.resolve("imx219.json"), TUNING);
        Files.write(folder.resolve("frame.jpg"), MjpegSimulator.picture(1));
        list("0 : imx219 [3280x2464 10-bit RGGB] (/base/soc/i2c0mux/i2c@1/imx219@10)");
        light(1);
        program(
                "vid",
                """
                open(F, "<", "$here/frame.jpg"); binmode F; local $/; my $frame = <F>;
                $| = 1; binmode STDOUT;
                while (print $frame) { select(undef, undef, undef, 0.01) }
                """);
    }

    String programs() {
        return folder.toString();
    }

    /** What rpicam-hello lists. */
    void list(String cameras) throws IOException {
        Path file = folder.resolve("rpicam-hello");
        write(
                file,
                "#!/bin/sh\ncat <<X\nAvailable cameras\n-----------------\n" + cameras + "\nX\n");
    }

    /** How bright it is. */
    void light(double light) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        program(
                "still",
                "exec('%s', '-XX:TieredStopAtLevel=1', '-cp', '%s', '%s', '%s', @ARGV)"
                        .formatted(
                                java,
                                System.getProperty("java.class.path"),
                                FakeStill.class.getName(),
                                light));
    }

    /** The program does this, once it has the camera. Perl, which starts at once. */
    void program(String name, String script) throws IOException {
        write(
                folder.resolve("rpicam-" + name),
                """
                #!/usr/bin/perl
                use Fcntl ':flock';
                my $here = '%s';
                open(C, '>>', "$here/calls"); print C join(' ', '%s', @ARGV), "\\n"; close(C);
                $^F = 255; # whoever is started instead of this keeps the camera
                open(L, '>', "$here/taken");
                flock(L, LOCK_EX | LOCK_NB) or die "ERROR: *** failed to acquire camera ***\\n";
                """
                                .formatted(folder, name)
                        + script);
    }

    /** Another program that has the camera, until it is destroyed. */
    Process take() throws IOException {
        Path other = folder.resolve("rpicam-other");
        program("other", "$| = 1; print 'x'; sleep 3600;");
        Process process = new ProcessBuilder(other.toString()).start();
        if (process.getInputStream().read() != 'x') {
            throw new IOException("the camera is taken");
        }
        return process;
    }

    private static void write(Path file, String script) throws IOException {
        Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), script);
        Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rwx------"));
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** How the programs were called. */
    List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** How this program was called last. */
    String last(String name) throws IOException {
        return calls().stream()
                .filter(c -> c.startsWith(name + " "))
                .reduce((a, b) -> b)
                .orElseThrow(() -> new AssertionError(name + " was not called"));
    }
}
