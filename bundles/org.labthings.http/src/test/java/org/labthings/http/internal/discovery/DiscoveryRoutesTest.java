package org.labthings.http.internal.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.internal.openapi.Login;
import org.labthings.http.internal.openapi.sample.DocServer;
import org.labthings.http.internal.openapi.sample.Sample;
import org.labthings.schema.Json;

/** The server introduces itself and its Things. */
class DiscoveryRoutesTest {
    private static JsonNode introduction(Set<Login> logins, String... things) throws Exception {
        DiscoveryRoutes routes = new DiscoveryRoutes(new FakeServer("/api"), "1.2.3", () -> logins);
        Sample[] served = new Sample[things.length];
        for (int i = 0; i < things.length; i++) {
            served[i] = Sample.empty(things[i]);
        }
        routes.thingsChanged(Sample.view(served));
        try (DocServer server = new DocServer(routes.registrations())) {
            HttpResponse<byte[]> answer = server.get("/.well-known/wot");
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "application/td+json",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            JsonNode td = Json.MAPPER.readTree(answer.body());
            assertEquals(server.base() + "/", td.get("base").asText());
            return td;
        }
    }

    @Test
    void linksToEachThing() throws Exception {
        JsonNode td = introduction(Set.of(), "stage", "heater");
        List<String> items = new ArrayList<>();
        for (JsonNode link : td.get("links")) {
            if (link.get("rel").asText().equals("item")) {
                assertEquals("application/td+json", link.get("type").asText());
                items.add(link.get("href").asText());
            }
        }
        assertEquals(List.of("/api/stage/", "/api/heater/"), items);
        assertTrue(td.get("links").toString().contains("\"/openapi.json\""));
    }

    @Test
    void isAThingDescription() throws Exception {
        JsonNode td = introduction(Set.of());
        assertTrue(td.get("@context").isArray() && td.get("@context").size() == 2);
        assertFalse(td.get("title").asText().isBlank());
        assertEquals(
                "nosec",
                td.at("/securityDefinitions")
                        .path(td.get("security").asText())
                        .path("scheme")
                        .asText());
        for (JsonNode property : td.get("properties")) {
            assertTrue(property.at("/forms/0/href").asText().startsWith("/api/"));
            assertEquals("readproperty", property.at("/forms/0/op/0").asText());
        }
    }

    @Test
    void saysHowToLogIn() throws Exception {
        JsonNode one = introduction(Set.of(Login.BASIC));
        assertEquals("basic_auth", one.get("security").asText());
        assertEquals("basic", one.at("/securityDefinitions/basic_auth/scheme").asText());
        JsonNode two = introduction(EnumSet.allOf(Login.class));
        JsonNode combo = two.at("/securityDefinitions").get(two.get("security").asText());
        assertEquals("combo", combo.get("scheme").asText());
        combo.get("oneOf").forEach(d -> assertTrue(two.get("securityDefinitions").has(d.asText())));
    }
}
