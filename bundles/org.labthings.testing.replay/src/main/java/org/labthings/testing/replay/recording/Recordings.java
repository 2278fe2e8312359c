package org.labthings.testing.replay.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.labthings.testing.replay.internal.json.JsonText;

/**
 * A folder of recordings: {@code <area>.json}, one file an area, and {@code configs/<name>.json}.
 * Immutable.
 *
 * <pre>{@code
 * Recordings all = Recordings.in(Path.of("wire"));
 * Recordings some = all.only(s -> s.area().equals("td"));
 * }</pre>
 */
public final class Recordings {
    /** Stands for an empty settings folder in configurations and names of files. */
    public static final String SETTINGS = "<SETTINGS>";

    private final Path folder;
    private final List<Sequence> sequences;

    private Recordings(Path folder, List<Sequence> sequences) {
        this.folder = folder;
        this.sequences = List.copyOf(sequences);
    }

    /** Those that come with this library: made with LabThings-FastAPI 0.3. */
    public static Recordings bundled() throws IOException {
        URL wire = Objects.requireNonNull(Recordings.class.getResource("wire"), "wire");
        try {
            if (wire.getProtocol().equals("jar")) {
                String entry = wire.getPath().substring(wire.getPath().indexOf('!') + 1);
                return in(jar().getPath(entry));
            }
            return in(Path.of(wire.toURI()));
        } catch (URISyntaxException e) {
            throw new IOException("The recordings cannot be found at " + wire, e);
        }
    }

    /** Stays open, as the recordings are read from it as they are needed. */
    private static FileSystem jar() throws IOException, URISyntaxException {
        URL library = Recordings.class.getProtectionDomain().getCodeSource().getLocation();
        return FileSystems.newFileSystem(Path.of(library.toURI()));
    }

    /** Reads all files, in the order of their names. */
    public static Recordings in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        List<Sequence> sequences = new ArrayList<>();
        for (Path file : files) {
            JsonNode document = JsonText.read(file);
            String area = document.path("area").asText();
            for (JsonNode sequence : document.path("sequences")) {
                sequences.add(sequence(area, sequence));
            }
        }
        if (sequences.isEmpty()) {
            throw new IOException("no recordings in " + folder);
        }
        return new Recordings(folder, sequences);
    }

    public Recordings only(Predicate<Sequence> wanted) {
        return new Recordings(folder, sequences.stream().filter(wanted).toList());
    }

    public List<Sequence> sequences() {
        return sequences;
    }

    /** The text of a configuration, with the settings folder filled in. */
    public String configuration(String name, Path settings) throws IOException {
        JsonNode path = TextNode.valueOf(settings.toString());
        String quoted = JsonText.write(path);
        return Files.readString(folder.resolve("configs").resolve(name + ".json"))
                .replace(SETTINGS, quoted.substring(1, quoted.length() - 1));
    }

    private static Sequence sequence(String area, JsonNode json) {
        List<Exchange> exchanges = new ArrayList<>();
        json.path("exchanges").forEach(x -> exchanges.add(new Exchange(x.path("id").asText(), x)));
        List<String> arguments = new ArrayList<>();
        json.path("server_args").forEach(a -> arguments.add(a.asText()));
        return new Sequence(
                area,
                json.path("id").asText(),
                json.path("config").asText(),
                json.path("own_server").asBoolean() || !arguments.isEmpty(),
                List.copyOf(arguments),
                List.copyOf(exchanges));
    }
}
