package org.labthings.hardware.ui;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cleans HTML: {@code i}, {@code b}, {@code a} and {@code br} survive. Other tags vanish, their
 * text stays, escaped. A link keeps its {@code href} only, and only if that leads by http or https
 * to a host, without a query; it opens a new page.
 */
public final class SafeHtml {
    private static final Pattern TAG =
            Pattern.compile(
                    "<(/?)([A-Za-z][A-Za-z0-9]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>"
                            + "|<!--.*?-->|<[!?][^>]*>",
                    Pattern.DOTALL);
    private static final Pattern HREF =
            Pattern.compile(
                    "\\bhref\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");
    private static final Pattern ENTITY =
            Pattern.compile("&(?!(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)");

    private SafeHtml() {}

    /**
     * Cleans a text.
     *
     * @param html anything, not null
     * @return HTML in which every tag that is opened is closed
     */
    public static String of(String html) {
        String text = CONTROL.matcher(html).replaceAll("");
        StringBuilder out = new StringBuilder();
        OpenTags open = new OpenTags(out);
        Matcher tag = TAG.matcher(text);
        int from = 0;
        while (tag.find()) {
            out.append(escaped(text.substring(from, tag.start())));
            from = tag.end();
            if (tag.group(2) != null) {
                open.take(
                        !tag.group(1).isEmpty(),
                        tag.group(2).toLowerCase(Locale.ROOT),
                        tag.group(3));
            }
        }
        out.append(escaped(text.substring(from)));
        open.closeAll();
        return out.toString();
    }

    private static String escaped(String text) {
        return ENTITY.matcher(text)
                .replaceAll("&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** What is open must be closed, in order: half a tag must not reach beyond its block. */
    private static final class OpenTags {
        private final java.util.ArrayDeque<String> stack = new java.util.ArrayDeque<>();
        private final StringBuilder out;

        OpenTags(StringBuilder out) {
            this.out = out;
        }

        void take(boolean closing, String name, String attributes) {
            switch (name) {
                case "br" -> out.append("<br/>");
                case "i", "b" -> {
                    if (closing) {
                        close(name);
                    } else {
                        out.append('<').append(name).append('>');
                        stack.push(name);
                    }
                }
                case "a" -> {
                    if (closing) {
                        close(name);
                    } else {
                        link(attributes);
                    }
                }
                default -> {
                    // it vanishes; what is inside stays as text
                }
            }
        }

        private void link(String attributes) {
            Matcher href = HREF.matcher(attributes);
            String target = null;
            if (href.find()) {
                target =
                        href.group(1) != null
                                ? href.group(1)
                                : href.group(2) != null ? href.group(2) : href.group(3);
            }
            out.append("<a");
            if (target != null && harmless(target)) {
                out.append(" href=\"").append(escaped(target)).append('"');
                out.append(" target=\"_blank\" rel=\"noopener noreferrer\"");
            }
            out.append('>');
            stack.push("a");
        }

        private static boolean harmless(String target) {
            try {
                URI uri = new URI(target.strip());
                return ("http".equalsIgnoreCase(uri.getScheme())
                                || "https".equalsIgnoreCase(uri.getScheme()))
                        && uri.getHost() != null
                        && uri.getQuery() == null;
            } catch (java.net.URISyntaxException e) {
                return false;
            }
        }

        private void close(String name) {
            if (!stack.contains(name)) {
                return;
            }
            String closed;
            do {
                closed = stack.pop();
                out.append("</").append(closed).append('>');
            } while (!closed.equals(name));
        }

        void closeAll() {
            while (!stack.isEmpty()) {
                close(stack.peek());
            }
        }
    }
}
