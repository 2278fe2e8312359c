package org.example.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.labthings.api.InvocationError;
import org.labthings.core.InvocationStatus;
import org.labthings.core.ThingState;
import org.labthings.hardware.Stage;
import org.labthings.schema.ValidationException;
import org.labthings.testing.Configs;
import org.labthings.testing.Fake;
import org.labthings.testing.TestInvocation;
import org.labthings.testing.ThingTester;

/** The driver without a server. */
class ScannerTest {
    private final Fake<Stage> stage =
            Fake.of(Stage.class).answer("position", a -> Map.of("x", 500));
    private final Fake<Detector> detector = Fake.of(Detector.class).answer("read", a -> 7);

    private ThingTester<Scanner> start() {
        Scanner thing =
                new Scanner(Configs.of(Scanner.Config.class), fullScale -> detector.thing());
        return ThingTester.of(thing).fill("stage", stage).start();
    }

    @Test
    void measures() {
        try (ThingTester<Scanner> tester = start()) {
            assertEquals(7, tester.get("signal").intValue());
        }
        assertEquals(1, detector.calls("close").size());
    }

    @Test
    void theSimulatedDetectorSeesThePeak() {
        Scanner thing = new Scanner(Configs.of(Scanner.Config.class, Map.of("fullScale", 4000)));
        try (ThingTester<Scanner> tester = ThingTester.of(thing).fill("stage", stage).start()) {
            assertEquals(4000, tester.get("signal").intValue());
        }
    }

    @Test
    void scansAndComesBack() {
        try (ThingTester<Scanner> tester = start()) {
            tester.put("averages", 2);
            TestInvocation scan = tester.invoke("scan", Map.of("points", 3, "step", 10));
            assertEquals(List.of(7, 7, 7), scan.result(List.class));
            assertEquals(6, detector.calls("read").size());
            assertEquals(2, stage.calls("moveRelative").size());
            assertEquals(List.of(Map.of("x", 10)), stage.calls("moveRelative").get(0));
            assertEquals(List.of(Map.of("x", 500)), stage.calls("moveAbsolute").get(0));
            assertEquals(1.0, scan.progress().orElseThrow());
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (ThingTester<Scanner> tester = start()) {
            assertThrows(ValidationException.class, () -> tester.put("averages", 0));
            assertThrows(
                    ValidationException.class, () -> tester.invoke("scan", Map.of("points", 1)));
        }
    }

    @Test
    void comesBackWhenItIsCancelled() {
        try (ThingTester<Scanner> tester = start()) {
            stage.hang("moveRelative");
            TestInvocation scan = tester.invoke("scan").awaitProgress(0.01);
            scan.cancel();
            stage.heal();
            assertEquals(InvocationStatus.CANCELLED, scan.awaitEnd().status());
            assertEquals(1, stage.calls("moveAbsolute").size());
        }
    }

    @Test
    void oneScanAtATime() {
        try (ThingTester<Scanner> tester = start()) {
            stage.hang("moveRelative");
            TestInvocation first = tester.invoke("scan").awaitProgress(0.01);
            TestInvocation second = tester.invoke("scan").awaitEnd();
            assertEquals(InvocationStatus.ERROR, second.status());
            assertTrue(second.error().orElseThrow().detail().contains("is running"));
            stage.heal();
            assertEquals(20, first.result().size());
        }
    }

    @Test
    void saysWhatFailed() {
        try (ThingTester<Scanner> tester = start()) {
            detector.fail("read", new IOException("The detector does not answer"));
            assertThrows(IOException.class, tester.thing()::signal);
            stage.fail("moveRelative", new InvocationError("The stage is unplugged"));
            detector.heal();
            TestInvocation scan = tester.invoke("scan").awaitEnd();
            assertEquals("The stage is unplugged", scan.error().orElseThrow().detail());
        }
    }

    @Test
    void waitsForItsStage() {
        try (ThingTester<Scanner> tester = start()) {
            tester.vanish("stage");
            tester.awaitState(ThingState.WAITING);
            tester.comeBack("stage", stage);
            tester.awaitState(ThingState.RUNNING);
        }
    }
}
