package org.labthings.cli.thing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import org.labthings.cli.server.TextTable;

/** The log of an invocation, each record once, though each look at it shows all of them again. */
final class LogLines {
    private final PrintStream to;
    private final Set<String> seen = new HashSet<>();

    /** Prints there; nowhere when that is null. */
    LogLines(PrintStream to) {
        this.to = to;
    }

    void print(JsonNode log) {
        if (to == null) {
            return;
        }
        Set<String> present = new HashSet<>();
        int twin = 0;
        for (JsonNode record : log) {
            String key = record.toString();
            while (!present.add(key)) { // the same words in the same moment
                key = record + "#" + ++twin;
            }
            if (!seen.contains(key)) {
                to.println(
                        record.path("levelname").asText("LOG")
                                + "  "
                                + TextTable.printable(record.path("message").asText()));
            }
        }
        seen.clear(); // the server keeps the newest ones only
        seen.addAll(present);
    }
}
