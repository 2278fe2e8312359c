package org.labthings.launcher.internal.fallback;

/** What all pages of the fallback server have in common. They need nothing from the network. */
final class PageFrame {
    /** When even the error page cannot be made. */
    static final String LAST_RESORT =
            page(
                    "LabThings Internal Error",
                    "<h1>LabThings could not start</h1>\n<p>The LabThings server failed during"
                            + " startup, and the page that says why cannot be made.</p>\n");

    /** Shown while the server is started once more; then whatever is there then is loaded. */
    static final String RETRYING =
            page(
                    "LabThings: trying again",
                    """
                    <h1>Trying again</h1>
                    <p id="state">This page goes on by itself once the server, or the next error page, is there.</p>
                    <script>
                    function look() {
                      fetch('/labthings_fallback', {cache: 'no-store'}).then(() => location.replace('/'), wait);
                    }
                    function wait() { setTimeout(look, 500); }
                    setTimeout(look, 1000);
                    </script>
                    <noscript><p><a href="/">Look now</a></p></noscript>
                    """);

    private PageFrame() {}

    static String page(String title, String body) {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        body { font-family: sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; }
        pre { background: #eee; overflow: auto; padding: 1em; white-space: pre-wrap; }
        mark { background: #fb9; outline: 2px solid #b30; }
        button { font-size: 1em; padding: .5em 1em; }
        footer { color: #555; margin-top: 3em; }
        </style>
        </head>
        <body>
        %s
        <footer>LabThings fallback server</footer>
        </body>
        </html>
        """
                .formatted(title, body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
