package org.labthings.http.internal.openapi;

import org.labthings.core.ServedEvent;
import org.labthings.core.ServedStream;

/** The live streams and events of one Thing: answers that do not end by themselves. */
final class LiveOperations {
    private static final String MULTIPART = "multipart/x-mixed-replace; boundary=frame";

    private final Draft draft;
    private final String thing;
    private final String path;

    LiveOperations(Draft draft, String thing, String path) {
        this.draft = draft;
        this.thing = thing;
        this.path = path;
    }

    void describe(ServedStream stream) {
        String at = path + "/" + stream.name();
        String title = stream.title();
        String frames = "JPEG frames from now on, without end. Who is slow skips some.";
        Operation watch =
                draft.operation("watch", thing, stream.name(), title, stream.description())
                        .answer(200, frames, MULTIPART, null);
        draft.paths().exact("GET", at, absent(watch).build());
        Operation view =
                draft.operation("view", thing, stream.name(), "Viewer of: " + title, null)
                        .answer(200, "A page that shows the stream.", "text/html", null);
        draft.paths().exact("GET", at + "/viewer", absent(view).build());
    }

    void describe(ServedEvent event) {
        String data =
                event.data() == null
                        ? "Its events carry `null`."
                        : "Its events carry data as the Thing Description says.";
        String about = event.description() == null ? data : event.description() + "\n\n" + data;
        Operation watch =
                draft.operation("watch", thing, event.name(), "Event: " + event.title(), about)
                        .refer(200, "Events");
        draft.paths().exact("GET", path + "/" + event.name(), absent(watch).build());
    }

    private static Operation absent(Operation operation) {
        return operation.refer(404, "NotFound").refer(503, "NotNow");
    }
}
