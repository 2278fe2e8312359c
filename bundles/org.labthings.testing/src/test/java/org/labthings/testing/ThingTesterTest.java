package org.labthings.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.api.Action;
import org.labthings.api.InvocationError;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.core.InvocationStatus;
import org.labthings.core.ThingState;
import org.labthings.hardware.Stage;
import org.labthings.schema.ValidationException;
import org.labthings.testing.sample.Scanner;

class ThingTesterTest {
    private final Fake<Stage> stage = Fake.of(Stage.class).answer("position", a -> Map.of("x", 7));

    private static Scanner scanner() {
        return new Scanner(Configs.of(Scanner.Config.class, Map.of("stepSize", 50)));
    }

    private ThingTester<Scanner> start() {
        return ThingTester.of(scanner()).fill("stage", stage).start();
    }

    @Test
    void propertiesAreReadAndWrittenAsByClients() {
        try (ThingTester<Scanner> tester = start()) {
            assertEquals(Map.of("x", 7), tester.get("position", Map.class));
            assertEquals("none", tester.get("serial").textValue());
            tester.put("averages", 4);
            assertEquals(4, tester.thing().averages.get());
            assertThrows(ValidationException.class, () -> tester.put("averages", 101));
            assertEquals(4, tester.get("averages", Integer.class));
            tester.reset("averages");
            assertEquals(1, tester.get("averages").intValue());
            assertThrows(AssertionError.class, () -> tester.put("scanned", 1));
            AssertionError unknown =
                    assertThrows(AssertionError.class, () -> tester.get("averagess"));
            assertTrue(unknown.getMessage().contains("averages"), unknown.getMessage());
        }
    }

    @Test
    void anActionRunsAsAnInvocation() throws Exception {
        try (ThingTester<Scanner> tester = start();
                Observation scanned = tester.observe("scanned");
                Observation finished = tester.observe("finished")) {
            TestInvocation scan = tester.invoke("scan", Map.of("points", 2));
            assertEquals(List.of(0, 1), scan.result(List.class));
            assertEquals(List.of("Point 0", "Point 1"), messages(scan));
            assertEquals(2, stage.calls("moveRelative").size());
            assertEquals(List.of(Map.of("x", 50)), stage.calls("moveRelative").get(1));
            assertEquals(1, scanned.next(Integer.class));
            assertEquals(2, scanned.next().intValue());
            assertEquals(0, scanned.waiting());
            assertEquals("all 2", finished.next(String.class));
            assertArrayEquals(new byte[] {1, 2, 3}, tester.invoke("save").blob().content());
            assertThrows(
                    ValidationException.class, () -> tester.invoke("scan", Map.of("points", "x")));
        }
    }

    private static List<String> messages(TestInvocation invocation) {
        return invocation.log().stream().map(r -> r.message()).toList();
    }

    @Test
    void anActionIsCancelled() {
        try (ThingTester<Scanner> tester = start()) {
            TestInvocation forever = tester.invoke("forever").awaitProgress(0.5);
            assertEquals("half", forever.progressText().orElseThrow());
            assertTrue(forever.cancel());
            assertEquals(InvocationStatus.CANCELLED, forever.awaitEnd().status());
            AssertionError noResult = assertThrows(AssertionError.class, forever::result);
            assertTrue(noResult.getMessage().contains("cancelled"), noResult.getMessage());
        }
    }

    @Test
    void aFailingStageFailsTheAction() {
        try (ThingTester<Scanner> tester = start()) {
            stage.fail("moveRelative", new InvocationError("The stage is unplugged"));
            TestInvocation scan = tester.invoke("scan").awaitEnd();
            assertEquals(InvocationStatus.ERROR, scan.status());
            assertEquals("The stage is unplugged", scan.error().orElseThrow().detail());
            AssertionError late =
                    assertThrows(AssertionError.class, () -> scan.awaitLog("never said"));
            assertTrue(late.getMessage().contains("unplugged"), late.getMessage());
            stage.heal();
            assertEquals(3, tester.invoke("scan").result().size());
        }
    }

    @Test
    void aRequiredSlotThatVanishesClosesTheThing() {
        try (ThingTester<Scanner> tester = start()) {
            assertTrue(tester.thing().open);
            tester.vanish("stage");
            assertTrue(
                    tester.awaitState(ThingState.WAITING).reason().contains("stage"),
                    tester.status().reason());
            assertFalse(tester.thing().open);
            AssertionError away = assertThrows(AssertionError.class, () -> tester.get("position"));
            assertTrue(away.getMessage().contains("WAITING"), away.getMessage());
            tester.comeBack("stage", Fake.of(Stage.class));
            tester.awaitState(ThingState.RUNNING);
            assertEquals(Map.of(), tester.get("position", Map.class));
        }
    }

    @Test
    void settingsSurviveARestart(@TempDir Path folder) throws Exception {
        try (ThingTester<Scanner> tester =
                ThingTester.of(scanner()).fill("stage", stage).settingsFolder(folder).start()) {
            tester.put("averages", 9);
            assertTrue(
                    Files.readString(folder.resolve("scanner/Settings-Scanner.json"))
                            .contains("9"));
            ThingTester<Scanner> next = tester.restart(scanner());
            assertFalse(tester.thing().open);
            assertTrue(next.thing().open);
            assertEquals(9, next.get("averages").intValue());
        }
        try (ThingTester<Scanner> again =
                ThingTester.of(scanner()).fill("stage", stage).settingsFolder(folder).start()) {
            assertEquals(9, again.thing().averages.get());
        }
    }

    @Test
    void slotsAreFilledByRule() {
        try (ThingTester<Scanner> tester =
                ThingTester.of(scanner())
                        .fakeSlots()
                        .fill("lifts", Map.of("a", Fake.of(Stage.class), "b", plainStage()))
                        .start()) {
            assertEquals(2, tester.get("lift_count").intValue());
            assertEquals(
                    List.of("mock-stage"),
                    tester.status().slots().stream()
                            .filter(s -> s.name().equals("stage"))
                            .findFirst()
                            .orElseThrow()
                            .things());
        }
        try (ThingTester<Scanner> tester = ThingTester.of(scanner()).start(ThingState.WAITING)) {
            assertFalse(tester.thing().open);
        }
        assertThrows(AssertionError.class, () -> ThingTester.of(scanner()).start());
        assertThrows(
                IllegalArgumentException.class,
                () -> ThingTester.of(scanner()).fill("stag", stage));
        assertThrows(
                IllegalArgumentException.class,
                () -> ThingTester.of(scanner()).fill("stage", "a string").start());
    }

    /** A stage that is no Thing, as a test may have one. */
    private static Stage plainStage() {
        return new Stage() {
            @Override
            public List<String> axisNames() {
                return List.of("z");
            }

            @Override
            public Map<String, Integer> position() {
                return Map.of("z", 1);
            }

            @Override
            public boolean moving() {
                return false;
            }

            @Override
            public void moveRelative(Map<String, Integer> distance) {}

            @Override
            public void moveAbsolute(Map<String, Integer> target) {}

            @Override
            public void stop() {}
        };
    }

    @Test
    void theContextSaysWhatTheTestConfigured() {
        try (ThingTester<Scanner> tester =
                ThingTester.of(scanner())
                        .named("s1")
                        .fakeSlots()
                        .kwargs(Map.of("a", List.of(1)))
                        .applicationConfig(Map.of("site", "here"))
                        .globalLock()
                        .start()) {
            ThingContext context = tester.thing().context();
            assertEquals("s1", context.name());
            assertEquals("/s1/", context.path());
            assertEquals(Map.of("a", List.of(1)), context.kwargs());
            assertEquals("here", context.applicationConfig().orElseThrow().get("site"));
            assertTrue(context.globalLockEnabled());
            assertTrue(Files.isDirectory(context.settingsFolder()));
            assertEquals(tester.settingsFolder(), context.settingsFolder());
        }
    }

    /** Cannot be served. */
    static final class TwoNames implements Thing {
        @Action
        public void goNow() {}

        @Action
        public void go_now() {}
    }

    @Test
    void aClassThatCannotBeServedIsSaid() {
        AssertionError e =
                assertThrows(AssertionError.class, () -> ThingTester.of(new TwoNames()).start());
        assertTrue(e.getMessage().contains("go_now"), e.getMessage());
    }

    @Test
    void anOpenThatFailsIsSaid() {
        Fake<Thing> broken = Fake.of(Thing.class).fail("open", new IOException("No such port"));
        try (ThingTester<Thing> tester =
                ThingTester.of(broken.thing()).named("broken").start(ThingState.FAILED)) {
            assertTrue(tester.status().reason().contains("No such port"));
        }
    }

    @Test
    void everythingIsClosedAndDeletedAtTheEnd() throws Exception {
        ThingTester<Scanner> tester = start();
        Path folder = tester.settingsFolder();
        TestInvocation forever = tester.invoke("forever").awaitRunning();
        tester.close();
        assertFalse(tester.thing().open);
        assertEquals(InvocationStatus.CANCELLED, forever.status());
        assertFalse(Files.exists(folder));
        assertEquals(1, stage.calls("close").size());
    }

    @Test
    void waitsEndAtTheDeadline() {
        try (ThingTester<Scanner> tester =
                ThingTester.of(scanner())
                        .fill("stage", stage)
                        .deadline(Duration.ofMillis(300))
                        .start()) {
            AssertionError e =
                    assertThrows(AssertionError.class, () -> tester.awaitState(ThingState.FAILED));
            assertTrue(e.getMessage().contains("RUNNING"), e.getMessage());
            assertThrows(AssertionError.class, () -> tester.invoke("forever").awaitEnd());
            try (Observation nothing = tester.observe("scanned")) {
                assertThrows(AssertionError.class, nothing::next);
            }
        }
    }
}
