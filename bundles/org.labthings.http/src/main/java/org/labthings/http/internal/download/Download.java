package org.labthings.http.internal.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Locale;

/**
 * Bytes to be sent, in memory or in a file.
 *
 * @param data the bytes, or null
 * @param file where they are, or null
 * @param length how many
 * @param mediaType as it is sent
 * @param etag validator with its quotes, or null
 * @param modified when they were written, or null
 */
record Download(
        byte[] data, Path file, long length, String mediaType, String etag, Instant modified) {

    /** Bytes in memory. */
    static Download of(byte[] data, String mediaType, String etag) {
        return new Download(data, null, data.length, withCharset(mediaType), etag, null);
    }

    /**
     * A file as it is now; blocks.
     *
     * @throws IOException when there is no such file
     */
    static Download of(Path file, String mediaType) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        long millis = now.lastModifiedTime().toMillis();
        String etag = '"' + Long.toHexString(millis) + '-' + Long.toHexString(now.size()) + '"';
        return new Download(
                null,
                file,
                now.size(),
                withCharset(mediaType),
                etag,
                now.lastModifiedTime().toInstant());
    }

    /** Text without a charset is UTF-8, as LabThings has it. */
    static String withCharset(String mediaType) {
        String lower = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        return lower.startsWith("text/") && !lower.contains("charset=")
                ? mediaType + "; charset=utf-8"
                : mediaType;
    }
}
