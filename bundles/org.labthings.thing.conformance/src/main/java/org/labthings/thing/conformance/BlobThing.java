package org.labthings.thing.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Action;
import org.labthings.api.Blob;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.MediaType;
import org.labthings.api.MediaTypeMismatchError;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

// Python's blob classes are media types on Blob here: TextBlob, ImageBlob, DescribedBlob.
@Doc("Blobs in and out.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:BlobThing")
public class BlobThing implements Thing {
    private static final String TEXT = "text/plain";
    private static final String IMAGE = "image/*";
    private static final String BYTES = "application/octet-stream";
    private static final String DESCRIPTION = "A described lump of bytes.";

    private volatile Blob last;

    @Doc("A blob from bytes")
    @Action
    public @MediaType(TEXT) Blob textBytes() {
        return text("hello blob");
    }

    @Action
    public @MediaType(TEXT) Blob textFile() throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "things_blob.txt");
        Files.writeString(file, "hello from a file");
        return Blob.fromFile(file, TEXT);
    }

    @Action
    public @MediaType(TEXT) Blob textTempdir() throws IOException {
        Path folder = Files.createTempDirectory("things");
        Files.writeString(folder.resolve("serial.txt"), "hello from a temp dir");
        return Blob.fromTemporaryDirectory(folder, "serial.txt", TEXT);
    }

    @Action
    public @MediaType(IMAGE) Blob png() {
        byte[] data = "\u0089PNG not really".getBytes(StandardCharsets.ISO_8859_1);
        return Blob.fromBytes(data, "image/png");
    }

    @Action
    public Blob plainBlob() {
        return Blob.fromBytes(new byte[] {0, 1, 2}, "application/x-thing");
    }

    @Action
    public @MediaType(value = BYTES, description = DESCRIPTION) Blob described() {
        return Blob.fromBytes(new byte[] {0, 1}, BYTES);
    }

    @Action
    public @MediaType(IMAGE) Blob wrongMedia() {
        Blob blob = Blob.fromBytes("x".getBytes(StandardCharsets.UTF_8), TEXT);
        if (!blob.matches(IMAGE)) { // as the original's class does while it is made
            throw new MediaTypeMismatchError(
                    "Blob media_type '" + TEXT + "' does not match '" + IMAGE + "'.");
        }
        return blob;
    }

    @Action
    public @MediaType(value = BYTES, description = DESCRIPTION) Blob big(@Default("10") int mb) {
        return Blob.fromBytes(lump(mb), BYTES);
    }

    @Action
    public @MediaType(value = BYTES, description = DESCRIPTION) Blob bigFile(@Default("10") int mb)
            throws IOException {
        Path folder = Files.createTempDirectory("things");
        Files.write(folder.resolve("big.bin"), lump(mb));
        return Blob.fromTemporaryDirectory(folder, "big.bin", BYTES);
    }

    @Action
    public Map<String, @MediaType(TEXT) Blob> blobInDict() {
        Map<String, Blob> blobs = new LinkedHashMap<>();
        blobs.put("a", text("a"));
        blobs.put("b", text("bb"));
        return blobs;
    }

    @Doc("Takes a blob as input.")
    @Action
    public int length(@MediaType(TEXT) Blob blob) throws IOException {
        return blob.content().length;
    }

    @Action
    public Blob passthrough(Blob blob) {
        return blob;
    }

    @Action
    public Optional<@MediaType(TEXT) Blob> optionalBlob(Optional<@MediaType(TEXT) Blob> blob) {
        return blob;
    }

    @Doc("A property that is a blob")
    @Property
    public @MediaType(TEXT) Blob blobprop() {
        Blob blob = text("property blob");
        last = blob; // only the newest stays downloadable
        return blob;
    }

    private static Blob text(String text) {
        return Blob.fromBytes(text.getBytes(StandardCharsets.UTF_8), TEXT);
    }

    private static byte[] lump(int mb) {
        byte[] data = new byte[Math.multiplyExact(mb, 1024 * 1024)];
        Arrays.fill(data, (byte) 0xAA);
        return data;
    }
}
