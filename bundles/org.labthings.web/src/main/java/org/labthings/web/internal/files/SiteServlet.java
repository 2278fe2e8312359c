package org.labthings.web.internal.files;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.labthings.web.internal.site.PageScript;
import org.labthings.web.internal.site.Site;
import org.labthings.web.internal.site.StoredFile;

/** Serves a site: GET and HEAD of files, the index page of folders, nothing else. */
final class SiteServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Site site;
    private final String index;
    private final String cacheControl;
    private final transient Supplier<PageScript> script;

    /**
     * A servlet.
     *
     * @param index name of the page that stands for a folder; empty for none
     * @param maxAge seconds that browsers may keep a file without asking
     * @param script of live reload, or null while it is off
     */
    SiteServlet(Site site, String index, int maxAge, Supplier<PageScript> script) {
        this.site = site;
        this.index = index;
        this.cacheControl = maxAge == 0 ? "no-cache" : "max-age=" + maxAge;
        this.script = script;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(405);
            return;
        }
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        boolean folderAsked = path.isEmpty() || path.endsWith("/");
        List<String> segments = Arrays.stream(path.replaceFirst("^/", "").split("/", -1)).toList();
        if (folderAsked) {
            segments = segments.subList(0, segments.size() - 1);
        }
        Optional<Site.Found> found = segments.contains("") ? Optional.empty() : site.find(segments);
        if (found.isPresent() && found.get() instanceof StoredFile file && !folderAsked) {
            send(file, request, response);
        } else if (found.isPresent() && found.get() instanceof Site.Folder) {
            boolean slash = folderAsked && (!path.isEmpty() || site.path().equals("/"));
            index(segments, slash, request, response);
        } else {
            response.sendError(404);
        }
    }

    /** Relative links of an index page only work when its URL ends with a slash. */
    private void index(
            List<String> segments,
            boolean slash,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        List<String> page = new ArrayList<>(segments);
        page.add(index);
        Optional<Site.Found> found = index.isEmpty() ? Optional.empty() : site.find(page);
        if (found.isEmpty() || !(found.get() instanceof StoredFile file)) {
            response.sendError(404);
        } else if (slash) {
            send(file, request, response);
        } else {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            response.setStatus(307);
            response.setHeader("Location", site.path() + encoded(segments) + query);
        }
    }

    private static String encoded(List<String> segments) {
        return segments.stream()
                .map(s -> URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20") + "/")
                .collect(Collectors.joining());
    }

    private void send(StoredFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PageScript live = script.get();
        StoredFile page = live == null ? file : ScriptedPage.of(file, live.element());
        new FileReply(page, live == null ? cacheControl : "no-cache").send(request, response);
    }
}
