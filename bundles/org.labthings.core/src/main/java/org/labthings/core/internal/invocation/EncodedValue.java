package org.labthings.core.internal.invocation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Json;
import org.labthings.schema.UnencodableException;

/**
 * A value as JSON text, encoded once when it was final, so that nothing of the driver's bundle is
 * kept. Links to blobs are filled in for each request; their blobs stay alive with it.
 */
final class EncodedValue {
    static final EncodedValue NULL = new EncodedValue("null", Map.of(), null);

    /** Stands for a link in the text; no other string of JSON holds a raw control character. */
    private static final String MARK = "\\u0000blob:";

    private static final int UUID_LENGTH = 36;

    private final String json;
    private final Map<UUID, Blob> blobs;
    private final String failure;

    private EncodedValue(String json, Map<UUID, Blob> blobs, String failure) {
        this.json = json;
        this.blobs = blobs;
        this.failure = failure;
    }

    /** Writes a value with the links it is given. */
    @FunctionalInterface
    interface Writer {
        void write(JsonGenerator out, BlobLinks links) throws IOException;
    }

    /** Encodes now; a value that cannot be encoded fails when it is asked for. */
    static EncodedValue of(Writer writer) {
        Map<UUID, Blob> blobs = new LinkedHashMap<>();
        BlobLinks marks =
                new BlobLinks() {
                    @Override
                    public String href(Blob blob) {
                        blobs.put(blob.id(), blob);
                        return "\0blob:" + blob.id();
                    }

                    @Override
                    public Optional<Blob> find(UUID id) {
                        return Optional.empty();
                    }
                };
        try {
            byte[] json = Json.bytes(out -> writer.write(out, marks));
            String text = new String(json, java.nio.charset.StandardCharsets.UTF_8);
            return text.equals("null") ? NULL : new EncodedValue(text, Map.copyOf(blobs), null);
        } catch (IOException | RuntimeException e) {
            return new EncodedValue(null, Map.of(), String.valueOf(e.getMessage()));
        }
    }

    /** Whether it is anything but null. */
    boolean isPresent() {
        return this != NULL;
    }

    /** How many bytes it keeps, with those of blobs in memory. */
    long size() {
        long bytes = 2L * (json == null ? failure.length() : json.length());
        for (Blob blob : blobs.values()) {
            bytes += blob.bytes().map(data -> data.length).orElse(0);
        }
        return bytes;
    }

    void write(JsonGenerator out, BlobLinks links) throws IOException {
        if (json == null) {
            throw new UnencodableException(failure);
        }
        out.writeRawValue(blobs.isEmpty() ? json : linked(links));
    }

    private String linked(BlobLinks links) {
        StringBuilder out = new StringBuilder(json.length() + 64);
        int from = 0;
        for (int at = json.indexOf(MARK); at >= 0; at = json.indexOf(MARK, from)) {
            int idAt = at + MARK.length();
            int end = Math.min(idAt + UUID_LENGTH, json.length());
            Blob blob = blobOf(json.substring(idAt, end));
            if (blob == null) { // a driver's own string that looks like a mark
                out.append(json, from, idAt);
                from = idAt;
                continue;
            }
            out.append(json, from, at).append(escaped(links.href(blob)));
            from = end;
        }
        return out.append(json, from, json.length()).toString();
    }

    private Blob blobOf(String id) {
        try {
            return blobs.get(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String escaped(String href) {
        return new String(
                com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(href));
    }
}
