package org.labthings.config.internal.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;
import org.labthings.config.internal.json.LocatedJson;

/** The keys of a section, typed by the bundle that has them. */
class BundleSectionTest {
    private final Findings findings = new Findings();

    private Map<String, Object> read(BundleSection section, String json) {
        byte[] text = ("{\n\"http\":\n" + json + "}").getBytes(StandardCharsets.UTF_8);
        LocatedJson document = JsonText.read(text, "test", findings);
        ObjectNode http = (ObjectNode) document.root().get("http");
        return section.properties(http, document.place().member("http"), findings);
    }

    @Test
    void keysAreTyped() {
        Map<String, Object> properties =
                read(
                        FakeRuntime.http(),
                        "{\"stream_viewers\": 5, \"cors_origins\": [\"a\", \"b\"], \"mdns\":"
                                + " false}");
        assertEquals(List.of(), findings.errors());
        assertEquals(5, properties.get("stream.viewers"));
        assertEquals(false, properties.get("mdns"));
        assertArrayEquals(new String[] {"a", "b"}, (Object[]) properties.get("cors.origins"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"stream_viewrs\": 5} | http.stream_viewrs: there is no such key; there"
                        + " are cors_origins, stream_viewers, mdns (line 3)",
                "{\"stream_viewers\": \"5\"} | http.stream_viewers: should be an integer, not"
                        + " \"5\" (line 3)",
                "{\"stream_viewers\": 101} | http.stream_viewers: is refused: greater than maximum,"
                        + " not 101 (line 3)",
                "{\"cors_origins\": \"*\"} | http.cors_origins: should be a list of strings, not"
                        + " \"*\" (line 3)",
                "{\"host\": \"x\"} | http.host: given on the command line only, as --host (line 3)",
                "{\"mdns\": true, \"MDNS\": true} | http.MDNS: the key is given twice (line 3)"
            })
    void whatCannotBeObeyedIsRefused(String json, String error) {
        read(FakeRuntime.http(), json);
        assertEquals(List.of(error), findings.errors());
        assertEquals(Findings.REFUSED, findings.exit());
    }

    @Test
    void withoutServerNoKeyIsKnown() {
        assertEquals(Map.of(), read(FakeRuntime.noHttp(), "{}"));
        assertEquals(List.of(), findings.errors());
        read(FakeRuntime.noHttp(), "{\"mdns\": false}");
        assertEquals(
                List.of("http.mdns: there is no such key; there are none (line 3)"),
                findings.errors());
    }
}
