package org.labthings.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.cli.command.Arguments;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.thing.Things;

class WhereaboutsTest {
    @TempDir Path data;

    @BeforeEach
    void aServerRuns() throws Exception {
        Files.createDirectories(data.resolve("security"));
        Files.writeString(data.resolve("security/local-token"), "local-secret\n");
        Files.writeString(data.resolve("url"), "http://0.0.0.0:5123\n");
    }

    private Whereabouts find(Map<String, String> environment, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of("--data", data.toString()));
        return Whereabouts.find(Arguments.parse(new Things(), words), environment);
    }

    @Test
    void theDataFolderKnowsTheServerAndItsToken() throws Exception {
        Whereabouts here = find(Map.of());
        assertEquals("http://127.0.0.1:5123", here.url().toString());
        assertEquals(Optional.of("local-secret"), here.token());
    }

    @Test
    void theLocalTokenGoesNowhereElse() throws Exception {
        for (String foreign :
                List.of(
                        "http://lab.example:5000",
                        "https://192.0.2.7",
                        "http://localhost.example")) {
            assertEquals(Optional.empty(), find(Map.of(), "--url", foreign).token(), foreign);
        }
        assertEquals(
                Optional.of("local-secret"), find(Map.of(), "--url", "http://localhost:1").token());
        assertEquals(
                Optional.of("local-secret"), find(Map.of(), "--url", "http://[::1]:1").token());
        assertEquals(
                Optional.of("t"),
                find(Map.of("LABTHINGS_TOKEN", "t"), "--url", "http://h").token());
        assertEquals(
                Optional.of("u"), find(Map.of("LABTHINGS_TOKEN", "t"), "--token", "u").token());
    }

    @Test
    void urlsMayBeShortButNotWrong() throws Exception {
        assertEquals(
                "http://h:80/api/v3", find(Map.of(), "--url", "h:80/api/v3/").url().toString());
        assertEquals("http://e:1", find(Map.of("LABTHINGS_URL", "http://e:1/")).url().toString());
        for (String wrong : List.of("ftp://h", "http://", "http://u:p@h", "http://h?x", "a b")) {
            assertThrows(CommandException.class, () -> find(Map.of(), "--url", wrong), wrong);
        }
        assertThrows(CommandException.class, () -> find(Map.of(), "--token", "two words"));
    }
}
