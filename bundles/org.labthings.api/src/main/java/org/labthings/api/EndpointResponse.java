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
 * @param status HTTP status
 * @param contentType value of the {@code Content-Type} header
 * @param headers further headers
 * @param body what is sent
 */
public record EndpointResponse(
        int status, String contentType, Map<String, String> headers, Body body) {

    /** What an answer consists of. */
    public sealed interface Body {
        /** Bytes in memory. */
        record Bytes(byte[] data) implements Body {}

        /** A file, sent with range support, an ETag and a modification date. */
        record File(Path path) implements Body {}

        /** Data that is written while it is produced. */
        record Stream(Writer writer) implements Body {}
    }

    /** Produces a streamed body. */
    @FunctionalInterface
    @ConsumerType
    public interface Writer {
        /**
         * Writes the body. Called on a worker thread; writing blocks while the client is slow.
         *
         * @throws IOException when the client is gone; let it through
         */
        void write(OutputStream out) throws IOException;
    }

    /** Makes the headers unmodifiable. */
    public EndpointResponse {
        headers = Map.copyOf(headers);
    }

    /** Bytes with status 200. */
    public static EndpointResponse bytes(byte[] data, String contentType) {
        return new EndpointResponse(200, contentType, Map.of(), new Body.Bytes(data));
    }

    /** Text in UTF-8 with status 200. */
    public static EndpointResponse text(String text, String contentType) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), contentType + "; charset=utf-8");
    }

    /** A file with status 200. */
    public static EndpointResponse file(Path path, String contentType) {
        return new EndpointResponse(200, contentType, Map.of(), new Body.File(path));
    }

    /** A stream with status 200. */
    public static EndpointResponse stream(Writer writer, String contentType) {
        return new EndpointResponse(200, contentType, Map.of(), new Body.Stream(writer));
    }

    /** This answer with another status. */
    public EndpointResponse withStatus(int newStatus) {
        return new EndpointResponse(newStatus, contentType, headers, body);
    }

    /** This answer with one more header. */
    public EndpointResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new EndpointResponse(status, contentType, more, body);
    }
}
