package org.labthings.client.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
    private static final String STREAM =
            "\uFEFF: hello\n\nid: 1\ndata: 5\n\n"
                    + "event: lost\ndata: {\"lost\": 2}\n\n"
                    + "id: 2\r\ndata:one\r\ndata: två\r\n\r\n"
                    + "data: 3\rid: x\0y\r\r"
                    + "retry: 5\nunknown\n\ndata\n\ndata: never ended\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void eventsComeWholeHoweverTheBytesAreCut(int step) throws Exception {
        List<String> seen = new ArrayList<>();
        EventParser parser =
                new EventParser((type, data, id) -> seen.add(type + "|" + data + "|" + id));
        byte[] all = STREAM.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < all.length; at += step) {
            parser.accept(ByteBuffer.wrap(all, at, Math.min(step, all.length - at)));
        }
        assertEquals(List.of("|5|1", "lost|{\"lost\": 2}|1", "|one\ntvå|2", "|3|2", "||2"), seen);
    }
}
