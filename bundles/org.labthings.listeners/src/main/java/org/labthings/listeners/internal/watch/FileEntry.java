package org.labthings.listeners.internal.watch;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.labthings.listeners.FileStamp;

/**
 * A file as it was seen.
 *
 * @param stamp size and time
 * @param key what identifies it across renames; null where the file system has nothing like it
 */
record FileEntry(FileStamp stamp, Object key) {
    static FileEntry of(BasicFileAttributes file) {
        return new FileEntry(
                new FileStamp(file.size(), file.lastModifiedTime().to(TimeUnit.MICROSECONDS)),
                file.fileKey());
    }

    /** Whether it is this very file under another name, as far as one can tell. */
    boolean isSameFileAs(FileEntry other) {
        return key != null && key.equals(other.key) && stamp.equals(other.stamp);
    }

    /** Whether nothing tells that its content is another one. */
    boolean isUnchangedFrom(FileEntry other) {
        return stamp.equals(other.stamp) && (other.key == null || Objects.equals(key, other.key));
    }
}
