package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labthings.api.Blob;
import org.labthings.api.Constraints;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Blobs: links on the wire, to data that this server has. */
final class BlobType extends ValueType {
    private static final String NOT_INLINED =
            "The output from this action is not serialised to JSON, so it must be retrieved as a"
                    + " file. This link will return the file.";
    private static final Pattern ID = Pattern.compile("blob/([0-9a-z-]+)");
    private static final Pattern UUID_DIGITS = Pattern.compile("[0-9a-f]{32}");
    private static final ValueType STRING =
            new StringType(new LengthLimits(Constraints.NONE), null);
    private static final ValueType REL =
            new LiteralType(
                    STRING,
                    List.of(JsonNodeFactory.instance.textNode("output")),
                    new Object[] {"output"});

    private final String mediaType;
    private final String description;

    /**
     * A blob type.
     *
     * @param mediaType what data may be; either half may be {@code *}
     * @param description what the data is, or null
     */
    BlobType(String mediaType, String description) {
        this.mediaType = mediaType;
        this.description = description;
    }

    @Override
    boolean accepts(Object value) {
        return value instanceof Blob b && b.matches(mediaType);
    }

    @Override
    Object convert(Object value, Decoding run) {
        return value instanceof Blob b
                ? matching(b, JavaValues.tree(b.toString()), run)
                : super.convert(value, run);
    }

    private Blob matching(Blob blob, JsonNode input, Decoding run) {
        if (blob.matches(mediaType)) {
            return blob;
        }
        return ValueErrors.note(
                "Blob data media_type '"
                        + blob.mediaType()
                        + "' does not match Blob media_type '"
                        + mediaType
                        + "'.",
                input,
                run);
    }

    @Override
    String label() {
        return "Blob";
    }

    @Override
    boolean referenced() {
        return true;
    }

    @Override
    public boolean containsBlobs() {
        return true;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("description", "A link to data that is downloaded by itself.");
        out.put("type", "object");
        ObjectNode members = out.putObject("properties");
        members.putObject("href").put("title", "Href").put("type", "string");
        ObjectNode media = members.putObject("media_type").put("title", "Media Type");
        if (mediaType.indexOf('*') < 0) {
            media.putArray("const").add(mediaType); // an array: a quirk that clients know
        }
        media.put("default", mediaType).put("type", "string");
        ObjectNode rel = members.putObject("rel").put("title", "Rel").put("const", "output");
        rel.put("default", "output").put("type", "string");
        members.putObject("description")
                .put("title", "Description")
                .put("default", description == null ? NOT_INLINED : description)
                .put("type", "string");
        out.putArray("required").add("href").add("media_type");
        return out;
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json == null || !json.isObject()) {
            return RecordType.refuseObject(json, run);
        }
        run.fits(Fit.LAX);
        int before = run.count();
        Object href = member("href", true, STRING, json, run);
        member("media_type", true, STRING, json, run);
        member("rel", false, REL, json, run);
        member("description", false, STRING, json, run);
        return run.count() > before ? null : find((String) href, json, run);
    }

    private static Object member(
            String name, boolean required, ValueType type, JsonNode json, Decoding run) {
        JsonNode fallback = required ? Member.REQUIRED : JsonNodeFactory.instance.textNode("");
        return new Member(name, type, fallback, "", null).decode(json, run);
    }

    private Object find(String href, JsonNode json, Decoding run) {
        Matcher m = ID.matcher(href);
        if (!m.find()) {
            return ValueErrors.note("Blob URLs must contain a Blob ID.", json, run);
        }
        String digits = m.group(1).replace("-", "");
        if (!UUID_DIGITS.matcher(digits).matches()) {
            return ValueErrors.note("badly formed hexadecimal UUID string", json, run);
        }
        UUID id = UuidText.parse(digits);
        Optional<Blob> blob = run.blobs().find(id);
        if (blob.isEmpty()) {
            return ValueErrors.note("Blob ID " + id + " wasn't found on this server.", json, run);
        }
        return matching(blob.get(), json, run);
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        write((Blob) value, description, out, links);
    }

    /**
     * Writes the link of a blob.
     *
     * @param description if the blob has none of its own; may be null
     */
    static void write(Blob blob, String description, JsonGenerator out, BlobLinks links)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("href", links.href(blob));
        out.writeStringField("media_type", blob.mediaType());
        out.writeStringField("rel", "output");
        String text = blob.description().orElse(description == null ? NOT_INLINED : description);
        out.writeStringField("description", text);
        out.writeEndObject();
    }
}
