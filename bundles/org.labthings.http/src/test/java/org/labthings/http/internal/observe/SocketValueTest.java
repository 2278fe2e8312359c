package org.labthings.http.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.schema.Json;

class SocketValueTest {
    private static final String DURATION = "{'type':'string','format':'duration'}";

    private static SocketValue form(String schema) throws Exception {
        return SocketValue.of(Json.MAPPER.readTree(schema.replace('\'', '"')));
    }

    private static String convert(String schema, String json) throws Exception {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new String(form(schema).of(bytes), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource({
        "PT5S, 5.0",
        "PT0S, 0.0",
        "-PT0.5S, -0.5",
        "P1DT1H1M1.25S, 90061.25",
        "P2Y3D, 63331200"
    })
    void durationsAreSeconds(String text, double seconds) throws Exception {
        assertEquals(seconds, Double.parseDouble(convert(DURATION, "'" + text + "'")));
    }

    @Test
    void otherTypesStayAsTheyAre() throws Exception {
        assertSame(SocketValue.SAME, form("{'type':'string','format':'date-time'}"));
        assertEquals("'PT5S'", convert("{'type':'string'}", "'PT5S'"));
        assertEquals("null", convert("{'oneOf':[" + DURATION + ",{'type':'null'}]}", "null"));
        assertEquals("'later'", convert(DURATION, "'later'"));
    }

    @Test
    void durationsAreFoundWithinModelsListsAndAlternatives() throws Exception {
        String model =
                "{'type':'object','properties':{'a':"
                        + DURATION
                        + ",'b':{'type':'string'},'c':{'type':'array','items':"
                        + DURATION
                        + "},'d':{'type':'array','items':[{'type':'string'},"
                        + DURATION
                        + "]}},'additionalProperties':{'oneOf':[{'type':'null'},"
                        + DURATION
                        + "]}}";
        assertEquals(
                "{'a':1.0,'b':'PT1S','c':[2.0],'d':['PT3S',3.0],'e':4.0}",
                convert(
                        model,
                        "{'a':'PT1S','b':'PT1S','c':['PT2S'],'d':['PT3S','PT3S'],'e':'PT4S'}"));
    }
}
