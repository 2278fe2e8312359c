package org.labthings.openflexure.internal.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.labthings.api.Blob;
import org.labthings.api.HttpError;
import org.labthings.api.MjpegStream;
import org.labthings.api.ServerNotRunningError;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.core.Invocations;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedStream;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer;
import org.labthings.core.ThingStatus;
import org.labthings.http.extension.ServerRequest;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Json;

/**
 * The Things of a microscope by their fixed names, asked as a client would ask them. From any
 * thread; blocks on drivers.
 */
public final class Instruments {
    /** The Thing that takes pictures. */
    public static final String CAMERA = "camera";

    /** The Thing that moves. */
    public static final String STAGE = "stage";

    /** The Thing that stands for the machine. */
    public static final String SYSTEM = "system";

    /** The Thing that focuses. */
    public static final String AUTOFOCUS = "autofocus";

    private static final List<String> SMALL_FIRST = List.of("lores_mjpeg_stream", "mjpeg_stream");
    private static final List<String> LARGE_FIRST = List.of("mjpeg_stream", "lores_mjpeg_stream");
    private static final long ANSWER_SECONDS = 120;

    private final Supplier<ThingServer> server;

    /** Those of a server; null while it is away. */
    public Instruments(Supplier<ThingServer> server) {
        this.server = server;
    }

    private ThingServer server() {
        ThingServer now = server.get();
        if (now == null) {
            throw new HttpError(503, "The microscope is about to stop");
        }
        return now;
    }

    /** All invocations. */
    public Invocations invocations() {
        return server().invocations();
    }

    /** A Thing, if it runs. */
    public Optional<ServedThing> find(String name) {
        return Optional.ofNullable(server().things().served().get(name));
    }

    /**
     * A Thing.
     *
     * @throws HttpError 503 when it does not run, with the reason
     */
    public ServedThing thing(String name) {
        return find(name)
                .orElseThrow(
                        () -> {
                            ThingStatus status = server().things().statuses().get(name);
                            return new HttpError(
                                    503,
                                    status == null
                                            ? "This microscope has no Thing named " + name
                                            : name + " is not running: " + status.reason());
                        });
    }

    /** An action, if its Thing runs and has it. */
    public Optional<ServedAction> action(String thing, String name) {
        return find(thing).map(t -> t.actions().get(name));
    }

    /** The value of a property, if its Thing runs and has it. */
    public Optional<JsonNode> property(String thing, String name, ServerRequest request)
            throws IOException {
        return property(thing, name, request.links());
    }

    /** The value of a property without blobs, if its Thing runs and has it. */
    public Optional<JsonNode> property(String thing, String name) throws IOException {
        return property(thing, name, NoLinks.INSTANCE);
    }

    private Optional<JsonNode> property(String thing, String name, BlobLinks links)
            throws IOException {
        ServedProperty property = find(thing).map(t -> t.properties().get(name)).orElse(null);
        return property == null
                ? Optional.empty()
                : Optional.of(Json.MAPPER.readTree(property.read(links)));
    }

    /**
     * Starts an action.
     *
     * @throws HttpError 503 when its Thing does not run, 404 when it has no such action, 403 when
     *     the caller may not
     */
    public InvocationRecord invoke(
            String thing, String name, JsonNode arguments, ServerRequest request) {
        ServedAction action = required(thing, name);
        if (action.administration() && !request.mayAdminister(thing + "." + name)) {
            throw onlyForAdministrators(thing, name);
        }
        return action.invoke(arguments, request.links());
    }

    /** Starts an action for a job, which does nothing that needs an administrator. */
    public InvocationRecord invoke(String thing, String name, JsonNode arguments) {
        ServedAction action = required(thing, name);
        if (action.administration()) {
            throw onlyForAdministrators(thing, name);
        }
        return action.invoke(arguments, NoLinks.INSTANCE);
    }

    private ServedAction required(String thing, String name) {
        ServedAction action = thing(thing).actions().get(name);
        if (action == null) {
            throw new HttpError(404, "The " + thing + " of this microscope has no " + name);
        }
        return action;
    }

    private static HttpError onlyForAdministrators(String thing, String name) {
        return new HttpError(
                403, thing + " " + name + " concerns the whole machine, and needs the role admin");
    }

    /** The result of an invocation that is over, and has no blobs in it. */
    public static JsonNode output(InvocationRecord record) throws IOException {
        return Json.tree(out -> record.writeOutput(out, NoLinks.INSTANCE));
    }

    /**
     * Waits for an invocation that returns data, and hands that over.
     *
     * @throws HttpError when it fails, is cancelled or takes too long
     */
    public static Blob blob(InvocationRecord record) throws InterruptedException {
        await(record);
        return record.blobOutput()
                .orElseThrow(() -> new HttpError(500, record.action() + " returned no picture"));
    }

    /** Waits for an invocation to complete; throws as {@link #blob}. */
    public static void await(InvocationRecord record) throws InterruptedException {
        await(record, ANSWER_SECONDS);
    }

    /** Waits so many seconds at most for an invocation to complete; throws as {@link #blob}. */
    public static void await(InvocationRecord record, long seconds) throws InterruptedException {
        try {
            record.whenDone().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            record.cancel();
            throw new HttpError(504, record.action() + " took longer than " + seconds + " s");
        }
        InvocationRecord.State state = record.state();
        if (state.status() != InvocationStatus.COMPLETED) {
            String why = state.error() == null ? "cancelled" : state.error().detail();
            throw new HttpError(500, record.action() + " failed: " + why);
        }
    }

    /** The next frame of the small live stream; blocks for about one frame. */
    public byte[] smallFrame() throws InterruptedException {
        return frame(SMALL_FIRST);
    }

    /** The next frame of the large live stream; blocks for about one frame. */
    public byte[] largeFrame() throws InterruptedException {
        return frame(LARGE_FIRST);
    }

    private byte[] frame(List<String> preferred) throws InterruptedException {
        Map<String, ServedStream> streams = thing(CAMERA).streams();
        MjpegStream stream =
                preferred.stream()
                        .filter(streams::containsKey)
                        .findFirst()
                        .map(name -> streams.get(name).stream())
                        .orElseThrow(() -> new HttpError(500, "The camera has no live stream"));
        try {
            return stream.grabFrame();
        } catch (TimeoutException | ServerNotRunningError e) {
            throw new HttpError(500, "The camera's stream delivers no picture");
        }
    }
}
