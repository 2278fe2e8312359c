package org.labthings.web.internal.reload;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Names of pages, and which file they come from. */
final class Pages {
    private static final Set<String> IMAGES =
            Set.of("png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico");

    private Pages() {}

    /**
     * The path of a page, decoded, without query and fragment; a folder is its index page.
     *
     * @return null when the URL is none of HTTP
     */
    static String path(String url) {
        try {
            URI uri = URI.create(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
                return null;
            }
            String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
            return path.endsWith("/") ? path + "index.html" : path;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The path of the file that a page comes from: {@code /blog/post} is {@code /blog/post.html}.
     */
    static String file(String page) {
        int slash = page.lastIndexOf('/');
        int dot = page.lastIndexOf('.');
        return (dot > slash ? page.substring(0, dot) : page) + ".html";
    }

    static boolean isStyle(String file) {
        return extension(file).equals("css");
    }

    static boolean isScript(String file) {
        return extension(file).equals("js") || extension(file).equals("mjs");
    }

    static boolean isImage(String file) {
        return IMAGES.contains(extension(file));
    }

    private static String extension(String file) {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
