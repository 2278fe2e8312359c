package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SchemaTest {
    private static final String PATH = "/.well-known/labthings/config.schema.json";

    @Test
    void theSchemaOfTheMomentIsServed() throws Exception {
        try (Wire wire = Wire.of()) {
            assertEquals(503, wire.get(PATH).statusCode());
            wire.schema = () -> "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> answer = wire.get(PATH);
            assertEquals(200, answer.statusCode());
            assertEquals("{\"a\": 1}", answer.body());
            assertEquals(
                    "application/schema+json", answer.headers().firstValue("content-type").get());
            String tag = answer.headers().firstValue("etag").get();
            assertEquals(304, wire.get(PATH, "If-None-Match", tag).statusCode());
            wire.schema = () -> "{\"b\": 2}".getBytes(StandardCharsets.UTF_8);
            assertEquals("{\"b\": 2}", wire.get(PATH, "If-None-Match", tag).body());
        }
    }
}
