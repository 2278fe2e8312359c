package org.labthings.thing.smartscan.scan;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The sites of a scan in the order in which they were visited, one JSON object a line. With it a
 * planner can be brought to where it was.
 *
 * @param file where it is
 */
public record SiteLog(Path file) {
    private static final Gson GSON = new Gson();

    /** What was found at a site; as for {@code ScanPlanner.visited}. */
    public record Entry(int x, int y, int z, boolean imaged, boolean focused) {}

    /** Adds a site. */
    public void add(Entry entry) throws IOException {
        Files.write(
                file,
                (GSON.toJson(entry) + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** All sites. A last line that is incomplete, because the server died, does not count. */
    public List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return entries;
        }
        String text = Files.readString(file);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            try {
                entries.add(GSON.fromJson(text.substring(from, end), Entry.class));
            } catch (JsonParseException e) {
                throw new IOException(
                        file + ", line " + (entries.size() + 1) + ": " + e.getMessage(), e);
            }
            from = end + 1;
        }
        if (from < text.length()) { // or the next line would be added to the half one
            AtomicFile.write(file, text.substring(0, from));
        }
        return entries;
    }
}
