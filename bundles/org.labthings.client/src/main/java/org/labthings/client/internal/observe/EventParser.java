package org.labthings.client.internal.observe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.labthings.client.internal.http.Feed;

/** The bytes of an event stream as events (HTML Standard, section 9.2.6). */
final class EventParser implements Feed.Sink {
    private static final int LONGEST = 16 << 20;

    private final Listener listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String id;
    private boolean returned;
    private boolean first = true;

    /** Told of events. */
    interface Listener {
        /**
         * One event.
         *
         * @param type empty for the usual one
         * @param data its lines
         * @param id the last that was given, or null
         */
        void event(String type, String data, String id) throws IOException;
    }

    EventParser(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void accept(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b == '\n' && returned) {
                returned = false; // the second half of a line's end
                continue;
            }
            returned = b == '\r';
            if (b == '\n' || b == '\r') {
                line(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
                bound(line.size());
            }
        }
    }

    private static void bound(int size) throws IOException {
        if (size > LONGEST) {
            throw new IOException("An event is longer than " + LONGEST + " bytes");
        }
    }

    private void line(String raw) throws IOException {
        String text = first && raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
        first = false;
        if (text.isEmpty()) {
            dispatch();
            return;
        }
        int colon = text.indexOf(':');
        if (colon == 0) {
            return; // a comment: a sign of life
        }
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        if (value.startsWith(" ")) {
            value = value.substring(1);
        }
        switch (field) {
            case "data" -> {
                data.append(value).append('\n');
                bound(data.length());
            }
            case "event" -> type = value;
            case "id" -> id = value.indexOf('\0') >= 0 ? id : value;
            default -> {
                // of no use here
            }
        }
    }

    private void dispatch() throws IOException {
        if (data.length() > 0) {
            data.setLength(data.length() - 1);
            listener.event(type, data.toString(), id);
        }
        data.setLength(0);
        type = "";
    }
}
