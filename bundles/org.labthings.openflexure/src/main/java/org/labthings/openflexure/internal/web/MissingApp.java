package org.labthings.openflexure.internal.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.labthings.api.EndpointResponse;
import org.labthings.http.extension.ServerRoute;

/** What is at {@code /} while there is no web app: where to put it, and what works without. */
public final class MissingApp {
    private final String prefix;
    private final Path folder;

    /**
     * The page.
     *
     * @param prefix of all Things
     * @param folder where a web app would be found
     */
    public MissingApp(String prefix, Path folder) {
        this.prefix = prefix;
        this.folder = folder;
    }

    /** Its routes. */
    public List<ServerRoute> routes() {
        return List.of(ServerRoute.get("/", request -> page()));
    }

    private EndpointResponse page() {
        String html =
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>OpenFlexure Microscope</title>
                <style>
                body { font-family: sans-serif; margin: 2em auto; max-width: 50em; padding: 0 1em; }
                img { background: #ddd; display: block; max-width: 100%%; min-height: 4em; }
                </style>
                </head>
                <body>
                <h1>The microscope is running</h1>
                <p>Its web app is not installed. Put the built app (the folder with <code>index.html</code> and
                <code>assets</code>) at <code>%s</code>, or name its folder as <code>static_folder</code> in
                <code>application_config</code>, and start the server again.</p>
                <img src="%2$s/camera/lores_mjpeg_stream" alt="live view">
                <ul>
                <li><a href="/docs">API, with a form for each request</a></li>
                <li><a href="%2$s/things/">Things</a></li>
                <li><a href="%2$s/log/">Log</a></li>
                </ul>
                </body>
                </html>
                """
                        .formatted(escape(folder.toString()), prefix);
        return EndpointResponse.bytes(
                        html.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8")
                .withHeader("Cache-Control", "no-store");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
