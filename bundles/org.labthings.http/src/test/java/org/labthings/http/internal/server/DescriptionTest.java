package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.http.fake.FakeAction;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;
import org.labthings.http.fake.FakeType;

/** Specification 2: Thing Descriptions. */
class DescriptionTest {
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        FakeType model =
                FakeType.any(
                        "{\"title\":\"Point\",\"description\":\"A point.\",\"type\":\"object\","
                                + "\"additionalProperties\":true,\"properties\":{\"x\":{}}}");
        wire =
                new Wire(
                        new FakeServer("/api/v3"),
                        Wire.LIMITS,
                        FakeServer.view(
                                new FakeThing("heater")
                                        .with(
                                                FakeProperty.memory("limit", 1)
                                                        .fallback(IntNode.valueOf(5)),
                                                FakeProperty.memory("model", null)
                                                        .type(model)
                                                        .text("The model.", null)
                                                        .fallback(NullNode.getInstance()),
                                                FakeProperty.memory("nan", 1)
                                                        .text("nan", "Not a number.")
                                                        .fallback(DoubleNode.valueOf(Double.NaN)),
                                                FakeProperty.memory("temp", 21).asReadOnly(),
                                                FakeProperty.memory("weird", 1)
                                                        .type(FakeType.any(null)))
                                        .with(
                                                new FakeAction(
                                                        "off",
                                                        j -> new FakeRecord("heater", "off")),
                                                new FakeAction(
                                                                "ramp",
                                                                j -> new FakeRecord("heater", "r"))
                                                        .output(model))));
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    private static List<String> names(JsonNode object) {
        List<String> out = new ArrayList<>();
        object.fieldNames().forEachRemaining(out::add);
        return out;
    }

    private String forms(String property) {
        String href = "/api/v3/heater/" + property;
        return "\"forms\":[{\"href\":\""
                + href
                + "\",\"op\":[\"readproperty\",\"writeproperty\"]},{\"href\":\""
                + href
                + "/sse\",\"op\":[\"observeproperty\",\"unobserveproperty\"],"
                + "\"subprotocol\":\"sse\"},{\"href\":\"ws"
                + wire.base.substring(4)
                + "/api/v3/heater/ws\",\"op\":[\"observeproperty\",\"unobserveproperty\"],"
                + "\"subprotocol\":\"labthings\"}]}";
    }

    @Test
    void theDescriptionHasEveryMemberInOrder() throws Exception {
        HttpResponse<String> r = wire.get("/api/v3/heater/");
        assertEquals(200, r.statusCode());
        assertEquals("application/json", r.headers().firstValue("content-type").orElseThrow());
        JsonNode td = Wire.json(r);
        assertEquals(
                List.of(
                        "title",
                        "properties",
                        "actions",
                        "description",
                        "schemaDefinitions",
                        "base",
                        "securityDefinitions",
                        "security",
                        "@context"),
                names(td));
        assertEquals(wire.base + "/", td.get("base").textValue());
        assertEquals("no_security", td.get("security").textValue());
        assertEquals(
                "[\"https://www.w3.org/2019/wot/td/v1\",\"https://www.w3.org/2022/wot/td/v1.1\"]",
                td.get("@context").toString());
        assertEquals(
                "{\"no_security\":{\"description\":\"No security\",\"scheme\":\"nosec\"}}",
                td.get("securityDefinitions").toString());
        assertEquals(
                "{\"title\":\"limit\",\"writeOnly\":false,\"readOnly\":false,"
                        + "\"observable\":true,\"default\":5,\"type\":\"integer\","
                        + forms("limit"),
                td.at("/properties/limit").toString());
        assertEquals(
                "{\"description\":\"A point.\",\"title\":\"The model.\",\"writeOnly\":false,"
                        + "\"readOnly\":false,\"observable\":true,\"type\":\"object\","
                        + "\"properties\":{\"x\":{}},"
                        + forms("model").replace("\"}]}", "\"}],\"additionalProperties\":true}"),
                td.at("/properties/model").toString());
        assertFalse(td.at("/properties/nan").has("default"));
        assertEquals("Not a number.", td.at("/properties/nan/description").textValue());
        assertEquals("[\"readproperty\"]", td.at("/properties/temp/forms/0/op").toString());
        JsonNode off = td.at("/actions/off");
        assertEquals("off", off.get("title").textValue());
        assertEquals("[\"invokeaction\"]", off.at("/forms/0/op").toString());
        assertEquals("/api/v3/heater/off", off.at("/forms/0/href").textValue());
        assertEquals("{\"title\":\"off_input\",\"type\":\"object\"}", off.get("input").toString());
        assertEquals("{\"title\":\"off_output\",\"type\":\"null\"}", off.get("output").toString());
        assertEquals(
                "{\"description\":\"A point.\",\"title\":\"ramp_output\",\"type\":\"object\","
                        + "\"additionalProperties\":true,\"properties\":{\"x\":{}}}",
                td.at("/actions/ramp/output").toString());
    }

    @Test
    void aMemberThatCannotBeDescribedIsLeftOut() throws Exception {
        JsonNode td = Wire.json(wire.get("/api/v3/heater/"));
        assertEquals(List.of("limit", "model", "nan", "temp"), names(td.get("properties")));
        assertEquals("1", wire.get("/api/v3/heater/weird").body());
    }

    @Test
    void allDescriptionsAreTheSameObjects() throws Exception {
        JsonNode all = Wire.json(wire.get("/api/v3/thing_descriptions/"));
        assertEquals(List.of("heater"), names(all));
        assertEquals(Wire.json(wire.get("/api/v3/heater/")), all.get("heater"));
    }

    @Test
    void aKnownDescriptionIsNotSentAgain() throws Exception {
        for (String path : List.of("/api/v3/heater/", "/api/v3/thing_descriptions/")) {
            HttpResponse<String> first = wire.get(path);
            String etag = first.headers().firstValue("etag").orElseThrow();
            HttpResponse<String> second = wire.get(path, "If-None-Match", etag);
            assertEquals(304, second.statusCode());
            assertEquals("", second.body());
            assertEquals(etag, second.headers().firstValue("etag").orElseThrow());
            String other =
                    wire.rawRequest(
                            "GET " + path + " HTTP/1.1", "Host: other", "If-None-Match: " + etag);
            assertTrue(other.startsWith("HTTP/1.1 200 "), "another host, another document");
            assertTrue(other.contains("\"base\":\"http://other/\""), other);
            assertEquals(304, wire.get(path, "If-None-Match", etag).statusCode());
        }
        String etag = wire.get("/api/v3/heater/").headers().firstValue("etag").orElseThrow();
        wire.server.serve(
                FakeServer.view(new FakeThing("heater").with(FakeProperty.memory("new", 1))));
        assertEquals(200, wire.get("/api/v3/heater/", "If-None-Match", etag).statusCode());
    }

    @Test
    void itsOwnMediaTypeIsNegotiated() throws Exception {
        HttpResponse<String> own =
                wire.get("/api/v3/heater/", "Accept", "application/td+json, */*;q=0.1");
        assertEquals("application/td+json", own.headers().firstValue("content-type").orElseThrow());
        assertEquals("Origin, Accept", own.headers().firstValue("vary").orElseThrow());
        HttpResponse<String> plain =
                wire.get(
                        "/api/v3/heater/",
                        "Accept",
                        "application/td+json;q=0.5, application/json;q=0.9");
        assertEquals("application/json", plain.headers().firstValue("content-type").orElseThrow());
        assertEquals(plain.body(), own.body());
        assertNotEquals(plain.headers().firstValue("etag"), own.headers().firstValue("etag"));
        String ownTag = own.headers().firstValue("etag").orElseThrow();
        assertEquals(
                304,
                wire.get(
                                "/api/v3/heater/",
                                "Accept",
                                "application/td+json",
                                "If-None-Match",
                                ownTag)
                        .statusCode());
    }
}
