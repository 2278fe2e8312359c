package org.labthings.http.internal.description;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The form of an event stream: Server-Sent Events below the affordance. */
final class EventForm {
    private EventForm() {}

    static void add(ArrayNode forms, String href, String begin, String end) {
        ObjectNode form = forms.addObject().put("href", href + "/sse");
        form.putArray("op").add(begin).add(end);
        form.put("subprotocol", "sse");
    }
}
