package org.labthings.thing.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.labthings.api.Blob;
import org.labthings.api.MediaTypeMismatchError;
import org.labthings.api.NumericArray;

/** What does not need a server; the rest is checked by replaying the recordings. */
class BehaviourTest {
    private final ActionThing act = new ActionThing();
    private final BlobThing blobs = new BlobThing();

    @Test
    void mutatesTheDictionaryInPlace() {
        SettingThing settings = new SettingThing();
        Map<String, BigInteger> before = settings.dictsetting.get();
        settings.mutate();
        assertEquals(Map.of("a", BigInteger.ONE, "mutated", BigInteger.ONE), before);
        assertEquals("changed", settings.readonlysetting.get());
        settings.dictsetting.reset();
        assertEquals(Map.of("a", BigInteger.ONE), settings.dictsetting.get());
    }

    @Test
    void actionsReturnWhatThePythonOnesDo() {
        assertEquals(BigInteger.valueOf(3), act.callOther());
        Region region = Region.named("r").withCorner(new Point(2, 1));
        assertEquals(new Point(4, 1), act.withModel(region, 2).corner());
        assertEquals(new Point(2, 1), region.corner());
        assertEquals(
                NumericArray.ofIntegers(new int[] {2}, 2, 4),
                act.echoArray(NumericArray.ofIntegers(new int[] {2}, 1, 2)));
        assertEquals(Optional.empty(), act.returnsOptional(false));
        assertEquals("2024-01-02T03:04:05.000678", act.returnsDatetime().toString());
        assertEquals(
                Map.of("key", Optional.of("value"), "k", Optional.empty()),
                new ExampleThing().makeADict(Optional.of("k"), Optional.empty()));
    }

    @Test
    void blobsHoldWhatThePythonOnesHold() throws Exception {
        assertEquals("hello blob", new String(blobs.textBytes().content()));
        assertEquals("hello from a file", new String(blobs.textFile().content()));
        Blob owned = blobs.textTempdir();
        assertEquals("hello from a temp dir", new String(owned.content()));
        Path folder = owned.file().orElseThrow().getParent();
        assertEquals(List.of("serial.txt"), names(folder));
        assertEquals((byte) 0x89, blobs.png().content()[0]);
        assertArrayEquals(new byte[] {0, 1, 2}, blobs.plainBlob().content());
        assertEquals(1024 * 1024, blobs.big(1).content().length);
        assertEquals(10, blobs.length(blobs.textBytes()));
        assertThrows(MediaTypeMismatchError.class, blobs::wrongMedia);
    }

    private static List<String> names(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(p -> p.getFileName().toString()).toList();
        }
    }
}
