package org.labthings.web.internal.site;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** The files below a folder of a bundle. */
public final class BundleSite implements Site {
    private final String path;
    private final Bundle bundle;
    private final String folder;

    /**
     * A site that is served as long as the bundle stays as it is.
     *
     * @param folder in the bundle, without slashes at its ends
     */
    public BundleSite(String path, Bundle bundle, String folder) {
        this.path = path;
        this.bundle = bundle;
        this.folder = folder;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    @Override
    public Optional<Found> find(List<String> segments) throws IOException {
        for (String segment : segments) {
            if (segment.startsWith(".")
                    || segment.indexOf('/') >= 0
                    || segment.indexOf('\\') >= 0) {
                return Optional.empty();
            }
        }
        String name = segments.isEmpty() ? folder : folder + "/" + String.join("/", segments);
        try {
            URL entry = bundle.getEntry(name);
            if (entry == null || entry.getPath().endsWith("/") || isFolder(name)) {
                return isFolder(name) ? Optional.of(new Folder()) : Optional.empty();
            }
            return Optional.of(file(entry, segments));
        } catch (IllegalStateException e) { // uninstalled in this moment
            return Optional.empty();
        }
    }

    private boolean isFolder(String name) {
        return bundle.getEntryPaths(name) != null;
    }

    private StoredFile file(URL entry, List<String> segments) throws IOException {
        URLConnection connection = entry.openConnection();
        long size = connection.getContentLengthLong();
        if (size < 0) {
            try (var in = entry.openStream()) {
                size = in.transferTo(OutputStream.nullOutputStream());
            }
        }
        long modified = bundle.getLastModified(); // of the bundle's content, not of the file
        String etag = "\"" + Long.toHexString(modified) + "-" + Long.toHexString(size) + "\"";
        return new StoredFile(
                segments.get(segments.size() - 1), size, modified, etag, entry::openStream);
    }
}
