package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.ParameterList;

/** The compiled parameters of an action. */
final class Parameters implements ParameterList {
    private static final String NO_INPUT = "The action takes no input: an empty object, or null.";

    /** The text of LabThings, which recordings compare. */
    private static final String ANY_INPUT = "A model representing an object with no required keys.";

    private final List<Member> members;
    private final ValueType extras;
    private final int extrasAt;

    /**
     * Parameters of a method.
     *
     * @param extras type of further members, null if there must be none
     * @param extrasAt position of the parameter that takes them
     */
    Parameters(List<Member> members, ValueType extras, int extrasAt) {
        this.members = List.copyOf(members);
        this.extras = extras;
        this.extrasAt = extrasAt;
    }

    @Override
    public boolean isEmpty() {
        return members.isEmpty() && extras == null;
    }

    @Override
    public boolean containsBlobs() {
        return extras != null && extras.containsBlobs()
                || members.stream().anyMatch(m -> m.type().containsBlobs());
    }

    @Override
    public ObjectNode schema(String actionName) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        String title = actionName + "_input";
        if (members.isEmpty()) {
            out.put("description", extras == null ? NO_INPUT : "Any members, or none.");
            out.put("title", title);
            ObjectNode object = out.putArray("oneOf").addObject();
            object.put("description", extras == null ? "An object without members." : ANY_INPUT);
            object.put("title", extras == null ? "StrictEmptyObject" : "EmptyObject");
            describe(object);
            out.withArray("oneOf").addObject().put("type", "null");
        } else {
            describe(out.put("title", title));
        }
        return out;
    }

    private void describe(ObjectNode object) {
        object.put("type", "object");
        RecordType.describe(members, object);
        if (extras == null || extras instanceof AnyType) {
            object.put("additionalProperties", extras != null);
        } else {
            object.set("additionalProperties", extras.schema());
        }
    }

    @Override
    public Map<String, Object> decode(JsonNode body, Decoding run) {
        if (body == null || body.isNull() || body.isMissingNode()) {
            return absent(run);
        }
        if (!body.isObject()) {
            RecordType.refuseObject(body, run);
            return null;
        }
        Map<String, Object> out = new LinkedHashMap<>();
        for (Member m : members) {
            out.put(m.name(), m.decode(body, run));
        }
        if (extras == null) {
            RecordType.refuseExtras(members, body, run);
        } else {
            takeExtras(body, out, run);
        }
        return out;
    }

    private Map<String, Object> absent(Decoding run) {
        if (members.isEmpty()) {
            return null;
        }
        if (members.stream().anyMatch(Member::required)) {
            ValueType.refuse(run, "missing", "Field required", null);
            return null;
        }
        return decode(JsonNodeFactory.instance.objectNode(), run);
    }

    private void takeExtras(JsonNode body, Map<String, Object> out, Decoding run) {
        for (Map.Entry<String, JsonNode> e : body.properties()) {
            if (!out.containsKey(e.getKey())) {
                run.enter(e.getKey());
                out.put(e.getKey(), extras.decode(e.getValue(), run));
                run.leave();
            }
        }
    }

    @Override
    public Object[] arguments(Map<String, Object> values) {
        Object[] out = new Object[members.size() + (extras == null ? 0 : 1)];
        Map<String, Object> rest =
                values == null ? new LinkedHashMap<>() : new LinkedHashMap<>(values);
        int at = 0;
        for (Member m : members) {
            at += at == extrasAt && extras != null ? 1 : 0;
            out[at++] = rest.remove(m.name());
        }
        if (extras != null) {
            out[extrasAt] = rest;
        }
        return out;
    }

    @Override
    public void encode(Map<String, Object> values, JsonGenerator out, BlobLinks links)
            throws IOException {
        if (values == null) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        int known = 0;
        for (Map.Entry<String, Object> e : values.entrySet()) {
            out.writeFieldName(e.getKey());
            // declared members come first, in order
            ValueType type = known < members.size() ? members.get(known++).type() : extras;
            type.encode(e.getValue(), out, links);
        }
        out.writeEndObject();
    }
}
