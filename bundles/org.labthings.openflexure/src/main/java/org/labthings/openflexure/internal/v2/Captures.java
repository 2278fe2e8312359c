package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.labthings.api.HttpError;

/**
 * The pictures in the camera's data folder, as the old gallery knew them: with an id, which follows
 * from the name, tags and annotations, which are kept beside the settings. Thread-safe; blocks.
 */
final class Captures {
    private static final Set<String> ENDINGS = Set.of(".jpg", ".jpeg", ".png");
    private static final String TAGS = "tags";
    private static final String ANNOTATIONS = "annotations";
    private static final String NAME = "name";

    private final Path folder;
    private final JsonFile notes;
    private final Object taking = new Object();

    /**
     * Those of a camera.
     *
     * @param folder where it keeps them
     * @param notes tags and annotations, by file name
     */
    Captures(Path folder, JsonFile notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /** Takes a picture. */
    @FunctionalInterface
    interface Shot {
        /** Returns when it is kept. */
        void take() throws IOException, InterruptedException;
    }

    /**
     * The file of the picture that a shot takes; one shot at a time.
     *
     * @throws HttpError 500 when there is no new file afterwards
     */
    String newest(Shot shot) throws IOException, InterruptedException {
        synchronized (taking) {
            Set<String> before = new HashSet<>(files());
            shot.take();
            return files().stream()
                    .filter(name -> !before.contains(name))
                    .reduce((first, second) -> second)
                    .orElseThrow(
                            () -> new HttpError(500, "The camera kept no picture in " + folder));
        }
    }

    /** Names of all files, oldest first. */
    List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .filter(Captures::isPicture)
                    .sorted() // they are called after the time
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static boolean isPicture(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && ENDINGS.contains(name.substring(dot).toLowerCase(Locale.ROOT));
    }

    /**
     * The file with an id.
     *
     * @throws HttpError 404 when there is none
     */
    String find(String id) throws IOException {
        return files().stream()
                .filter(name -> id(name).equals(id))
                .findFirst()
                .orElseThrow(() -> new HttpError(404, "There is no capture " + id));
    }

    /** The id of a file. */
    String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Where a file is. */
    Path path(String file) {
        return folder.resolve(file);
    }

    /** Notes what a client said about a picture. */
    void describe(String file, JsonNode name, JsonNode tags, JsonNode annotations) {
        change(
                file,
                note -> {
                    if (name.isTextual()) {
                        note.set(NAME, name);
                    }
                    addTags(note, tags);
                    if (annotations.isObject()) {
                        note.withObject("/" + ANNOTATIONS).setAll((ObjectNode) annotations);
                    }
                });
    }

    private static void addTags(ObjectNode note, JsonNode more) {
        ArrayNode tags = note.withArray("/" + TAGS);
        Set<String> known = new HashSet<>();
        tags.forEach(tag -> known.add(tag.asText()));
        for (JsonNode tag : more) {
            if (tag.isTextual() && known.add(tag.asText())) {
                tags.add(tag);
            }
        }
    }

    /** The tags of a picture. */
    ArrayNode tags(String file) {
        return note(file).withArray("/" + TAGS);
    }

    /** Adds tags, or takes them away. */
    void tag(String file, JsonNode tags, boolean add) {
        if (!tags.isArray()) {
            throw new HttpError(422, "Tags are a list of strings");
        }
        change(
                file,
                note -> {
                    if (add) {
                        addTags(note, tags);
                        return;
                    }
                    Set<String> gone = new HashSet<>();
                    tags.forEach(tag -> gone.add(tag.asText()));
                    ArrayNode left = JsonNodeFactory.instance.arrayNode();
                    note.withArray("/" + TAGS)
                            .forEach(
                                    tag -> {
                                        if (!gone.contains(tag.asText())) {
                                            left.add(tag);
                                        }
                                    });
                    note.set(TAGS, left);
                });
    }

    /** The annotations of a picture. */
    ObjectNode annotations(String file) {
        return note(file).withObject("/" + ANNOTATIONS);
    }

    /** Forgets what was said about a picture that is gone. */
    void forget(String file) {
        notes.change(all -> all.remove(file));
    }

    private void change(String file, Consumer<ObjectNode> edit) {
        notes.change(all -> edit.accept(member(all, file)));
    }

    private ObjectNode note(String file) {
        return member(notes.read(), file);
    }

    private static ObjectNode member(ObjectNode all, String file) {
        return all.get(file) instanceof ObjectNode note ? note : all.putObject(file);
    }

    /** A picture as the old gallery shows it. */
    ObjectNode record(String file, String baseUrl) throws IOException {
        ObjectNode note = note(file);
        String id = id(file);
        Path path = path(file);
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("id", id);
        record.put("path", path.toString());
        record.put("available", Files.isRegularFile(path));
        record.put("name", note.path(NAME).asText(file));
        record.put("file", file);
        record.put(
                "time",
                Files.getLastModifiedTime(path)
                        .toInstant()
                        .atZone(ZoneId.systemDefault())
                        .toLocalDateTime()
                        .toString());
        ObjectNode image = record.putObject("metadata").putObject("image");
        image.put("id", id).put(NAME, note.path(NAME).asText(file));
        image.put("format", file.substring(file.lastIndexOf('.') + 1));
        image.set(TAGS, note.withArray("/" + TAGS));
        image.set(ANNOTATIONS, note.withObject("/" + ANNOTATIONS));
        String self = baseUrl + V2.ROOT + "/captures/" + id;
        ObjectNode links = record.putObject("links");
        links.putObject("self").put("href", self);
        links.putObject(TAGS).put("href", self + "/tags");
        links.putObject(ANNOTATIONS).put("href", self + "/annotations");
        links.putObject("download").put("href", self + "/download/" + file);
        return record;
    }
}
