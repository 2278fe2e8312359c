package org.labthings.gogo.internal.completion;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files on the server's machine that a word could mean. */
final class FileNames {
    private static final int MOST = 1000;

    private FileNames() {}

    static List<Candidate> candidates(Path folder, String word) {
        int slash = word.lastIndexOf('/');
        String parent = word.substring(0, slash + 1);
        String beginning = word.substring(slash + 1);
        List<Candidate> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        folder.resolve(parent.isEmpty() ? "." : parent),
                        f -> f.getFileName().toString().startsWith(beginning))) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (beginning.isEmpty() && name.startsWith(".")) {
                    continue;
                }
                boolean directory = Files.isDirectory(file);
                found.add(new Candidate(parent + name + (directory ? "/" : ""), null, !directory));
                if (found.size() >= MOST) {
                    break;
                }
            }
        } catch (IOException | InvalidPathException e) {
            return List.of(); // nothing that could be completed
        }
        return found;
    }
}
