package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.labthings.api.Blob;
import org.labthings.api.MediaType;

class BlobTest {
    private final Blob text = Blob.fromBytes(new byte[] {'a'}, "text/plain; charset=utf-8");
    private final Blob png = Blob.fromBytes(new byte[] {1}, "image/png");
    private final BlobLinks links =
            new BlobLinks() {
                @Override
                public String href(Blob blob) {
                    return "http://here/blob/" + blob.id();
                }

                @Override
                public Optional<Blob> find(UUID id) {
                    return List.of(text, png).stream().filter(b -> b.id().equals(id)).findFirst();
                }
            };

    record WithBlob(String name, Blob data) {}

    @SuppressWarnings("unused")
    static class Types {
        @MediaType("text/plain")
        Blob text;

        @MediaType(value = "image/*", description = "A picture.")
        Blob image;

        Blob any;
        Optional<@MediaType("text/plain") Blob> optional;
        Map<String, Blob> map;
        WithBlob record;
    }

    private static DataType type(String name) {
        return Compiled.field(Types.class, name);
    }

    private static String link(Object id) {
        return "{\"href\":\"http://other:1/x/blob/" + id + "\",\"media_type\":\"x/y\"}";
    }

    private Object decode(String name, String json) {
        Decoding run = new Decoding(links, "body");
        Object out = type(name).decode(Compiled.json(json), run);
        run.throwIfFailed();
        return out;
    }

    private void assertRefused(String json, String expectedType, Object... loc) {
        ValidationException e = assertThrows(ValidationException.class, () -> decode("text", json));
        assertEquals(expectedType, e.issues().get(0).type());
        assertEquals(List.of(loc), e.issues().get(0).loc());
    }

    private void assertValueError(String json, String message) {
        ValidationException e = assertThrows(ValidationException.class, () -> decode("text", json));
        Issue issue = e.issues().get(0);
        assertEquals("value_error", issue.type());
        assertEquals("Value error, " + message, issue.msg());
        assertEquals("{\"error\":{}}", issue.ctx().toString());
        assertEquals(Compiled.json(json), issue.input());
    }

    @Test
    void aLinkIsTheBlobItself() {
        assertSame(text, decode("text", link(text.id())));
        assertSame(
                png,
                decode(
                        "any",
                        "{\"href\":\"/blob/"
                                + png.id()
                                + "?q=1\","
                                + "\"media_type\":\"\",\"rel\":\"output\",\"description\":\"d\",\"more\":1}"));
        assertSame(text, decode("text", link(text.id().toString().replace("-", ""))));
        assertEquals(Optional.of(text), decode("optional", link(text.id())));
        assertEquals(Optional.empty(), decode("optional", "null"));
        assertEquals(Map.of("a", png), decode("map", "{\"a\":" + link(png.id()) + "}"));
    }

    @Test
    void linksThatAreNone() {
        assertValueError(
                "{\"href\":\"http://h/nothing\",\"media_type\":\"text/plain\"}",
                "Blob URLs must contain a Blob ID.");
        assertValueError(link("zzz"), "badly formed hexadecimal UUID string");
        assertValueError(
                link("00000000-0000-0000-0000-000000000000"),
                "Blob ID 00000000-0000-0000-0000-000000000000 wasn't found on this server.");
        assertValueError(
                link(png.id()),
                "Blob data media_type 'image/png' does not match Blob media_type 'text/plain'.");
        assertRefused("\"text\"", "model_attributes_type", "body");
        assertRefused("null", "model_attributes_type", "body");
        assertRefused("{\"media_type\":\"a/b\"}", "missing", "body", "href");
        assertRefused("{\"href\":\"x\"}", "missing", "body", "media_type");
        assertRefused("{\"href\":1,\"media_type\":\"a/b\"}", "string_type", "body", "href");
        assertRefused(
                "{\"href\":\"x\",\"media_type\":\"a/b\",\"rel\":\"self\"}",
                "literal_error",
                "body",
                "rel");
        assertRefused(
                "{\"href\":\"x\",\"media_type\":\"a/b\",\"description\":null}",
                "string_type",
                "body",
                "description");
    }

    @Test
    void driversReturnBlobsOfTheDeclaredType() {
        assertSame(text, type("text").check(text));
        assertSame(png, type("image").check(png));
        ValidationException e =
                assertThrows(ValidationException.class, () -> type("image").check(text));
        assertTrue(e.getMessage().contains("does not match Blob media_type 'image/*'"));
        assertThrows(ValidationException.class, () -> type("any").check("x"));
    }

    @Test
    void blobsAreWrittenAsLinks() throws IOException {
        JsonNode json = Json.tree(out -> type("any").encode(png, out, links));
        assertEquals(
                List.of("href", "media_type", "rel", "description"),
                json.propertyStream().map(Map.Entry::getKey).toList());
        assertEquals("http://here/blob/" + png.id(), json.get("href").asText());
        assertEquals("image/png", json.get("media_type").asText());
        assertEquals("output", json.get("rel").asText());
        assertTrue(json.get("description").asText().contains("This link will return the file."));
        assertEquals("A picture.", description("image", png));
        assertEquals("Mine.", description("image", png.withDescription("Mine.")));
        JsonNode nested =
                Json.tree(out -> type("record").encode(new WithBlob("n", png), out, links));
        assertEquals("http://here/blob/" + png.id(), nested.at("/data/href").asText());
    }

    private String description(String name, Blob blob) throws IOException {
        return Json.tree(out -> type(name).encode(blob, out, links)).get("description").asText();
    }

    @Test
    void typesKnowThatTheyContainBlobs() {
        for (String name : List.of("text", "optional", "map", "record")) {
            assertTrue(type(name).containsBlobs(), name);
        }
        assertNull(type("any").schema().at("/properties/media_type").get("const"));
    }
}
