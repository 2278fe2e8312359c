package org.labthings.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An answer of an {@link Endpoint} method that is not plain JSON.
 *
 * @param status HTTP status of the answer; a file with 200 may be answered with 206, 304 or 416
 * @param contentType value of the {@code Content-Type} header; null leaves a stream or bytes
 *     without
 * @param headers further headers; those of the connection, {@code Content-Length} and {@code
 *     Content-Type} are left out
 * @param body what is sent, not null
 */
public record EndpointResponse(
        int status, String contentType, Map<String, String> headers, Body body) {

    /** What an answer consists of. */
    public sealed interface Body {
        /**
         * Bytes in memory.
         *
         * @param data not copied; must not be changed until it is sent
         */
        record Bytes(byte[] data) implements Body {}

        /**
         * A file, sent with range support, an ETag and a modification date.
         *
         * @param path of a regular file; one that is gone by then is an error of the request
         */
        record File(Path path) implements Body {}

        /**
         * Data that is written while it is produced.
         *
         * @param writer called once; not at all for a HEAD request
         */
        record Stream(Writer writer) implements Body {}
    }

    /** Produces a streamed body. */
    @FunctionalInterface
    @ConsumerType
    public interface Writer {
        /**
         * Writes the body. Called on a worker thread; writing blocks while the client is slow.
         *
         * @param out closed by the platform when this returns; what fails after the first byte ends
         *     the connection
         * @throws IOException when the client is gone; let it through
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Makes the headers unmodifiable.
     *
     * @param status HTTP status
     * @param contentType value of the {@code Content-Type} header
     * @param headers copied; none of it null
     * @param body what is sent
     */
    public EndpointResponse {
        headers = Map.copyOf(headers);
    }

    /**
     * Bytes with status 200.
     *
     * @param data not copied; must not be changed until it is sent
     * @param contentType value of the {@code Content-Type} header
     * @return an answer without further headers
     */
    public static EndpointResponse bytes(byte[] data, String contentType) {
        return new EndpointResponse(200, contentType, Map.of(), new Body.Bytes(data));
    }

    /**
     * Text in UTF-8 with status 200.
     *
     * @param text of any length, kept in memory
     * @param contentType without a charset, which is added
     * @return an answer without further headers
     */
    public static EndpointResponse text(String text, String contentType) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), contentType + "; charset=utf-8");
    }

    /**
     * A file with status 200.
     *
     * @param path of a regular file
     * @param contentType value of the {@code Content-Type} header
     * @return an answer without further headers
     */
    public static EndpointResponse file(Path path, String contentType) {
        return new EndpointResponse(200, contentType, Map.of(), new Body.File(path));
    }

    /**
     * A stream with status 200.
     *
     * @param writer called on a worker while the client waits
     * @param contentType value of the {@code Content-Type} header
     * @return an answer without further headers
     */
    public static EndpointResponse stream(Writer writer, String contentType) {
        return new EndpointResponse(200, contentType, Map.of(), new Body.Stream(writer));
    }

    /**
     * This answer with another status.
     *
     * @param newStatus HTTP status of the answer
     * @return a new answer
     */
    public EndpointResponse withStatus(int newStatus) {
        return new EndpointResponse(newStatus, contentType, headers, body);
    }

    /**
     * This answer with one more header.
     *
     * @param name in any case; a header of this very name is replaced
     * @param value as it is sent, not null
     * @return a new answer
     */
    public EndpointResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new EndpointResponse(status, contentType, more, body);
    }
}
