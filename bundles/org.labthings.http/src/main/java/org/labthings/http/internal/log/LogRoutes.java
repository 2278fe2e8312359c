package org.labthings.http.internal.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.labthings.core.ThingServer;
import org.labthings.http.internal.download.FileCopy;
import org.labthings.http.internal.observe.Feed;
import org.labthings.http.internal.observe.Observations;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.reply.Refusal;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.reply.StandardFields;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Resource;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;
import org.labthings.logging.LogHistory;
import org.labthings.logging.LogLine;

/**
 * The server's log: {@code {P}/log/} (the newest records, as JSON or as an event stream), {@code
 * {P}/log/sse} and {@code {P}/logfile/} (OpenFlexure specification 6).
 */
public final class LogRoutes {
    private static final String NO_FILE =
            "Cannot retrieve log file as logging directory hasn't been configured.";
    private static final String UNREADABLE =
            "An error occurred while trying to access the log file.";
    private static final HttpField NO_STORE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

    private final Supplier<LogHistory> history;
    private final LogJson json;
    private final Observations observations;
    private final Lane lane;
    private final Duration deadline;

    /**
     * The routes of one server.
     *
     * @param history the log's; null while there is none
     * @param lane where lists are written and the file is read
     */
    public LogRoutes(
            Supplier<LogHistory> history,
            ThingServer server,
            Observations observations,
            Lane lane,
            Duration deadline) {
        this.history = history;
        this.json = new LogJson(server.invocations());
        this.observations = observations;
        this.lane = lane;
        this.deadline = deadline;
    }

    /** All routes; they stay the same whatever Things there are. */
    public List<Registration> registrations(String prefix) {
        Route live = observations.feed(this::follow);
        return List.of(
                Registration.exact("GET", prefix + "/log/", work(this::list)),
                Registration.exact(Resource.EVENTS, prefix + "/log/", live),
                Registration.exact("GET", prefix + "/log/sse", live),
                Registration.exact("GET", prefix + "/logfile/", work(this::file)));
    }

    private Route work(Callable<Route> task) {
        return (rq, rs, cb) -> Work.start(rq, rs, cb, lane, deadline, ErrorReply.Source.WIRE, task);
    }

    private Route list() throws IOException {
        LogHistory log = history.get();
        byte[] body = json.list(log == null ? List.of() : log.recent());
        return (rq, rs, cb) -> {
            rs.getHeaders().put(NO_STORE);
            Reply.json(rs, cb, body);
        };
    }

    private Feed.Ending follow(long after, Feed.Sink sink) {
        LogHistory log = history.get();
        if (log == null) {
            return () -> {};
        }
        LogHistory.Subscription subscription =
                log.follow(after - 1, line -> sink.next(line.sequence() + 1, json(line)));
        return subscription::close;
    }

    private byte[] json(LogLine line) {
        return json.one(line);
    }

    private Route file() throws Refusal {
        Optional<Path> file = Optional.ofNullable(history.get()).flatMap(LogHistory::file);
        if (file.isEmpty()) {
            throw new Refusal(500, NO_FILE);
        }
        return (rq, rs, cb) -> send(file.get(), rq, rs, cb);
    }

    /**
     * As long as the file is now: it may grow meanwhile, or be rotated, and then what was opened is
     * sent.
     */
    private static void send(Path file, Request request, Response response, Callback callback) {
        FileChannel open = null;
        try {
            open = FileChannel.open(file, StandardOpenOption.READ);
            long length = open.size();
            response.getHeaders().put(StandardFields.PLAIN_TEXT).put(NO_STORE);
            response.getHeaders().put(StandardFields.NO_SNIFFING);
            response.getHeaders().put("Content-Disposition", named(file));
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
            if (length == 0 || "HEAD".equals(request.getMethod())) {
                IO.close(open);
                response.write(true, null, callback);
            } else {
                FileCopy.start(request, response, callback, open, 0, length);
            }
        } catch (IOException e) {
            IO.close(open);
            response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
            response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
            response.getHeaders().remove("Content-Disposition");
            Reply.detail(request, response, callback, 500, UNREADABLE);
        }
    }

    /** For who saves it: the address ends in a slash, from which browsers make no good name. */
    private static String named(Path file) {
        String name = file.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
        return "inline; filename=\"" + name + "\"";
    }
}
