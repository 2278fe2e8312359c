package org.labthings.web.internal.reload;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** {@code /livereload.js}: the client's part, for pages of this server. */
final class ScriptServlet extends HttpServlet {
    /** What a page needs. */
    static final String ELEMENT = "<script src=\"/livereload.js\"></script>";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] script;
        try (InputStream in = ScriptServlet.class.getResourceAsStream("livereload.js")) {
            script = in.readAllBytes();
        }
        response.setContentType("text/javascript; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setContentLength(script.length);
        response.getOutputStream().write(script);
    }
}
