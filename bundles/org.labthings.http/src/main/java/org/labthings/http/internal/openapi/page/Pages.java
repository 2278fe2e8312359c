package org.labthings.http.internal.openapi.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;

/**
 * Pages that show the document: Swagger UI at {@code /docs}, Redoc at {@code /redoc}, and the files
 * they need. All is in this bundle and sent from here: a laboratory has no Internet. Only the files
 * named below have a route, so no path leads anywhere else.
 */
public final class Pages {
    private static final String TEXT = "; charset=utf-8";
    private static final String SCRIPT = "text/javascript" + TEXT;
    private static final HttpField HTML =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/html" + TEXT);
    private static final HttpField REVALIDATE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache");

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
        try (InputStream in = Pages.class.getResourceAsStream("assets/versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("This bundle is damaged", e);
        }
    }

    /** All routes. */
    public List<Registration> registrations() {
        List<Registration> out = new ArrayList<>();
        out.add(Registration.exact("GET", "/docs", page("docs.html")));
        out.add(Registration.exact("GET", "/docs/oauth2-redirect", page("oauth2-redirect.html")));
        out.add(Registration.exact("GET", "/redoc", page("redoc.html")));
        add(out, folder("swagger-ui"), SWAGGER, "assets/", Asset.FOR_EVER);
        add(out, folder("redoc"), REDOC, "assets/", Asset.FOR_EVER);
        add(out, "/docs/assets/", OWN, "", Asset.REVALIDATED);
        return out;
    }

    private String folder(String program) {
        return "/docs/assets/" + program + "-" + versions.getProperty(program) + "/";
    }

    private void add(
            List<Registration> out,
            String folder,
            Map<String, String> files,
            String source,
            String caching) {
        files.forEach(
                (name, type) ->
                        out.add(
                                Registration.exact(
                                        "GET",
                                        folder + name,
                                        new Asset(source + name, type, caching, lane, deadline))));
    }

    private Route page(String name) {
        String text = new String(Asset.read(name), StandardCharsets.UTF_8);
        byte[] page =
                text.replace("{swagger-ui}", folder("swagger-ui").substring(1))
                        .replace("{redoc}", folder("redoc").substring(1))
                        .getBytes(StandardCharsets.UTF_8);
        return (request, response, callback) -> {
            response.getHeaders().put(HTML).put(POLICY).put(REVALIDATE);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, page.length);
            response.write(true, ByteBuffer.wrap(page), callback);
        };
    }
}
