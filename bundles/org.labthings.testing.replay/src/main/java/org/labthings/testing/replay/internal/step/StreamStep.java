package org.labthings.testing.replay.internal.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.labthings.testing.replay.internal.match.Findings;
import org.labthings.testing.replay.wire.BodyReader;
import org.labthings.testing.replay.wire.Deadline;
import org.labthings.testing.replay.wire.HttpConnection;
import org.labthings.testing.replay.wire.MultipartReader;
import org.labthings.testing.replay.wire.RawRequest;

/** Something done to a multipart stream: open, parts, silent, ends, close. */
final class StreamStep implements Step {
    private static final double SECONDS = 5;
    private static final double OPEN_SECONDS = 10;

    @Override
    public Findings run(JsonNode step, Session session) throws IOException {
        Findings findings = new Findings();
        String name = step.path("socket").asText("stream");
        String action = step.get("stream").asText();
        if (action.equals("open")) {
            open(step, name, session, findings);
            return findings;
        }
        OpenStream stream = session.streams.get(name);
        if (stream == null) {
            throw new IOException("the stream " + name + " was never opened");
        }
        Deadline deadline = Deadline.seconds(step.path("timeout").asDouble(SECONDS));
        switch (action) {
            case "parts" -> parts(step, stream.parts(), deadline, session, findings);
            case "silent" -> silent(step, stream.parts(), findings);
            case "ends" -> ends(stream.parts(), deadline, findings);
            case "close" -> stream.close();
            default -> throw new IllegalArgumentException("unknown step " + step);
        }
        return findings;
    }

    private static void open(JsonNode step, String name, Session session, Findings findings)
            throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", session.address.toString());
        step.path("headers")
                .properties()
                .forEach(e -> headers.put(e.getKey(), e.getValue().asText()));
        String path = session.variables.fill(step.get("path").asText());
        HttpConnection connection = HttpConnection.open(session.address);
        try {
            connection.send(new RawRequest("GET", path, headers, new byte[0]).encoded());
            BodyReader body = connection.head("GET", Deadline.seconds(OPEN_SECONDS));
            session.streams.put(
                    name,
                    new OpenStream(connection, new MultipartReader(body, connection.headers())));
        } catch (IOException e) {
            connection.close();
            throw e;
        }
        JsonNode wanted = step.path("response");
        if (connection.status() != wanted.path("status").asInt()) {
            findings.problem(
                    "status: expected " + wanted.path("status") + ", got " + connection.status());
        }
        wanted.path("headers")
                .properties()
                .forEach(
                        e ->
                                session.comparison.compare(
                                        e.getValue(),
                                        AnswerCheck.header(connection.headers(), e.getKey()),
                                        "header " + e.getKey(),
                                        findings));
    }

    private static void parts(
            JsonNode step,
            MultipartReader parts,
            Deadline deadline,
            Session session,
            Findings findings)
            throws IOException {
        int wanted = step.get("count").asInt();
        BigInteger last = BigInteger.ONE.negate();
        int got = 0;
        for (; got < wanted; got++) {
            Optional<MultipartReader.Part> part = parts.next(deadline);
            if (part.isEmpty()) {
                break;
            }
            ObjectNode headers = JsonNodeFactory.instance.objectNode();
            part.get().headers().asMap().forEach(headers::put);
            ObjectNode some = JsonNodeFactory.instance.objectNode();
            some.set("$contains", step.path("part_headers"));
            session.comparison.compare(some, headers, "part header", findings);
            byte[] data = part.get().data();
            session.comparison.compare(
                    step.get("bytes"), BinaryNode.valueOf(data), "part", findings);
            if (step.has("frame_number_at")) {
                last = frameNumber(step.get("frame_number_at"), data, last, findings);
            }
        }
        if (got < wanted) {
            findings.problem("expected " + wanted + " parts, got " + got);
        }
    }

    private static BigInteger frameNumber(
            JsonNode at, byte[] data, BigInteger last, Findings findings) {
        int from = at.get(0).asInt();
        int to = at.get(1).asInt();
        if (data.length < to) {
            findings.problem("a frame of " + data.length + " bytes has no number at " + at);
            return last;
        }
        BigInteger number = new BigInteger(1, Arrays.copyOfRange(data, from, to));
        if (number.compareTo(last) <= 0) {
            findings.problem("frame number " + number + " after " + last + ": frames must advance");
        }
        return number;
    }

    private static void silent(JsonNode step, MultipartReader parts, Findings findings)
            throws IOException {
        int before = parts.waiting();
        parts.more(Deadline.seconds(step.get("seconds").asDouble()));
        if (parts.waiting() > before) {
            findings.problem("expected no data, got " + (parts.waiting() - before) + " bytes");
        }
        if (parts.ended()) {
            findings.problem("the stream ended");
        }
    }

    private static void ends(MultipartReader parts, Deadline deadline, Findings findings)
            throws IOException {
        while (!parts.ended() && parts.more(deadline)) {
            Thread.onSpinWait();
        }
        if (!parts.ended()) {
            findings.problem("the stream did not end");
        }
    }
}
