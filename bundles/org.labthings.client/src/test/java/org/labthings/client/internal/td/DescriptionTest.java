package org.labthings.client.internal.td;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.labthings.client.internal.json.ClientJson;

class DescriptionTest {
    private static Description of(String url, String json) throws IOException {
        return Description.of(URI.create(url), ClientJson.parse(json.replace('\'', '"')));
    }

    private static String target(Affordance affordance, String operation) {
        return affordance.form(operation).orElseThrow().target().toString();
    }

    @Test
    void theBaseOfALabThingsServerDoesNotCount() throws Exception {
        Description td =
                of(
                        "http://lab:5000/api/heater/",
                        "{'base': 'http://elsewhere/', 'properties': {'t': {'forms': [{'href':"
                                + " '/api/heater/t', 'op': ['readproperty']}]}}, 'actions': {}}");
        assertTrue(td.labthings());
        assertEquals(
                "http://lab:5000/api/heater/t", target(td.properties().get("t"), "readproperty"));
    }

    @Test
    void linksAreResolvedAsW3cSays() throws Exception {
        Description td =
                of(
                        "https://lab/td.json",
                        "{'base': 'https://lamp/things/', 'properties': {"
                                + "'on': {'forms': [{'href': 'on'}]},"
                                + "'log': {'readOnly': true, 'forms': [{'href': 'coap://lamp/log'},"
                                + " {'href': 'log{?n}', 'op': 'readproperty'},"
                                + " {'href': 'log', 'subprotocol': 'sse', 'op':"
                                + " 'observeproperty'}]}}}");
        assertFalse(td.labthings());
        Affordance on = td.properties().get("on");
        assertEquals("https://lamp/things/on", target(on, "readproperty"));
        assertEquals("https://lamp/things/on", target(on, "writeproperty"));
        Affordance log = td.properties().get("log");
        assertTrue(log.form("readproperty").isEmpty(), "no HTTP form without variables");
        assertEquals(
                URI.create("https://lamp/things/log"), log.eventStream("observeproperty").get());
    }

    @Test
    void whatIsNoDescriptionSaysWhy() {
        assertThrows(IllegalArgumentException.class, () -> of("http://a/", "[]"));
        assertThrows(IllegalArgumentException.class, () -> of("http://a/", "{'properties': []}"));
        assertThrows(
                IllegalArgumentException.class, () -> of("http://a/", "{'actions': {'a': 1}}"));
        assertThrows(IllegalArgumentException.class, () -> of("http://a/", "{'base': 'a b'}"));
    }
}
