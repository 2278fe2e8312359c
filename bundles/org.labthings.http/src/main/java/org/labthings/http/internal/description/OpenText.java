package org.labthings.http.internal.description;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * JSON text in which the server's URL is still open, as it depends on who asks. Made once, kept as
 * the bytes between the open places. Immutable.
 */
final class OpenText {
    private static final String MARK = UUID.randomUUID().toString(); // nothing else contains it

    /** Stands for {@code http://host:port} at the beginning of a string. */
    static final String BASE = MARK + 'b';

    /** Stands for {@code ws://host:port} at the beginning of a string. */
    static final String SOCKET = MARK + 's';

    private final List<byte[]> pieces = new ArrayList<>();
    private final List<Boolean> sockets = new ArrayList<>();
    private final int size;

    /** A text that contains {@link #BASE} and {@link #SOCKET}. */
    OpenText(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        int from = 0;
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, from)) {
            add(text.substring(from, at));
            from = at + BASE.length();
            sockets.add(text.startsWith(SOCKET, at));
        }
        add(text.substring(from));
        size = pieces.stream().mapToInt(p -> p.length).sum();
    }

    private void add(String piece) {
        pieces.add(piece.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Appends the text.
     *
     * @param base {@code http://host:port} or {@code https://host:port}
     */
    void appendTo(ByteArrayOutputStream out, String base) {
        byte[] url = inner(base);
        byte[] socket = inner("ws" + base.substring("http".length()));
        for (int i = 0; i < sockets.size(); i++) {
            out.writeBytes(pieces.get(i));
            out.writeBytes(sockets.get(i) ? socket : url);
        }
        out.writeBytes(pieces.get(sockets.size()));
    }

    private static byte[] inner(String text) {
        byte[] quoted = PerBase.json(text);
        return Arrays.copyOfRange(quoted, 1, quoted.length - 1);
    }

    /** About how many bytes it has. */
    int size() {
        return size + 32 * sockets.size();
    }
}
