package org.labthings.thing.smartscan.stitch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What the built-in stitcher leaves when it is killed: the pyramid and the OME-TIFF that it was
 * writing, which may be of gigabytes and would stay until the scan is stitched again.
 */
final class Remains {
    private static final String NAMES = ".*{_files,.ome.tiff}.new";

    private Remains() {}

    /** Deletes them; blocks as the disk does. */
    static void delete(Path images) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(images, NAMES)) {
            for (Path remains : all) {
                Files.walkFileTree(
                        remains,
                        new SimpleFileVisitor<>() { // does not follow links
                            @Override
                            public FileVisitResult visitFile(Path f, BasicFileAttributes a)
                                    throws IOException {
                                Files.delete(f);
                                return FileVisitResult.CONTINUE;
                            }

                            @Override
                            public FileVisitResult postVisitDirectory(Path d, IOException e)
                                    throws IOException {
                                Files.delete(d);
                                return FileVisitResult.CONTINUE;
                            }
                        });
            }
        }
    }
}
