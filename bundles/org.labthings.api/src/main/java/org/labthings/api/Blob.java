package org.labthings.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Binary data with a media type, given to clients as a link. The data can be downloaded as long as
 * something refers to the blob: an invocation that returned it, a property, a field of a Thing.
 * Immutable; from any thread.
 */
public final class Blob {
    private static final Cleaner CLEANER = Cleaner.create();

    private final UUID id = UUID.randomUUID();
    private final Source source;
    private final String mediaType;
    private final String description;

    /** Keeps the owner of a temporary folder reachable as long as a copy of it lives. */
    private final Blob original;

    private sealed interface Source {
        record Memory(byte[] data) implements Source {}

        record File(Path path) implements Source {}

        record Remote(URI uri) implements Source {}

        record PassedOn(URI origin, Opener opener) implements Source {}
    }

    private Blob(Source source, String mediaType) {
        this(source, mediaType, null, null);
    }

    private Blob(Source source, String mediaType, String description, Blob original) {
        MediaTypes.matches(mediaType, "*/*"); // refuses what is no media type
        this.source = source;
        this.mediaType = mediaType;
        this.description = description;
        this.original = original;
    }

    /**
     * A blob of these bytes, which must not be changed any more.
     *
     * @param data not copied
     * @param mediaType of the data, {@code image/jpeg} for instance; parameters are allowed
     * @return a blob in memory
     * @throws IllegalArgumentException when the media type is none
     */
    public static Blob fromBytes(byte[] data, String mediaType) {
        return new Blob(new Source.Memory(data), mediaType);
    }

    /**
     * A blob of a file, which must stay as it is while the blob lives.
     *
     * @param file a regular file; read anew for each download
     * @param mediaType of the data, {@code image/jpeg} for instance; parameters are allowed
     * @return a blob that leaves the file where it is
     * @throws UncheckedIOException when there is no such file
     * @throws IllegalArgumentException when the media type is none
     */
    public static Blob fromFile(Path file, String mediaType) {
        if (!Files.isRegularFile(file)) {
            throw new UncheckedIOException(
                    new java.nio.file.NoSuchFileException(file.toString(), null, "no such file"));
        }
        return new Blob(new Source.File(file), mediaType);
    }

    /**
     * A blob of a file in a temporary folder that it owns: the folder is deleted when nothing
     * refers to the blob any more.
     *
     * @param folder deleted with all that is in it; not when this method throws
     * @param fileName of the data in that folder
     * @param mediaType of the data, {@code image/jpeg} for instance; parameters are allowed
     * @return a blob whose file goes with it
     * @throws UncheckedIOException when there is no such file
     * @throws IllegalArgumentException when the media type is none
     */
    public static Blob fromTemporaryDirectory(Path folder, String fileName, String mediaType) {
        Blob blob = fromFile(folder.resolve(fileName), mediaType);
        CLEANER.register(blob, () -> deleteTree(folder));
        return blob;
    }

    /**
     * A blob that lies on another server; only its link is handed on.
     *
     * @param uri absolute, as clients reach it
     * @param mediaType that the other server gives it
     * @return a blob that clients download from there, and Java code by {@link #open}
     * @throws IllegalArgumentException when the media type is none
     */
    public static Blob fromUrl(URI uri, String mediaType) {
        return new Blob(new Source.Remote(uri), mediaType);
    }

    /**
     * A blob whose data lies elsewhere and is passed on by this server: clients download it here,
     * each time anew from there. For data that only this server can get at.
     *
     * @param origin where the data lies; for {@link #origin()} only
     * @param opener opens it; may block
     * @param mediaType of the data, {@code image/jpeg} for instance; parameters are allowed
     * @return a blob with a link on this server
     * @throws IllegalArgumentException when the media type is none
     */
    public static Blob passedOn(URI origin, Opener opener, String mediaType) {
        return new Blob(new Source.PassedOn(origin, opener), mediaType);
    }

    /** Opens the data of a blob that lies elsewhere. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it from its beginning; may block, with a deadline.
         *
         * @return the data; whoever asked for it closes it
         * @throws IOException when it is not there any more, or cannot be reached
         */
        InputStream open() throws IOException;
    }

    /**
     * A blob of the same data with a description of its own.
     *
     * @param text for people, beside the link; null for none
     * @return a new blob with an identity of its own, which keeps what this one owns
     */
    public Blob withDescription(String text) {
        return new Blob(source, mediaType, text, this);
    }

    private static void deleteTree(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            folder.toFile().deleteOnExit(); // what is left is in the system's temporary folder
        }
    }

    /** {@return its identity, made with the blob, part of its download link} */
    public UUID id() {
        return id;
    }

    /** {@return the media type of the data, as it was given} */
    public String mediaType() {
        return mediaType;
    }

    /** {@return what the data is, for people} */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** {@return where a blob made by {@link #fromUrl} lies; empty for all others} */
    public Optional<URI> remote() {
        return source instanceof Source.Remote r ? Optional.of(r.uri()) : Optional.empty();
    }

    /** {@return where the data lies of a blob made by {@link #passedOn}; empty for all others} */
    public Optional<URI> origin() {
        return source instanceof Source.PassedOn p ? Optional.of(p.origin()) : Optional.empty();
    }

    /** {@return the file of a blob that has one; empty for all others} */
    public Optional<Path> file() {
        return source instanceof Source.File f ? Optional.of(f.path()) : Optional.empty();
    }

    /** {@return the bytes of a blob in memory, not a copy; empty for all others} */
    public Optional<byte[]> bytes() {
        return source instanceof Source.Memory m ? Optional.of(m.data()) : Optional.empty();
    }

    /**
     * Opens the data for reading. May block: on the disk, or on the server where it lies.
     *
     * @return the data from its beginning; whoever asked for it closes it
     * @throws IOException when it cannot be read
     */
    public InputStream open() throws IOException {
        if (source instanceof Source.Memory m) {
            return new ByteArrayInputStream(m.data());
        }
        if (source instanceof Source.File f) {
            return Files.newInputStream(f.path());
        }
        if (source instanceof Source.PassedOn p) {
            return p.opener().open();
        }
        return ((Source.Remote) source).uri().toURL().openStream();
    }

    /**
     * Reads all of the data; blocks as {@link #open} does.
     *
     * @return all of it, in memory: of one made by {@link #fromBytes} a copy
     * @throws IOException when it cannot be read
     */
    public byte[] content() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /**
     * Writes the data to a file, replacing it; blocks as {@link #open} does.
     *
     * @param target in a folder that exists
     * @throws IOException when it cannot be read or written; the target may be incomplete then
     */
    public void save(Path target) throws IOException {
        try (InputStream in = open()) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Whether the data is of a media type.
     *
     * @param pattern either half may be {@code *}
     * @return whether type and subtype match; parameters do not count
     * @throws IllegalArgumentException when the pattern is no media type
     */
    public boolean matches(String pattern) {
        return MediaTypes.matches(mediaType, pattern);
    }

    @Override
    public String toString() {
        return "Blob[" + id + ", " + mediaType + (original == null ? "]" : ", a copy]");
    }
}
