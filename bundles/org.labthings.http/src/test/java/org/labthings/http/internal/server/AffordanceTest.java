package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.api.GlobalLockBusyError;
import org.labthings.api.HttpError;
import org.labthings.api.InvalidReturnValueError;
import org.labthings.api.StatusCode;
import org.labthings.core.BusyException;
import org.labthings.http.fake.FakeAction;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeRecord;
import org.labthings.http.fake.FakeThing;
import org.labthings.http.fake.FakeType;

/** Specification 1.4 to 1.8: bodies, validation, errors, properties, starting actions. */
class AffordanceTest {
    private final FakeProperty temp = FakeProperty.memory("temp", 21);
    private final FakeProperty any =
            FakeProperty.memory("any", null).type(FakeType.any("{}")).asReadOnly();
    private final FakeProperty text =
            FakeProperty.memory("text", "é").type(FakeType.any("{\"type\":\"string\"}"));
    private final AtomicReference<JsonNode> invokedWith = new AtomicReference<>();
    private Wire wire;

    private static final class Away extends RuntimeException implements StatusCode {
        private static final long serialVersionUID = 1L;

        Away() {
            super("The heater is unplugged.");
        }

        @Override
        public int statusCode() {
            return 503;
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(Duration.ofMillis(3200));
        }
    }

    @BeforeEach
    void start() throws Exception {
        wire =
                Wire.of(
                        new FakeThing("heater")
                                .with(temp, any, text)
                                .with(
                                        FakeProperty.memory("bad", 1)
                                                .throwing(
                                                        new InvalidReturnValueError(
                                                                "Error validating heater.bad: x")),
                                        FakeProperty.driver("slow", () -> 0.5),
                                        FakeProperty.driver(
                                                "teapot",
                                                () -> {
                                                    throw new HttpError(418, "teapot");
                                                }),
                                        FakeProperty.driver(
                                                "away",
                                                () -> {
                                                    throw new Away();
                                                }),
                                        FakeProperty.driver(
                                                        "broken",
                                                        () -> {
                                                            throw new IllegalStateException(
                                                                    "open circuit");
                                                        })
                                                .setter(
                                                        v -> {
                                                            throw new GlobalLockBusyError();
                                                        }))
                                .with(
                                        new FakeAction(
                                                "ramp",
                                                j -> {
                                                    invokedWith.set(j);
                                                    return wire.core.add(
                                                            new FakeRecord("heater", "ramp"));
                                                }),
                                        new FakeAction(
                                                "full",
                                                j -> {
                                                    throw new BusyException(
                                                            "Too many invocations",
                                                            Duration.ofMillis(1500));
                                                }),
                                        new FakeAction(
                                                "odd",
                                                j ->
                                                        wire.core.add(
                                                                new FakeRecord("heater", "odd")
                                                                        .completed(
                                                                                new Object())))));
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void aPropertyIsReadAsBareJson() throws Exception {
        HttpResponse<String> r = wire.get("/heater/temp?ignored=1");
        assertEquals(200, r.statusCode());
        assertEquals("21", r.body());
        assertEquals("2", r.headers().firstValue("content-length").orElseThrow());
        assertEquals("0.5", wire.get("/heater/slow").body());
        assertEquals("\"é\"", wire.get("/heater/text").body());
        assertEquals("null", wire.get("/heater/any").body());
    }

    @Test
    void aDriverSaysWhenAnotherTryMakesSense() throws Exception {
        HttpResponse<String> r = wire.get("/heater/away");
        assertEquals(503, r.statusCode());
        assertEquals("4", r.headers().firstValue("retry-after").orElseThrow());
        assertTrue(r.body().contains("The heater is unplugged."), r.body());
        assertTrue(wire.get("/heater/teapot").headers().firstValue("retry-after").isEmpty());
    }

    @Test
    void aPropertyIsWrittenWith201AndNull() throws Exception {
        HttpResponse<String> r = wire.putJson("/heater/temp", "5");
        assertEquals(201, r.statusCode());
        assertEquals("null", r.body());
        assertEquals("5", wire.get("/heater/temp").body());
        assertEquals(405, wire.putJson("/heater/any", "5").statusCode());
    }

    @Test
    void resettingIgnoresTheBodyAndAnswers200() throws Exception {
        wire.putJson("/heater/temp", "5");
        HttpResponse<String> r =
                wire.send("POST", "/heater/temp/reset", "{{{", "Content-Type", "application/json");
        assertEquals(200, r.statusCode());
        assertEquals("null", r.body());
        assertEquals("0", wire.get("/heater/temp").body());
        assertEquals(200, wire.send("POST", "/heater/any/reset", null).statusCode());
        assertEquals(404, wire.send("POST", "/heater/slow/reset", null).statusCode());
        assertEquals(405, wire.get("/heater/temp/reset").statusCode());
    }

    @Test
    void errorsOfAPropertyAreProblemDetails() throws Exception {
        HttpResponse<String> r = wire.get("/heater/broken");
        assertEquals(500, r.statusCode());
        assertEquals(
                "{\"detail\":\"open circuit\",\"type\":null,\"status\":500,"
                        + "\"title\":\"IllegalStateException\",\"instance\":null}",
                r.body());
        assertEquals("application/json", r.headers().firstValue("content-type").orElseThrow());
        HttpResponse<String> teapot = wire.get("/heater/teapot");
        assertEquals(418, teapot.statusCode());
        assertEquals("418: teapot", Wire.json(teapot).get("detail").textValue());
        HttpResponse<String> bad = wire.get("/heater/bad");
        assertEquals(500, bad.statusCode());
        assertEquals("InvalidReturnValueError", Wire.json(bad).get("title").textValue());
        assertTrue(
                Wire.json(bad)
                        .get("type")
                        .textValue()
                        .endsWith("exceptions.InvalidReturnValueError"));
    }

    @Test
    void aBusyLockIs409() throws Exception {
        HttpResponse<String> r = wire.putJson("/heater/broken", "1");
        assertEquals(409, r.statusCode());
        assertEquals(
                "The global lock could not be acquired.", Wire.json(r).get("detail").textValue());
        assertTrue(Wire.json(r).get("type").textValue().endsWith("exceptions.GlobalLockBusyError"));
    }

    @Test
    void aValidationErrorIs422WithItsIssues() throws Exception {
        HttpResponse<String> r = wire.putJson("/heater/temp", "\"x\"");
        assertEquals(422, r.statusCode());
        assertEquals(
                "{\"detail\":[{\"type\":\"int_parsing\",\"loc\":[\"body\"],"
                        + "\"msg\":\"Input should be a valid integer\",\"input\":\"x\"}]}",
                r.body());
        HttpResponse<String> missing = wire.putJson("/heater/temp", "");
        assertEquals("missing", Wire.json(missing).at("/detail/0/type").textValue());
        assertTrue(Wire.json(missing).at("/detail/0/input").isNull());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{           |1|Expecting property name enclosed in double quotes",
                "1 2         |2|Extra data",
                "` `         |1|Expecting value",
                "[1,]        |2|Illegal trailing comma before end of array",
                "{\"a\" 1}   |5|Expecting ':' delimiter",
                "[1 2]       |3|Expecting ',' delimiter",
                "[           |1|Expecting value",
                "\"abc       |0|Unterminated string starting at",
                "\"a\\x\"    |2|Invalid \\escape",
                "\"\\u12\"   |2|Invalid \\uXXXX escape",
                "nope        |0|Expecting value",
                "-           |0|Expecting value",
                "01          |1|Extra data",
                "{\"a\":[{}, {\"b\":[]}, 1}  |21|Expecting ',' delimiter",
                "{\"a\":{\"b\":1,}}  |11|Illegal trailing comma before end of object",
                "[{\"a\":1} {}]  |9|Expecting ',' delimiter",
                "[1,2]]      |5|Extra data",
                "{\"a\":}    |5|Expecting value",
                "1.          |1|Extra data",
                "\"😀\" x     |4|Extra data",
                "\"\\ud800\" |1|Half of a character (an unpaired surrogate)",
            })
    void malformedJsonIs422WithPythonsPosition(String body, int position, String error)
            throws Exception {
        HttpResponse<String> r = wire.putJson("/heater/temp", body);
        assertEquals(422, r.statusCode(), body);
        JsonNode issue = Wire.json(r).at("/detail/0");
        assertEquals("json_invalid", issue.get("type").textValue());
        assertEquals("JSON decode error", issue.get("msg").textValue());
        assertEquals(error, issue.at("/ctx/error").textValue());
        assertEquals("[\"body\"," + position + "]", issue.get("loc").toString());
        assertEquals("{}", issue.get("input").toString());
    }

    @Test
    void deepNestingIsRefusedQuickly() throws Exception {
        for (int depth : new int[] {500, 5000, 30_000}) {
            HttpResponse<String> r = wire.putJson("/heater/text", "[".repeat(depth));
            assertEquals(422, r.statusCode());
        }
        String surrogates = "[\"" + "\\ud83d\\ude00".repeat(4000) + "\"]";
        assertEquals(201, wire.putJson("/heater/text", surrogates).statusCode());
    }

    @Test
    void numbersThatJsonHasNotAreEchoedAsNull() throws Exception {
        HttpResponse<String> r = wire.putJson("/heater/temp", "[NaN, 1e400, -Infinity]");
        assertEquals(422, r.statusCode());
        assertEquals("[null,null,null]", Wire.json(r).at("/detail/0/input").toString());
    }

    @Test
    void onlyJsonAndUntypedBodiesAreParsed() throws Exception {
        for (String type :
                List.of(
                        "application/json; charset=utf-8",
                        "application/td+json",
                        "Application/JSON")) {
            assertEquals(
                    201,
                    wire.send("PUT", "/heater/temp", " 6\n", "Content-Type", type).statusCode());
        }
        assertEquals(201, wire.send("PUT", "/heater/temp", "7").statusCode());
        assertEquals(7, ((JsonNode) temp.value()).intValue());
        // raw text that happens to be a number is coerced from a string, as LabThings does
        assertEquals(
                201,
                wire.send("PUT", "/heater/temp", "8", "Content-Type", "text/plain").statusCode());
        HttpResponse<String> form =
                wire.send(
                        "PUT",
                        "/heater/temp",
                        "a=5",
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        assertEquals(422, form.statusCode());
        assertEquals("a=5", Wire.json(form).at("/detail/0/input").textValue());
    }

    @Test
    void aFormOnAForeignPageInvokesNothing() throws Exception {
        HttpResponse<String> r =
                wire.send("POST", "/heater/ramp", "{}", "Content-Type", "text/plain");
        assertEquals(422, r.statusCode());
        assertEquals("model_attributes_type", Wire.json(r).at("/detail/0/type").textValue());
        assertEquals("{}", Wire.json(r).at("/detail/0/input").textValue());
        assertEquals("[]", wire.get("/heater/ramp").body());
    }

    @Test
    void bodiesThatAreNoUtf8Are400() throws Exception {
        String r =
                wire.raw(
                        "PUT /heater/temp HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 3\r\nConnection: close\r\n\r\n\"\u00ff\"");
        assertTrue(r.startsWith("HTTP/1.1 400 "), r);
        assertTrue(r.contains("{\"detail\":\""), r);
    }

    @Test
    void startingAnActionIs201WithTheInvocation() throws Exception {
        for (String body : new String[] {null, "", "null", "{}"}) {
            HttpResponse<String> r =
                    wire.send("POST", "/heater/ramp", body, "Content-Type", "application/json");
            assertEquals(201, r.statusCode());
            assertEquals("running", Wire.json(r).get("status").textValue());
            assertEquals("/heater/ramp", Wire.json(r).get("action").textValue());
        }
        assertEquals("{}", invokedWith.get().toString());
        assertEquals(4, Wire.json(wire.get("/heater/ramp")).size());
        assertEquals(5 - 1, Wire.json(wire.get("/action_invocations")).size());
    }

    @Test
    void aFullQueueIs429() throws Exception {
        HttpResponse<String> r = wire.send("POST", "/heater/full", "{}");
        assertEquals(429, r.statusCode());
        assertEquals("2", r.headers().firstValue("retry-after").orElseThrow());
        assertEquals("{\"detail\":\"Too many invocations\"}", r.body());
    }

    @Test
    void anInvocationThatCannotBeShownIsStillThere() throws Exception {
        assertEquals(500, wire.send("POST", "/heater/odd", "{}").statusCode());
        assertEquals(1, Wire.json(wire.get("/heater/odd")).size());
    }

    @Test
    void aSlowGetterHoldsNobodyElseUp() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        wire.server.serve(
                org.labthings.http.fake.FakeServer.view(
                        new FakeThing("heater")
                                .with(
                                        temp,
                                        FakeProperty.driver(
                                                "stuck",
                                                () -> {
                                                    entered.countDown();
                                                    return release.await(20, TimeUnit.SECONDS)
                                                            ? 1
                                                            : 0;
                                                }))));
        var pending =
                wire.client()
                        .sendAsync(
                                wire.request("GET", "/heater/stuck", null),
                                HttpResponse.BodyHandlers.ofString());
        assertTrue(entered.await(10, TimeUnit.SECONDS));
        assertEquals("21", wire.get("/heater/temp").body());
        assertEquals(200, wire.get("/things/").statusCode());
        release.countDown();
        assertEquals("1", pending.get(10, TimeUnit.SECONDS).body());
    }
}
