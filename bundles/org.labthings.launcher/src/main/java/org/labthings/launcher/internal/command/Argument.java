package org.labthings.launcher.internal.command;

/** One option of the command line, with its line of help. */
enum Argument {
    HELP("h", "help", null, "show this help message and exit"),
    VERSION(null, "version", null, "show the version and exit"),
    CONFIG("c", "config", "FILE", "configuration file; without -c and -j the demo is served"),
    JSON("j", "json", "TEXT", "configuration as JSON text"),
    HOST(null, "host", "HOST", "address to listen on (default 127.0.0.1)"),
    PORT(null, "port", "PORT", "port to listen on, 0 for any free one (default 5000)"),
    DATA(null, "data", "DIR", "bundle cache, logs, plugins (default ./labthings-data)"),
    PLUGINS(null, "plugins", "DIR", "driver bundles, watched (default plugins/ in --data)"),
    FALLBACK(null, "fallback", null, "serve an error page instead of exiting if it cannot start"),
    STRICT(null, "strict", null, "exit if any Thing cannot run (default: serve the others)"),
    TLS(null, "tls", null, "encrypt; without a certificate in the configuration makes one"),
    INSECURE(null, "insecure", null, "allow a --host that others can reach, without passwords"),
    SHELL(null, "shell", null, "open the shell on this terminal when it listens"),
    DEBUG(null, "debug", null, "log what Things log at DEBUG");

    final String letter;
    final String word;
    final String value;
    final String help;

    Argument(String letter, String word, String value, String help) {
        this.letter = letter;
        this.word = word;
        this.value = value;
        this.help = help;
    }

    boolean takesValue() {
        return value != null;
    }

    /** How it is named in messages. */
    String title() {
        return letter == null ? "--" + word : "-" + letter + "/--" + word;
    }

    String synopsis() {
        String name = letter == null ? "--" + word : "-" + letter;
        return takesValue() ? "[" + name + " " + value + "]" : "[" + name + "]";
    }

    String column() {
        String names = (letter == null ? "" : "-" + letter + ", ") + "--" + word;
        return takesValue() ? names + " " + value : names;
    }
}
