package org.labthings.http.internal.openapi.page;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.work.Lane;

/**
 * Pages that show the document: Swagger UI at {@code /docs}, Redoc at {@code /redoc}, and the files
 * they need. All is in this bundle and sent from here: a laboratory has no Internet. Only the files
 * named below have a route, so no path leads anywhere else.
 */
public final class Pages {
    /** For files with their version in their path. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** For files that another version of this bundle may have otherwise. */
    private static final String REVALIDATED = "no-cache";

    private static final String TEXT = "; charset=utf-8";
    private static final String SCRIPT = "text/javascript" + TEXT;

    /** Nothing from elsewhere; styles are inline in both programs, Redoc's search is a worker. */
    private static final HttpField POLICY =
            new PreEncodedHttpField(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                            + " img-src 'self' data: blob:; font-src 'self' data:;"
                            + " connect-src 'self'; worker-src 'self' blob:; base-uri 'none';"
                            + " form-action 'self'; frame-ancestors 'self'");

    /** Name of a file to its media type. */
    private static final Map<String, String> SWAGGER =
            Map.of(
                    "swagger-ui.css",
                    "text/css" + TEXT,
                    "swagger-ui-bundle.js",
                    SCRIPT,
                    "swagger-ui-bundle.js.LICENSE.txt",
                    "text/plain" + TEXT,
                    "oauth2-redirect.js",
                    SCRIPT,
                    "favicon-32x32.png",
                    "image/png");

    private static final Map<String, String> REDOC = Map.of("redoc.standalone.js", SCRIPT);

    /** Our own, which change with this bundle and not with a version. */
    private static final Map<String, String> OWN =
            Map.of("docs.js", SCRIPT, "docs.css", "text/css" + TEXT, "redoc.js", SCRIPT);

    private final Lane lane;
    private final Duration deadline;
    private final Properties versions = new Properties();

    /**
     * Pages whose files are read on first use.
     *
     * @param lane where that is done
     * @param deadline for that
     */
    public Pages(Lane lane, Duration deadline) {
        this.lane = lane;
        this.deadline = deadline;
        try {
            versions.load(new ByteArrayInputStream(read("assets/versions.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException("Read already", e);
        }
    }

    /** All routes. */
    public List<Registration> registrations() {
        List<Registration> out = new ArrayList<>();
        page(out, "/docs", "docs.html");
        page(out, "/docs/oauth2-redirect", "oauth2-redirect.html");
        page(out, "/redoc", "redoc.html");
        files(out, folder("swagger-ui"), SWAGGER, "assets/", FOR_EVER);
        files(out, folder("redoc"), REDOC, "assets/", FOR_EVER);
        files(out, "/docs/assets/", OWN, "", REVALIDATED);
        return out;
    }

    private String folder(String program) {
        return "/docs/assets/" + program + "-" + versions.getProperty(program) + "/";
    }

    private void files(
            List<Registration> out,
            String folder,
            Map<String, String> files,
            String source,
            String caching) {
        files.forEach(
                (name, type) ->
                        add(
                                out,
                                folder + name,
                                () -> new Content(read(source + name), type, caching)));
    }

    private void page(List<Registration> out, String path, String name) {
        add(
                out,
                path,
                () ->
                        new Content(
                                new String(read(name), StandardCharsets.UTF_8)
                                        .replace("{swagger-ui}", folder("swagger-ui").substring(1))
                                        .replace("{redoc}", folder("redoc").substring(1))
                                        .getBytes(StandardCharsets.UTF_8),
                                "text/html" + TEXT,
                                REVALIDATED,
                                POLICY));
    }

    private void add(List<Registration> out, String path, Supplier<Content> source) {
        out.add(Registration.exact("GET", path, new Asset(source, lane, deadline)));
    }

    private static byte[] read(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("This bundle is damaged", e);
        }
    }
}
