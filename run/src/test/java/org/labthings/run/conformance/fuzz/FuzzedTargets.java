package org.labthings.run.conformance.fuzz;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Requests for what is not there. */
final class FuzzedTargets {
    private static final List<String> PARENTS =
            List.of(
                    "",
                    "/props",
                    "/act",
                    "/watch",
                    "/camera/stream",
                    "/action_invocations",
                    "/blob",
                    "/things",
                    "/docs",
                    "/nobody");
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "OPTIONS");
    private static final List<String> ODD =
            List.of(
                    "%",
                    "%zz", "%0", "%00", "%2e%2e", "%c3", "%ff", "%u0041", ";a=b", "\\", "|", "\"",
                    "<", "{}", "^", "`", "\u00e9", "//", "/./", "/../", "%2f", "%5c", "%0d%0a",
                    "\u0001", "\t", "*", "?", "??", "#");

    private FuzzedTargets() {}

    /** A target that is well formed, and nothing. */
    static Malformed unknown(Random random) {
        String target = FuzzedBodies.any(random, PARENTS) + "/" + name(random);
        if (random.nextInt(5) == 0) {
            target = target + "/" + name(random).repeat(1 + random.nextInt(200));
        }
        if (random.nextInt(3) == 0) {
            target = target + "?" + name(random) + "=" + name(random);
        }
        String method = FuzzedBodies.any(random, METHODS.subList(0, 4));
        return MalformedHttp.proper(method, target, "application/json", FuzzedJson.bytes("{}"));
    }

    /** A target that is not well formed. */
    static Malformed broken(Random random) {
        StringBuilder target = new StringBuilder(FuzzedBodies.any(random, PARENTS));
        target.append('/').append(name(random));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            target.append(FuzzedBodies.any(random, ODD)).append(name(random));
        }
        if (random.nextInt(20) == 0) {
            target.append(name(random).repeat(20_000));
        }
        return MalformedHttp.broken(
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** A resource that is there, and parameters that it cannot take. */
    static Malformed wrongParameter(Random random) {
        String name = name(random);
        String target =
                switch (random.nextInt(6)) {
                    case 0 -> "/endpoints/nested/path/" + name;
                    case 1 -> "/action_invocations/" + name;
                    case 2 -> "/action_invocations/" + uuid(random);
                    case 3 -> "/action_invocations/" + uuid(random) + "/output";
                    case 4 -> "/blob/" + uuid(random);
                    default -> "/endpoints/nested/path/1." + name + "?q=" + name;
                };
        return MalformedHttp.proper("GET", target, null, new byte[0]);
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    static String name(Random random) {
        StringBuilder name = new StringBuilder("zz");
        for (int i = random.nextInt(10); i > 0; i--) {
            name.append((char) ('a' + random.nextInt(26)));
        }
        return name.toString();
    }
}
