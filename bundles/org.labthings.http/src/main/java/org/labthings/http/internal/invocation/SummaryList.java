package org.labthings.http.internal.invocation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.labthings.core.InvocationRecord;
import org.labthings.http.internal.reply.StandardFields;
import org.labthings.schema.Json;

/**
 * Writes a list of invocations piece by piece, as fast as the client reads: ten thousand of them
 * take the memory of a hundred. Declared blocking, so that the encoding of a long list goes on on
 * pool threads, not on a selector.
 */
final class SummaryList extends IteratingCallback {
    private static final int PIECE = 48 * 1024;

    private final InvocationJson json;
    private final List<InvocationRecord> records;
    private final String baseUrl;
    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE + 2048);
    private final JsonGenerator out;
    private int next;
    private boolean last;

    SummaryList(
            InvocationJson json,
            List<InvocationRecord> records,
            String baseUrl,
            Response response,
            Callback callback)
            throws IOException {
        this.json = json;
        this.records = records;
        this.baseUrl = baseUrl;
        this.response = response;
        this.callback = callback;
        this.out = Json.MAPPER.createGenerator(piece);
        response.getHeaders().add(StandardFields.JSON);
        out.writeStartArray();
    }

    @Override
    protected Action process() throws IOException {
        if (last) {
            return Action.SUCCEEDED;
        }
        piece.reset();
        while (next < records.size() && piece.size() < PIECE) {
            json.writeSummary(records.get(next), out, baseUrl);
            out.flush();
            next++;
        }
        if (next == records.size()) {
            out.writeEndArray();
            out.close();
            last = true;
        }
        response.write(last, ByteBuffer.wrap(piece.toByteArray()), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        callback.failed(failure);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }
}
