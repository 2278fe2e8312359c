package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.FinishedAction;
import org.labthings.run.lab.Laboratory;
import org.labthings.testing.instruments.Fault;
import org.labthings.testing.instruments.ScpiModels;
import org.labthings.testing.instruments.ScpiSimulator;

/** SCPI instruments, as a client meets them. */
class ScpiIT {
    @TempDir static Path folder;

    private static ScpiSimulator meter;
    private static ScpiSimulator supply;
    private static ScpiSimulator generator;
    private static Laboratory lab;

    @BeforeAll
    static void start() throws Exception {
        meter = ScpiModels.multimeter();
        supply = ScpiModels.powerSupply();
        generator =
                new ScpiSimulator("ACME,GEN,7,1.0")
                        .variable("FREQ", "+1.0E+03")
                        .variable("FUNC", "SIN")
                        .answer("HCOP?", () -> "#15hello");
        generator.switchOff(); // it is not there yet
        lab = Laboratory.open(folder, config());
    }

    private static String config() {
        return """
        {"things": {
          "meter": {"class": "org.labthings.thing.scpi.ScpiMultimeter",
            "kwargs": {"host": "127.0.0.1", "port": %d, "identification": "SIM-DMM"}},
          "supply": {"class": "org.labthings.thing.scpi.ScpiPowerSupply",
            "kwargs": {"host": "127.0.0.1", "port": %d, "maximum_voltage": 12}},
          "generator": {"class": "org.labthings.thing.scpi.ScpiInstrument",
            "kwargs": {"host": "127.0.0.1", "port": %d, "title": "Generator", "timeout": 1,
              "properties": {
                "frequency": {"query": "FREQ?", "set": "FREQ {value}", "unit": "Hz", "minimum": 1,
                  "maximum": 1e6, "title": "Frequency"},
                "shape": {"query": "FUNC?", "set": "FUNC",
                  "choices": {"sine": "SINusoid", "square": "SQUare"}}},
              "actions": {
                "screenshot": {"query": "HCOP?", "media_type": "text/plain"},
                "nonsense": {"command": "NONSENSE"}}}}}}
        """
                .formatted(meter.port(), supply.port(), generator.port());
    }

    @AfterAll
    static void stop() throws Exception {
        lab.close();
        for (ScpiSimulator s : new ScpiSimulator[] {meter, supply, generator}) {
            s.close();
        }
    }

    private static String invoke(String action, String input) throws Exception {
        return FinishedAction.of(lab, action, input);
    }

    @Test
    void aMultimeterMeasuresOverHttp() throws Exception {
        assertEquals("\"dc_voltage\"", lab.get("/meter/function").body());
        assertEquals("true", lab.get("/meter/connected").body());
        String done = invoke("/meter/measure", "{\"samples\": 2}");
        assertTrue(done.contains("\"value\":1.0") && done.contains("\"unit\":\"V\""), done);
        assertEquals(201, lab.send("PUT", "/meter/function", "\"resistance\"").statusCode());
        String open = invoke("/meter/measure", "{}");
        assertTrue(open.contains("\"value\":null") && open.contains("\"overload\":true"), open);
        lab.send("PUT", "/meter/function", "\"dc_voltage\"");
    }

    @Test
    void aSupplyIsSetAndRefuses() throws Exception {
        assertEquals(201, lab.send("PUT", "/supply/voltage", "5").statusCode());
        assertEquals("5.0", lab.get("/supply/voltage").body());
        HttpResponse<String> much = lab.send("PUT", "/supply/voltage", "13");
        assertEquals(422, much.statusCode(), much.body());
        HttpResponse<String> range = lab.send("PUT", "/supply/current", "9");
        assertTrue(range.body().contains("Data out of range"), range.body());
        assertEquals(201, lab.send("PUT", "/supply/output", "true").statusCode());
        assertEquals("0.5", lab.get("/supply/measured_current").body());
        assertTrue(invoke("/supply/output_off", null).contains("completed"));
        assertEquals("false", lab.get("/supply/output").body());
    }

    @Test
    void aTableOfCommandsIsAThingThatWaitsForItsInstrument() throws Exception {
        String td = lab.get("/generator/").body();
        assertTrue(td.contains("\"title\":\"Generator\""), td);
        assertTrue(td.contains("\"unit\":\"Hz\"") && td.contains("\"sine\""), td);
        HttpResponse<String> away = lab.get("/generator/frequency");
        assertEquals(503, away.statusCode(), away.body());
        assertTrue(
                away.body().contains("refuses the connection")
                        && away.body().contains("Next attempt after"),
                away.body());
        assertTrue(away.headers().firstValue("Retry-After").isPresent());
        assertTrue(lab.get("/generator/connection").body().contains("refuses the connection"));
        String status = lab.get("/things/?status").body();
        String waiting =
                "\"generator\":{\"state\":\"waiting\",\"reason\":\"The instrument at 127.0.0.1:";
        assertTrue(status.contains(waiting), status);
        assertTrue(status.contains("\"served\":true"), status);
        lab.awaitLog("generator WAITING: The instrument at 127.0.0.1:");
        generator.switchOn();
        lab.await(
                "/things/?status", r -> r.body().contains("\"generator\":{\"state\":\"running\""));
        assertEquals("true", lab.get("/generator/connected").body());

        assertEquals("1000.0", lab.get("/generator/frequency").body());
        assertEquals(201, lab.send("PUT", "/generator/frequency", "2500").statusCode());
        assertTrue(generator.received().contains("FREQ 2500"));
        assertEquals(422, lab.send("PUT", "/generator/frequency", "0").statusCode());
        assertEquals(422, lab.send("PUT", "/generator/shape", "\"ramp\"").statusCode());
        assertEquals(201, lab.send("PUT", "/generator/shape", "\"square\"").statusCode());
        assertEquals("\"square\"", lab.get("/generator/shape").body());

        String failed = invoke("/generator/nonsense", null);
        assertTrue(failed.contains("Undefined header"), failed);
        String shot = invoke("/generator/screenshot", null);
        String href = shot.replaceFirst("(?s).*\"output\":\\{\"href\":\"([^\"]+)\".*", "$1");
        assertEquals("hello", lab.get(href).body());

        generator.fault(Fault.GARBAGE);
        HttpResponse<String> garbage = lab.get("/generator/frequency");
        assertEquals(500, garbage.statusCode());
        assertTrue(garbage.body().contains("which is no text"), garbage.body());
        assertEquals("2500.0", lab.get("/generator/frequency").body());
    }
}
