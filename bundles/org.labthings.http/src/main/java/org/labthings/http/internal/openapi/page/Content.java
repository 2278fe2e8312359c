package org.labthings.http.internal.openapi.page;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.exchange.ETags;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.reply.SlicedWrite;

/**
 * Content that does not change, kept compressed: nearly every client takes it so. Immutable; from
 * any thread.
 */
public final class Content {
    private static final HttpField GZIP =
            new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, "gzip");
    private static final HttpField VARY =
            new PreEncodedHttpField(HttpHeader.VARY, "Origin, Accept-Encoding");
    private static final HttpField NO_SNIFFING =
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff");

    private final byte[] compressed;
    private final int length;
    private final String digest;
    private final HttpFields fields;

    /**
     * Compresses content; that takes a while.
     *
     * @param type media type with charset
     * @param caching value of {@code Cache-Control}
     * @param more header fields
     */
    public Content(byte[] bytes, String type, String caching, HttpField... more) {
        this.compressed = compress(bytes);
        this.length = bytes.length;
        this.digest = digest(bytes);
        HttpFields.Mutable all = HttpFields.build();
        all.put(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type));
        all.put(new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, caching));
        all.put(NO_SNIFFING).put(VARY);
        for (HttpField field : more) {
            all.put(field);
        }
        this.fields = all.asImmutable();
    }

    /** Sends it, or says that the client has it. Does not block. */
    public void send(Request request, Response response, Callback callback) {
        boolean zipped = takesGzip(request);
        String etag = '"' + digest + (zipped ? "-gzip\"" : "\"");
        HttpFields.Mutable headers = response.getHeaders();
        fields.forEach(headers::put);
        headers.put(HttpHeader.ETAG, etag);
        if (ETags.anyMatches(request.getHeaders().get(HttpHeader.IF_NONE_MATCH), etag)) {
            headers.remove(HttpHeader.CONTENT_TYPE);
            Reply.empty(response, callback, 304);
            return;
        }
        if (zipped) {
            headers.put(GZIP);
        }
        if ("HEAD".equals(request.getMethod())) {
            headers.put(HttpHeader.CONTENT_LENGTH, zipped ? compressed.length : length);
            response.write(true, null, callback);
        } else {
            SlicedWrite.all(response, zipped ? compressed : bytes(), callback);
        }
    }

    private static boolean takesGzip(Request request) {
        return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).stream()
                .anyMatch(e -> e.equalsIgnoreCase("gzip") || e.equals("*"));
    }

    /** The content itself. */
    byte[] bytes() {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException("Compressed here, in memory", e);
        }
    }

    private static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(sum, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
