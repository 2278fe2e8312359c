package org.labthings.openflexure.internal.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.eclipse.jetty.http.MimeTypes;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.http.extension.ServerRequest;

/**
 * The files below a folder, as they are when they are asked for: no listing, no hidden files (one
 * that is being written is hidden), nothing outside, whatever links say. From any thread.
 */
public final class FolderFiles {
    /** Name of the open part of a path that says which file is wanted. */
    public static final String FILE = "file";

    private final Path folder;

    /** Files of this folder, which need not be there yet. */
    public FolderFiles(Path folder) {
        this.folder = folder;
    }

    /** The file that a request's open part {@link #FILE} names. */
    public EndpointResponse answer(ServerRequest request) {
        return answer(request.parameters().get(FILE));
    }

    /**
     * A file.
     *
     * @param path below the folder; empty segments do not count
     * @throws HttpError 404 when there is no such file
     */
    EndpointResponse answer(String path) {
        Path file = find(path);
        if (file == null) {
            throw new HttpError(404, "Not Found");
        }
        return EndpointResponse.file(file, type(file.getFileName().toString()));
    }

    private Path find(String path) {
        try {
            Path file = folder.toRealPath();
            for (String segment : path.split("/")) {
                if (segment.startsWith(".") || segment.indexOf('\0') >= 0) {
                    return null;
                }
                file = file.resolve(segment); // an empty one changes nothing
            }
            Path real = file.toRealPath();
            boolean inside = real.startsWith(folder.toRealPath());
            return inside && Files.isRegularFile(real) && !path.endsWith("/") ? real : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    /** By the extension; a DeepZoom description is XML. */
    static String type(String name) {
        if (name.toLowerCase(Locale.ROOT).endsWith(".dzi")) {
            return "application/xml";
        }
        String type = MimeTypes.DEFAULTS.getMimeByExtension(name);
        return type == null ? "application/octet-stream" : type;
    }
}
