package org.labthings.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.labthings.client.internal.http.Answer;

/**
 * What a server says of a Thing beside its description: {@code things/?status=NAME}, which
 * LabThings OSGi has and other servers have not. Who has not is not asked again.
 */
final class StatusPage {
    private static final int FAILS = 500;

    private final URI page;
    private final String name;
    private volatile boolean exists;

    /** Of the Thing with this URL, which need not end with a slash. */
    StatusPage(URI thing) {
        String path = thing.getRawPath() == null ? "" : thing.getRawPath().replaceAll("/+$", "");
        int slash = path.lastIndexOf('/');
        String last = path.substring(slash + 1);
        exists = slash >= 0 && !last.isEmpty();
        // what is percent-encoded in a path has no plus for a space
        name = exists ? decoded(last.replace("+", "%2B")) : "";
        page =
                thing.resolve(
                        path.substring(0, slash + 1)
                                + "things/?status="
                                + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Why the instrument of that Thing is away while the Thing itself is served. */
    Optional<String> instrumentAway(Connection connection) {
        if (!exists) {
            return Optional.empty();
        }
        Answer answer;
        try {
            answer =
                    connection
                            .transport()
                            .send("GET", page, null, connection.options().descriptionTimeout());
        } catch (IOException e) {
            throw Connection.unavailable(page, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ThingUnavailableError(0, "Interrupted while asking " + page, false, e);
        }
        JsonNode own = answer.jsonIfAny().path(name);
        if (answer.status() == 200 && own.path("served").isBoolean()) {
            boolean away = own.path("served").booleanValue() && "waiting".equals(state(own));
            return away ? Optional.of(own.path("reason").asText()) : Optional.empty();
        }
        exists = answer.status() >= FAILS; // it may have one when it is well again
        return Optional.empty();
    }

    private static String state(JsonNode own) {
        return own.path("state").asText();
    }
}
