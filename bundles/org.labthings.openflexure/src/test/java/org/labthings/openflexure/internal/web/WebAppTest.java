package org.labthings.openflexure.internal.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.http.extension.ServerRoute;

class WebAppTest {
    @TempDir Path folder;

    @Test
    void aFolderThatIsNotThere() {
        IOException e = assertThrows(IOException.class, () -> WebApp.of(folder.resolve("static")));
        assertTrue(e.getMessage().contains("does not exist"), e.getMessage());
        assertTrue(e.getMessage().contains("pulled or compiled"), e.getMessage());
    }

    @Test
    void aFolderWithoutAnApp() throws IOException {
        Files.writeString(folder.resolve("index.html"), "");
        IOException e = assertThrows(IOException.class, () -> WebApp.of(folder));
        assertTrue(e.getMessage().contains("holds no valid web app"), e.getMessage());
        Files.createDirectory(folder.resolve("assets"));
        WebApp.of(folder);
        Files.delete(folder.resolve("index.html"));
        assertThrows(IOException.class, () -> WebApp.of(folder));
    }

    @Test
    void eachRootFileAndEachFolderIsARoute() throws IOException {
        Files.createDirectory(folder.resolve("assets"));
        for (String name : List.of("index.html", "a b.txt", "{odd}.txt", ".hidden")) {
            Files.writeString(folder.resolve(name), "");
        }
        assertEquals(
                List.of("/", "/a b.txt", "/assets/{file:path}", "/index.html"),
                WebApp.of(folder).routes().stream().map(ServerRoute::path).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "a.jpeg, image/jpeg", "a.PNG, image/png", "a.dzi, application/xml",
        "a.bin, application/octet-stream", "a, application/octet-stream", "a.json, application/json"
    })
    void typesFollowTheExtension(String name, String type) throws IOException {
        Files.writeString(folder.resolve(name), "x");
        EndpointResponse answer = new FolderFiles(folder).answer("//" + name);
        assertEquals(type, answer.contentType());
    }

    @ParameterizedTest
    @CsvSource({"..", "../secret", "sub", "sub/", "a/", "out/x", "dead", ".x", "sub/../a", "''"})
    void nothingElseIsServed(String path) throws IOException {
        Path inside = Files.createDirectories(folder.resolve("inside/sub")).getParent();
        Files.writeString(folder.resolve("secret"), "");
        Files.writeString(inside.resolve("a"), "");
        Files.writeString(inside.resolve(".x"), "");
        Files.createSymbolicLink(inside.resolve("out"), folder);
        Files.createSymbolicLink(inside.resolve("dead"), folder.resolve("nothing"));
        Files.writeString(folder.resolve("x"), "");
        FolderFiles files = new FolderFiles(inside);
        HttpError e = assertThrows(HttpError.class, () -> files.answer(path));
        assertEquals(404, e.statusCode());
    }

    @Test
    void aFolderMayComeLater() throws IOException {
        FolderFiles files = new FolderFiles(folder.resolve("later"));
        assertThrows(HttpError.class, () -> files.answer("a"));
        Files.writeString(Files.createDirectory(folder.resolve("later")).resolve("a"), "");
        assertEquals(200, files.answer("a").status());
    }
}
