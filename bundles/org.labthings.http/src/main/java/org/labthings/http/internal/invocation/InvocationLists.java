package org.labthings.http.internal.invocation;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.InvocationRecord;
import org.labthings.http.internal.exchange.BaseUrl;
import org.labthings.http.internal.exchange.QueryString;
import org.labthings.http.internal.reply.ErrorReply;
import org.labthings.http.internal.route.Route;
import org.labthings.http.internal.work.Lane;
import org.labthings.http.internal.work.Work;
import org.labthings.schema.Issue;
import org.labthings.schema.ValidationException;

/**
 * Lists of invocations, oldest first (LabThings specification 1.12.1). An addition: {@code
 * ?limit=100&offset=200} asks for a part of the list.
 */
public final class InvocationLists {
    /** What is written at once, on the selector. */
    private static final int SHORT = 50;

    private final InvocationJson json;
    private final Lane lane;
    private final Duration deadline;

    /**
     * Writes lists.
     *
     * @param lane where long ones are started
     */
    public InvocationLists(InvocationJson json, Lane lane, Duration deadline) {
        this.json = json;
        this.lane = lane;
        this.deadline = deadline;
    }

    /** A route to a list, which is asked for at each request and answers from memory. */
    public Route route(Supplier<List<InvocationRecord>> list) {
        return (rq, rs, cb) -> {
            Map<String, List<String>> query = QueryString.of(rq);
            long offset;
            long limit;
            try {
                offset = number(query, "offset", 0);
                limit = number(query, "limit", Integer.MAX_VALUE);
            } catch (ValidationException e) {
                ErrorReply.write(rq, rs, cb, e, ErrorReply.Source.AFFORDANCE);
                return;
            }
            List<InvocationRecord> all = list.get();
            int from = (int) Math.min(offset, all.size());
            int to = (int) Math.min(from + limit, all.size());
            write(rq, rs, cb, all.subList(from, to));
        };
    }

    private void write(
            Request request, Response response, Callback callback, List<InvocationRecord> part)
            throws IOException {
        String baseUrl = BaseUrl.of(request);
        if (part.size() <= SHORT) {
            new SummaryList(json, part, baseUrl, response, callback).iterate();
            return;
        }
        Work.start(
                request,
                response,
                callback,
                lane,
                deadline,
                ErrorReply.Source.AFFORDANCE,
                () -> (rq, rs, cb) -> new SummaryList(json, part, baseUrl, rs, cb).iterate());
    }

    private static long number(Map<String, List<String>> query, String name, long absent) {
        List<String> values = query.get(name);
        if (values == null) {
            return absent;
        }
        String text = values.get(values.size() - 1);
        boolean valid = text.matches("[0-9]{1,9}");
        if (!valid) {
            throw new ValidationException(
                    List.of(
                            new Issue(
                                    "int_parsing",
                                    List.of("query", name),
                                    "Input should be a valid integer, not negative, of at most 9"
                                            + " digits",
                                    TextNode.valueOf(text),
                                    null)));
        }
        return Long.parseLong(text);
    }
}
