package org.labthings.security.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Says whether files are other ones than at the last look. Used by one thread. */
final class AccountWatch {
    private final List<Path> files;
    private String seen = "";

    AccountWatch(List<Path> files) {
        this.files = files;
    }

    /** Whether something changed since this was asked last; the first time it did. */
    boolean hasChanged() {
        StringBuilder now = new StringBuilder("files");
        for (Path file : files) {
            try {
                BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
                now.append(' ').append(a.fileKey()).append(' ').append(a.lastModifiedTime());
                now.append(' ').append(a.size());
            } catch (NoSuchFileException e) {
                now.append(" none");
            } catch (IOException e) {
                now.append(' ').append(e.getMessage());
            }
        }
        String text = now.toString();
        boolean changed = !text.equals(seen);
        seen = text;
        return changed;
    }
}
