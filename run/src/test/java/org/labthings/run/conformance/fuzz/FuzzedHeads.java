package org.labthings.run.conformance.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Requests whose head is wrong: method, version, header fields, the length of the body. */
final class FuzzedHeads {
    private static final String PUT =
            "PUT /props/intprop HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final List<String> NOT_ALLOWED =
            List.of("POST", "DELETE", "PATCH", "PROPFIND", "REPORT", "BREW", "LOCK", "MKCOL");

    private FuzzedHeads() {}

    static Malformed wrongMethod(Random random) {
        String name = FuzzedTargets.name(random);
        String method =
                switch (random.nextInt(4)) {
                    case 0 -> FuzzedBodies.any(random, NOT_ALLOWED);
                    case 1 -> name.toUpperCase(Locale.ROOT);
                    case 2 -> name;
                    default -> "TRACE";
                };
        return MalformedHttp.proper(
                method, "/props/intprop", "application/json", FuzzedJson.bytes("1"));
    }

    static Malformed brokenHead(Random random) {
        String name = FuzzedTargets.name(random);
        String text =
                switch (random.nextInt(16)) {
                    case 0 -> "G" + odd(random) + "T /things/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
                    case 1 ->
                            "GET /things/ HTTP/"
                                    + (3 + random.nextInt(7))
                                    + "."
                                    + random.nextInt(10)
                                    + "\r\nHost: localhost\r\n\r\n";
                    case 2 -> "GET /things/ HTTX/1.1\r\nHost: localhost\r\n\r\n";
                    case 3 -> "GET /things/\r\n\r\n";
                    case 4 -> name + "\r\n\r\n";
                    case 5 -> "GET  /things/  HTTP/1.1  " + name + "\r\nHost: localhost\r\n\r\n";
                    case 6 -> "GET /things/ HTTP/1.1\r\nHost: localhost\r\n" + name + "\r\n\r\n";
                    case 7 ->
                            "GET /things/ HTTP/1.1\r\nHost: localhost\r\n" + name + " : 1\r\n\r\n";
                    case 8 ->
                            "GET /things/ HTTP/1.1\r\nHost: localhost\r\nX"
                                    + odd(random)
                                    + "y: 1\r\n\r\n";
                    case 9 -> "GET /things/ HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n";
                    case 10 ->
                            "GET /things/ HTTP/1.1\r\nHost: localhost\r\nX: 1\r\n folded "
                                    + name
                                    + "\r\n\r\n";
                    case 11 -> "GET /things/ HTTP/1.1\r\nHost: one\r\nHost: " + name + "\r\n\r\n";
                    case 12 -> "GET /things/ HTTP/1.1\r\nHost: " + name + ":99999999\r\n\r\n";
                    case 13 ->
                            "GET /things/ HTTP/1.1\r\nHost: localhost\r\nX: "
                                    + name.repeat(20_000)
                                    + "\r\n\r\n";
                    case 14 -> "GET /things/ HTTP/1.1\r\nHost: localhost\r\n" + many(name) + "\r\n";
                    default -> noise(random) + "\r\n\r\n";
                };
        return MalformedHttp.broken(text);
    }

    static Malformed brokenFraming(Random random) {
        String name = FuzzedTargets.name(random);
        String text =
                switch (random.nextInt(11)) {
                    case 0 -> PUT + "Content-Length: " + name + "\r\n\r\n1";
                    case 1 -> PUT + "Content-Length: -" + random.nextInt(100) + "1\r\n\r\n1";
                    case 2 -> PUT + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n1";
                    case 3 -> PUT + "Content-Length: 99999999999999999999\r\n\r\n1";
                    case 4 -> PUT + "Content-Length: " + (1L << 31) + "\r\n\r\n1";
                    case 5 -> PUT + "Content-Length: " + (2 + random.nextInt(100)) + "\r\n\r\n1";
                    case 6 -> PUT + "Transfer-Encoding: " + name + "\r\n\r\n1";
                    case 7 ->
                            PUT
                                    + "Transfer-Encoding: chunked\r\n\r\n"
                                    + name
                                    + "\r\n1\r\n0\r\n\r\n";
                    case 8 ->
                            PUT + "Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n1\r\n0\r\n\r\n";
                    case 9 -> PUT + "Transfer-Encoding: chunked\r\n\r\n5\r\n1\r\n";
                    default ->
                            PUT
                                    + "Transfer-Encoding: chunked, "
                                    + name
                                    + "\r\n\r\n1\r\n1\r\n0\r\n\r\n";
                };
        return MalformedHttp.broken(text);
    }

    private static String many(String name) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            fields.append("X-").append(name).append(i).append(": ").append(i).append("\r\n");
        }
        return fields.toString();
    }

    /** A character that no token may have. */
    private static char odd(Random random) {
        String odd = "@[]{}()<>,;\\\"/?=\u0001\u007f\u00e9";
        return odd.charAt(random.nextInt(odd.length()));
    }

    private static String noise(Random random) {
        StringBuilder noise = new StringBuilder();
        for (int i = 1 + random.nextInt(500); i > 0; i--) {
            noise.append((char) random.nextInt(256));
        }
        return noise.toString();
    }
}
