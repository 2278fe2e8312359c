package org.labthings.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labthings.api.Blob;
import org.labthings.client.internal.http.Answer;
import org.labthings.client.internal.http.Transport;
import org.labthings.client.internal.json.ClientJson;
import org.labthings.client.internal.observe.ThingSocket;
import org.labthings.client.internal.td.Affordance;
import org.labthings.client.internal.td.Description;

/** What the parts of one client share. */
record Connection(
        Description td,
        ClientOptions options,
        Transport transport,
        ThingSocket socket,
        Set<RemoteInvocation> running) {

    /** Where events about something come from; empty when the socket shall be used instead. */
    Optional<URI> events(Affordance affordance, String operation) {
        boolean socket = td.labthings() || affordance.socket(operation).isPresent();
        return socket && options.observationChannel() == ObservationChannel.SOCKET
                ? Optional.empty()
                : affordance.eventStream(operation);
    }

    /** Sends a request and waits for its answer; what fails on the way is an error with the URL. */
    Answer send(String method, URI uri, byte[] body) {
        try {
            return transport.send(method, uri, body);
        } catch (IOException e) {
            throw unavailable(uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ThingUnavailableError(0, "Interrupted while asking " + uri, false, e);
        }
    }

    /** Why there was no answer. */
    static ThingUnavailableError unavailable(URI uri, IOException e) {
        if (e instanceof HttpTimeoutException) {
            return new ThingUnavailableError(
                    0, uri + " does not answer in time: " + e.getMessage(), true, e);
        }
        return new ThingUnavailableError(0, uri + " cannot be asked: " + why(e), false, e);
    }

    private static String why(IOException e) {
        if (e instanceof ConnectException) {
            return "nobody listens there, or it cannot be reached";
        }
        String text = String.valueOf(e.getMessage() == null ? e : e.getMessage());
        // what Java's client says of a server that ends while it is asked
        return e.getCause() instanceof EOFException || text.contains("received no bytes")
                ? "it closed the connection without an answer"
                : text;
    }

    /** What an answer says to be the reason of its failure, as LabThings' own client reads it. */
    static String detail(Answer answer) {
        JsonNode detail = answer.jsonIfAny().path("detail");
        if (detail.isTextual()) {
            return detail.textValue();
        }
        if (detail.isArray() && detail.path(0).has("msg")) {
            return detail.path(0).path("msg").asText();
        }
        return "Unknown error";
    }

    /** What an answer says to be wrong with the value that was sent. */
    static List<Map<String, Object>> entries(Answer answer) {
        List<Map<String, Object>> out = new ArrayList<>();
        for (JsonNode entry : answer.jsonIfAny().path("detail")) {
            if (entry.isObject()) {
                out.add(object(entry));
            }
        }
        return out;
    }

    @SuppressWarnings("unchecked") // a JSON object is a map with string keys
    private static Map<String, Object> object(JsonNode json) {
        return (Map<String, Object>) ClientJson.value(json);
    }

    /** Whether a Thing is said to be away for now. */
    static boolean away(Answer answer) {
        return answer.status() == 503;
    }

    /** The link of a blob as a blob: its data is downloaded with this client's credentials. */
    Blob blob(JsonNode link) {
        URI uri = td.url().resolve(link.path("href").asText());
        String mediaType = link.path("media_type").asText();
        Blob blob = Blob.passedOn(uri, () -> transport.open(uri), mediaType);
        String text = link.path("description").textValue();
        return text == null ? blob : blob.withDescription(text);
    }

    /** Whether a value is the link of a blob. */
    static boolean isBlob(JsonNode value) {
        return value.isObject() && value.has("href") && value.has("media_type");
    }

    /** A value with its blobs: an object with {@code href} and {@code media_type} is one. */
    Object value(JsonNode json) {
        return isBlob(json) ? blob(json) : ClientJson.value(json);
    }
}
