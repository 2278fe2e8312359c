package org.labthings.config.internal.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.config.internal.document.DocumentReader;
import org.labthings.config.internal.document.ThingEntry;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;
import org.osgi.framework.Version;
import org.osgi.service.metatype.AttributeDefinition;

class ArgumentsTest {
    private static final List<AttributeDefinition> ATTRIBUTES =
            List.of(
                    FakeAttribute.of("frameRate", AttributeDefinition.DOUBLE),
                    FakeAttribute.of("size", AttributeDefinition.INTEGER),
                    FakeAttribute.of("serial.port", AttributeDefinition.STRING),
                    FakeAttribute.of("big", AttributeDefinition.LONG),
                    FakeAttribute.of("small", AttributeDefinition.BYTE),
                    FakeAttribute.of("on", AttributeDefinition.BOOLEAN),
                    FakeAttribute.of("letter", AttributeDefinition.CHARACTER),
                    FakeAttribute.of("numbers", AttributeDefinition.INTEGER).list(),
                    FakeAttribute.of("mode", AttributeDefinition.STRING).oneOf("fast", "slow"));

    private final Findings findings = new Findings();

    private Map<String, Object> arguments(String thing, List<AttributeDefinition> attributes) {
        byte[] text = ("{\"things\":{\"cam\":" + thing + "}}").getBytes();
        ThingEntry entry =
                new DocumentReader(findings)
                        .read(JsonText.read(text, "test", findings))
                        .things()
                        .get(0);
        ThingComponent component =
                new ThingComponent(
                        "Cam",
                        "Cam",
                        "Cam",
                        List.of(),
                        true,
                        "b",
                        Version.emptyVersion,
                        1,
                        attributes);
        return new Arguments(entry, component, findings).properties();
    }

    private Map<String, Object> kwargs(String kwargs) {
        return arguments("{\"class\":\"Cam\",\"kwargs\":" + kwargs + "}", ATTRIBUTES);
    }

    @Test
    void keywordsReachTypedAttributes() {
        Map<String, Object> properties =
                kwargs(
                        "{\"frame_rate\": 20, \"size\": 5.0, \"serial_port\": \"/dev/x\", \"big\":"
                                + " 5000000000, \"small\": 7, \"on\": true, \"letter\": \"x\"}");
        assertEquals(List.of(), findings.errors());
        assertEquals(
                Map.of(
                        "frameRate",
                        20.0,
                        "size",
                        5,
                        "serial.port",
                        "/dev/x",
                        "big",
                        5000000000L,
                        "small",
                        (byte) 7,
                        "on",
                        true,
                        "letter",
                        'x'),
                properties);
    }

    @Test
    void listsAndStructuresReachAttributes() {
        Map<String, Object> properties =
                kwargs("{\"numbers\": [1, 2], \"serial_port\": {\"baud\": 9600}}");
        assertEquals(List.of(), findings.errors());
        assertArrayEquals(new Integer[] {1, 2}, (Integer[]) properties.get("numbers"));
        assertEquals("{\"baud\":9600}", properties.get("serial.port"));
    }

    @Test
    void nullMeansTheDefault() {
        assertEquals(Map.of(), kwargs("{\"size\": null}"));
        assertEquals(List.of(), findings.errors());
    }

    @Test
    void positionsAreThoseOfTheDeclaration() {
        assertEquals(
                Map.of("frameRate", 1.5, "size", 3, "on", false),
                arguments(
                        "{\"class\":\"Cam\",\"args\":[1.5, 3],\"kwargs\":{\"on\": false}}",
                        ATTRIBUTES));
        assertEquals(List.of(), findings.errors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"size\": \"5\"} | things.cam.kwargs.size: should be an integer, not \"5\"",
                "{\"size\": 5.5} | things.cam.kwargs.size: should be an integer of the type"
                        + " integer, not 5.5",
                "{\"size\": 5000000000} | things.cam.kwargs.size: should be an integer of the type"
                        + " integer, not 5000000000",
                "{\"size\": NaN} | things.cam.kwargs.size: should be an integer, not NaN",
                "{\"size\": 101} | things.cam.kwargs.size: is refused: greater than maximum, not"
                        + " 101",
                "{\"frame_rate\": \"fast\"} | things.cam.kwargs.frame_rate: should be a number, not"
                        + " \"fast\"",
                "{\"serial_port\": 5} | things.cam.kwargs.serial_port: should be a string, not 5",
                "{\"on\": 1} | things.cam.kwargs.on: should be a boolean, not 1",
                "{\"letter\": \"xy\"} | things.cam.kwargs.letter: should be a character, not"
                        + " \"xy\"",
                "{\"numbers\": 1} | things.cam.kwargs.numbers: should be a list of integers, not 1",
                "{\"numbers\": [1,2,3,4]} | things.cam.kwargs.numbers: should have at most 3"
                        + " elements, not [1,2,3,4]",
                "{\"mode\": \"medium\"} | things.cam.kwargs.mode: should be one of [fast, slow],"
                        + " not \"medium\"",
                "{\"colour\": 1} | things.cam.kwargs.colour: Cam has no such argument; it has"
                        + " frame_rate, size, serial_port, big, small, on, letter, numbers, mode",
            })
    void whatDoesNotFitIsNamed(String kwargs, String finding) {
        kwargs(kwargs);
        assertEquals(List.of(finding), findings.errors());
        assertEquals(Findings.NOT_CONSTRUCTIBLE, findings.exit());
    }

    @Test
    void anArgumentTwiceOrTooMany() {
        arguments(
                "{\"class\":\"Cam\",\"args\":[1, 2],\"kwargs\":{\"rate\": 3}}",
                List.of(FakeAttribute.of("rate", AttributeDefinition.LONG)));
        assertEquals(
                List.of(
                        "things.cam.args.1: Cam takes at most 1 arguments: rate",
                        "things.cam.kwargs.rate: the argument is given twice"),
                findings.errors());
    }

    @Test
    void whatHasNoDefaultMustBeGiven() {
        List<AttributeDefinition> attributes =
                List.of(
                        FakeAttribute.of("serialPort", AttributeDefinition.STRING)
                                .withoutDefault());
        arguments("\"Cam\"", attributes);
        assertEquals(
                List.of("things.cam.kwargs.serial_port: required by Cam, and not given"),
                findings.errors());
    }

    @Test
    void withoutADescriptionEverythingPasses() {
        Map<String, Object> properties =
                arguments(
                        "{\"class\":\"Cam\",\"kwargs\":{\"a\": 1, \"b\": \"x\", \"c\": [1, \"y\"],"
                                + " \"d\": {}}}",
                        null);
        assertEquals(List.of(), findings.errors());
        assertArrayEquals(new String[] {"1", "y"}, (String[]) properties.remove("c"));
        assertEquals(Map.of("a", 1, "b", "x"), properties);
    }

    @Test
    void reservedNamesDoNotPass() {
        arguments("{\"class\":\"Cam\",\"args\":[1],\"kwargs\":{\"thing.name\": \"x\"}}", null);
        assertEquals(2, findings.errors().size(), findings.text());
    }
}
