package org.labthings.http.internal.observe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The text of Server-Sent Events. */
final class EventFormat {
    /** Keeps the connection and tells that the other side is there. */
    static final byte[] HEARTBEAT = ascii(":\n\n");

    /** First of all: when to come back after the connection broke. */
    static final byte[] BEGIN = ascii("retry: 2000\n\n");

    private static final byte[] ID = ascii("id: ");
    private static final byte[] DATA = ascii("data: ");

    private EventFormat() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Says, as an event of its own type, that a slow client missed so many before the next one. */
    static byte[] lost(int count) {
        return ascii("event: lost\ndata: {\"lost\": " + count + "}\n\n");
    }

    /** One event of the default type, without which clients do not take it for a value. */
    static byte[] event(String id, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 48);
        if (id != null) {
            out.writeBytes(ID);
            out.writeBytes(ascii(id));
            out.write('\n');
        }
        int start = 0;
        for (int i = 0; i <= data.length; i++) {
            if (i == data.length || data[i] == '\n' || data[i] == '\r') {
                out.writeBytes(DATA); // a line break would end the value
                out.write(data, start, i - start);
                out.write('\n');
                start = i + 1;
            }
        }
        out.write('\n');
        return out.toByteArray();
    }
}
