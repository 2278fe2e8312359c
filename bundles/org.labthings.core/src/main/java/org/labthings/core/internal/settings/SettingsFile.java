package org.labthings.core.internal.settings;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.labthings.schema.Json;
import org.slf4j.Logger;

/**
 * One Thing's settings on disk, in the format of LabThings specification 3.4.2: a JSON object,
 * indented by four spaces, keys in code-point order. It is replaced as a whole: temporary file,
 * sync, atomic rename; the version before stays as a backup. Used by one thread at a time.
 */
final class SettingsFile {
    private static final ObjectWriter WRITER = Json.MAPPER.writer(printer());

    private final Path file;
    private final Logger log;

    SettingsFile(Path file, Logger log) {
        this.file = file;
        this.log = log;
    }

    /**
     * What was saved. A file that cannot be used is set aside under another name, with a warning,
     * and the backup is taken.
     */
    Optional<ObjectNode> load() {
        Optional<ObjectNode> saved = read(file, true);
        if (saved.isPresent()) {
            return saved;
        }
        Path backup = sibling(".bak");
        Optional<ObjectNode> older = read(backup, false);
        older.ifPresent(o -> log.warn("Using the settings of the backup {}", backup));
        return older;
    }

    private Optional<ObjectNode> read(Path path, boolean setAside) {
        String problem;
        try {
            byte[] bytes = Files.readAllBytes(path);
            JsonNode tree = Json.parse(bytes);
            if (tree instanceof ObjectNode object) {
                return Optional.of(object);
            }
            problem = bytes.length == 0 ? "it is empty" : "it holds no JSON object";
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            problem = "it cannot be read: " + e.getMessage();
        } catch (RuntimeException e) {
            problem = "it is not JSON: " + e.getMessage();
        }
        log.warn("Settings file {} is not used: {}", path, problem);
        if (setAside) {
            setAside();
        }
        return Optional.empty();
    }

    private void setAside() {
        for (int i = 1; i < 1000; i++) {
            Path aside = sibling(".bad-" + i);
            try {
                // a link first: the rename below must not replace an older one
                Files.createLink(aside, file);
                Files.delete(file);
                log.warn("It is kept as {}", aside);
                return;
            } catch (FileAlreadyExistsException e) {
                continue;
            } catch (IOException | UnsupportedOperationException e) {
                log.warn("It could not be set aside: {}", e.toString());
                return;
            }
        }
    }

    /**
     * Replaces the file. When this returns, the content survives a crash of the process and of the
     * machine; when it throws, the old content is still there.
     */
    void save(ObjectNode content) throws IOException {
        byte[] bytes = WRITER.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        Path temporary = sibling(".tmp");
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel out =
                    FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                ByteBuffer data = ByteBuffer.wrap(bytes);
                while (data.hasRemaining()) {
                    out.write(data);
                }
                out.force(true);
            }
            backUp();
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw new IOException(
                    "The settings could not be written to "
                            + file
                            + ": "
                            + e.getMessage()
                            + ". The old content is kept; free space or mend the permissions and"
                            + " assign the setting again",
                    e);
        }
    }

    private void backUp() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Path backup = sibling(".bak");
        Files.deleteIfExists(backup);
        try {
            Files.createLink(backup, file); // no moment without the file itself
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, backup, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void syncFolder() {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            log.debug("This file system does not sync folders: {}", e.toString());
        }
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    Path path() {
        return file;
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indent = new DefaultIndenter("    ", "\n");
        return new DefaultPrettyPrinter()
                .withSeparators(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                                .withObjectEmptySeparator("")
                                .withArrayEmptySeparator(""))
                .withObjectIndenter(indent)
                .withArrayIndenter(indent);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
