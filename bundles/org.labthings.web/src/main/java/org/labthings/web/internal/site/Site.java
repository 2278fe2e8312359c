package org.labthings.web.internal.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files under one path of the server: those of a folder, or of a bundle. From any thread. */
public interface Site {
    /** The URL path, with a slash at its end. */
    String path();

    /** The folder, where it is one; what changes there can be watched. */
    Optional<Path> folder();

    /**
     * What is at a place.
     *
     * @param segments of the path below the site's, decoded, none of them empty
     * @return empty when there is nothing that may be served
     * @throws IOException when it cannot be read
     */
    Optional<Found> find(List<String> segments) throws IOException;

    /** A file, or a folder. */
    sealed interface Found permits StoredFile, Folder {}

    /** A folder; it may have an index page. */
    record Folder() implements Found {}
}
