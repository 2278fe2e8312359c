package org.labthings.web.internal.site;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file as it is now.
 *
 * @param name its last component
 * @param size in bytes
 * @param modified milliseconds since 1970
 * @param etag strong, with its quotes
 * @param content opens it
 */
public record StoredFile(String name, long size, long modified, String etag, Content content)
        implements Site.Found {
    /** Opens the content of a file. */
    public interface Content {
        /** From its beginning; blocks. */
        InputStream open() throws IOException;
    }
}
