package org.labthings.core.internal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ThingSettingsTest {
    @TempDir Path folder;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ThingSettings.Writers writers = new ThingSettings.Writers(timer, Runnable::run);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private static final class Counter implements Setting {
        volatile int value = 1;
        final CountDownLatch saved = new CountDownLatch(1);

        @Override
        public String name() {
            return "counter";
        }

        @Override
        public JsonNode save() {
            saved.countDown();
            return IntNode.valueOf(value);
        }

        @Override
        public void load(JsonNode node) {
            if (!node.isInt()) {
                throw new IllegalArgumentException("Input should be a valid integer");
            }
            value = node.intValue();
        }
    }

    private final Counter counter = new Counter();

    private Path file() {
        return folder.resolve("thing").resolve("Settings-Thing.json");
    }

    private ThingSettings settings() {
        ThingSettings s =
                new ThingSettings(file(), List.of(counter), LoggerFactory.getLogger("t"), writers);
        s.load();
        return s;
    }

    private void given(String content) throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content);
    }

    @Test
    void writesTheFormatOfTheReference() throws Exception {
        ThingSettings s = settings();
        assertFalse(Files.exists(file()), "nothing is written at start-up");
        s.saveNow();
        assertEquals("{\n    \"counter\": 1\n}", Files.readString(file()));
    }

    @Test
    void keepsUnknownKeys() throws Exception {
        given("{\"zeta\": {\"a\": [1, \"é\"]}, \"counter\": 7}");
        ThingSettings s = settings();
        assertEquals(7, counter.value);
        s.saveNow();
        assertEquals(
                "{\n    \"counter\": 7,\n    \"zeta\": {\n        \"a\": [\n            1,\n"
                        + "            \"é\"\n        ]\n    }\n}",
                Files.readString(file()));
    }

    @Test
    void aBrokenFileIsSetAsideAndTheBackupUsed() throws Exception {
        ThingSettings s = settings();
        counter.value = 5;
        s.saveNow();
        counter.value = 6;
        s.saveNow(); // the backup holds 5
        for (String broken : List.of("", "{\"counter\": 6", "[1]", "\u0000\u0000")) {
            given(broken);
            counter.value = 0;
            settings();
            assertEquals(5, counter.value, "after '" + broken + "'");
            assertFalse(Files.exists(file()));
        }
        try (var files = Files.list(file().getParent())) {
            assertEquals(
                    4,
                    files.filter(f -> f.toString().contains(".bad-")).count(),
                    "nothing is lost");
        }
    }

    @Test
    void aWronglyTypedValueLosesOnlyItself() throws Exception {
        given("{\"counter\": \"x\"}");
        settings();
        assertEquals(1, counter.value);
        assertTrue(Files.exists(file()));
    }

    @Test
    void aFailedWriteNamesTheFileAndKeepsIt() throws Exception {
        ThingSettings s = settings();
        s.saveNow();
        String before = Files.readString(file());
        Files.createDirectory(file().resolveSibling("Settings-Thing.json.tmp"));
        counter.value = 2;
        UncheckedIOException e = assertThrows(UncheckedIOException.class, s::saveNow);
        assertTrue(e.getMessage().contains(file().toString()), e.getMessage());
        assertEquals(before, Files.readString(file()));
    }

    @Test
    void aBurstIsWrittenTogetherAndByFlush() throws Exception {
        ThingSettings s = settings();
        for (int i = 0; i < 1000; i++) {
            counter.value = i;
            s.saveSoon();
        }
        assertTrue(counter.saved.await(5, TimeUnit.SECONDS), "written without anybody asking");
        counter.value = 4711;
        s.saveSoon();
        s.flush();
        assertTrue(Files.readString(file()).contains("4711"));
    }

    @Test
    void aThreadThatIsLeftOverCannotOverwriteTheNextVersion() throws Exception {
        ThingSettings old = settings();
        old.saveNow();
        old.end();
        counter.value = 99;
        assertThrows(IllegalStateException.class, old::saveNow);
        old.saveSoon();
        old.flush();
        assertFalse(Files.readString(file()).contains("99"));
    }

    @Test
    void aSettingThatCannotBeHadKeepsItsSavedValueInTheLastFlush() throws Exception {
        given("{\"gone\": 1, \"counter\": 5}");
        Setting gone =
                new Setting() {
                    @Override
                    public String name() {
                        return "gone";
                    }

                    @Override
                    public JsonNode save() {
                        throw new IllegalStateException("the device is closed");
                    }

                    @Override
                    public void load(JsonNode saved) {}
                };
        ThingSettings s =
                new ThingSettings(
                        file(), List.of(counter, gone), LoggerFactory.getLogger("t"), writers);
        s.load();
        counter.value = 6;
        s.saveSoon();
        assertThrows(IllegalStateException.class, s::saveNow, "a request is told");
        s.flush();
        assertEquals("{\n    \"counter\": 6,\n    \"gone\": 1\n}", Files.readString(file()));
    }

    @Test
    void nothingIsSavedBeforeTheLoad() {
        ThingSettings s =
                new ThingSettings(file(), List.of(counter), LoggerFactory.getLogger("t"), writers);
        s.saveNow();
        assertFalse(Files.exists(file()));
        assertEquals(JsonNodeFactory.instance.objectNode(), SettingsFile.object());
    }
}
