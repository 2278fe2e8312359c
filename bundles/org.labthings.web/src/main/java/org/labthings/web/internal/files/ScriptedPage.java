package org.labthings.web.internal.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.labthings.web.internal.site.StoredFile;

/** A page with one more element before the end of its body. */
final class ScriptedPage {
    /** Larger pages stay as they are. */
    private static final long MOST_BYTES = 5 << 20;

    private ScriptedPage() {}

    /** The page with the element; the same where it is none, or has it already. */
    static StoredFile of(StoredFile page, String element) throws IOException {
        String type = FileReply.type(page.name());
        if (element.isEmpty() || !type.startsWith("text/html") || page.size() > MOST_BYTES) {
            return page;
        }
        byte[] bytes;
        try (InputStream in = page.content().open()) {
            bytes = in.readNBytes((int) MOST_BYTES);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1); // byte for byte
        if (text.contains("livereload.js")) {
            return page;
        }
        int end = text.toLowerCase(Locale.ROOT).lastIndexOf("</body");
        int at = end < 0 ? text.length() : end;
        byte[] scripted =
                (text.substring(0, at) + element + text.substring(at))
                        .getBytes(StandardCharsets.ISO_8859_1);
        String etag = page.etag().substring(0, page.etag().length() - 1) + "-live\"";
        return new StoredFile(
                page.name(),
                scripted.length,
                page.modified(),
                etag,
                () -> new ByteArrayInputStream(scripted));
    }
}
