package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.labthings.api.HttpError;
import org.labthings.schema.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JSON object in a file, read at the first use. What is not good is as if it were not there; it
 * is written beside itself and then moved, so that it is never half there. Thread-safe; blocks.
 */
final class JsonFile {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFile.class);

    private final Path file;
    private final Supplier<ObjectNode> initial;
    private ObjectNode content;

    /**
     * A file.
     *
     * @param initial what it contains before it is written for the first time
     */
    JsonFile(Path file, Supplier<ObjectNode> initial) {
        this.file = file;
        this.initial = initial;
    }

    /** A copy of what it contains. */
    synchronized ObjectNode read() {
        return content().deepCopy();
    }

    /**
     * Changes what it contains.
     *
     * @throws HttpError 500 when it cannot be written; then nothing has changed
     */
    synchronized void change(Consumer<ObjectNode> edit) {
        ObjectNode next = content().deepCopy();
        edit.accept(next);
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling("." + file.getFileName() + ".part");
            Files.write(part, Json.bytes(next));
            Files.move(
                    part,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.error("{} cannot be written: {}", file, e.toString());
            throw new HttpError(500, "This cannot be saved; the log says why");
        }
        content = next;
    }

    private ObjectNode content() {
        if (content == null) {
            content = load();
        }
        return content;
    }

    private ObjectNode load() {
        ObjectNode start = initial.get();
        try {
            JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(file));
            if (json.isObject()) {
                return start.setAll((ObjectNode) json);
            }
            LOG.warn("{} is no JSON object; it is taken as empty", file);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is not there yet", file);
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is taken as empty: {}", file, e.toString());
        }
        return start == null ? JsonNodeFactory.instance.objectNode() : start;
    }
}
