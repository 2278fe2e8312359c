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

    /** A blob of these bytes, which must not be changed any more. */
    public static Blob fromBytes(byte[] data, String mediaType) {
        return new Blob(new Source.Memory(data), mediaType);
    }

    /**
     * A blob of a file, which must stay as it is while the blob lives.
     *
     * @throws UncheckedIOException when there is no such file
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
     * @throws UncheckedIOException when there is no such file
     */
    public static Blob fromTemporaryDirectory(Path folder, String fileName, String mediaType) {
        Blob blob = fromFile(folder.resolve(fileName), mediaType);
        CLEANER.register(blob, () -> deleteTree(folder));
        return blob;
    }

    /** A blob that lies on another server; only its link is handed on. */
    public static Blob fromUrl(URI uri, String mediaType) {
        return new Blob(new Source.Remote(uri), mediaType);
    }

    /**
     * A blob whose data lies elsewhere and is passed on by this server: clients download it here,
     * each time anew from there. For data that only this server can get at.
     *
     * @param origin where the data lies
     * @param opener opens it; may block
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
         * @throws IOException when it is not there any more, or cannot be reached
         */
        InputStream open() throws IOException;
    }

    /** A blob of the same data with a description of its own. */
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

    /** Identity, made with the blob, part of its download link. */
    public UUID id() {
        return id;
    }

    /** The media type of the data. */
    public String mediaType() {
        return mediaType;
    }

    /** What the data is, for people. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** Where a remote blob lies. */
    public Optional<URI> remote() {
        return source instanceof Source.Remote r ? Optional.of(r.uri()) : Optional.empty();
    }

    /** Where the data of a blob lies that is passed on. */
    public Optional<URI> origin() {
        return source instanceof Source.PassedOn p ? Optional.of(p.origin()) : Optional.empty();
    }

    /** The file of a blob that has one. */
    public Optional<Path> file() {
        return source instanceof Source.File f ? Optional.of(f.path()) : Optional.empty();
    }

    /** The bytes of a blob in memory, not a copy. */
    public Optional<byte[]> bytes() {
        return source instanceof Source.Memory m ? Optional.of(m.data()) : Optional.empty();
    }

    /**
     * Opens the data for reading; a remote blob is downloaded, which blocks.
     *
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
     * All of the data.
     *
     * @throws IOException when it cannot be read
     */
    public byte[] content() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /**
     * Writes the data to a file, replacing it.
     *
     * @throws IOException when it cannot be read or written
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
     */
    public boolean matches(String pattern) {
        return MediaTypes.matches(mediaType, pattern);
    }

    @Override
    public String toString() {
        return "Blob[" + id + ", " + mediaType + (original == null ? "]" : ", a copy]");
    }
}
