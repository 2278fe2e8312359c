package org.labthings.client.internal.td;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A W3C Thing Description, as far as a client needs it. Relative links are resolved as RFC 3986 and
 * the description's {@code base} say; that of a LabThings server whose base names another host than
 * the one it was reached at is resolved against the latter, for it only repeats what it was asked
 * as.
 *
 * @param url where it came from
 * @param json all of it
 * @param labthings whether the server is one of the LabThings family: each affordance lies below
 *     the Thing's URL
 * @param properties by name, in the description's order; so are the others
 */
public record Description(
        URI url,
        JsonNode json,
        boolean labthings,
        Map<String, Affordance> properties,
        Map<String, Affordance> actions,
        Map<String, Affordance> events) {

    /**
     * Reads a description.
     *
     * @throws IllegalArgumentException when it is none: it says what is missing
     */
    public static Description of(URI url, JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        boolean labthings = isLabThings(url, json);
        URI base = base(url, json, labthings);
        return new Description(
                url,
                json,
                labthings,
                affordances(json, "properties", base),
                affordances(json, "actions", base),
                affordances(json, "events", base));
    }

    private static boolean isLabThings(URI url, JsonNode json) {
        int members = 0;
        for (String kind : List.of("properties", "actions")) {
            for (Map.Entry<String, JsonNode> e : json.path(kind).properties()) {
                String href = e.getValue().path("forms").path(0).path("href").asText();
                members++;
                if (!href.equals(url.getPath() + e.getKey())) {
                    return false;
                }
            }
        }
        return url.getPath().endsWith("/")
                && (members > 0 || json.has("properties") && json.has("actions"));
    }

    private static URI base(URI url, JsonNode json, boolean labthings) {
        String said = json.path("base").textValue();
        if (said == null || labthings) {
            return url;
        }
        try {
            return url.resolve(new URI(said));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("its base '" + said + "' is no URL", e);
        }
    }

    private static Map<String, Affordance> affordances(JsonNode json, String kind, URI base) {
        JsonNode all = json.path(kind);
        if (!all.isMissingNode() && !all.isObject()) {
            throw new IllegalArgumentException("its " + kind + " are no JSON object");
        }
        Map<String, Affordance> out = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> e : all.properties()) {
            if (!e.getValue().isObject()) {
                throw new IllegalArgumentException(
                        "'" + e.getKey() + "' of its " + kind + " is no JSON object");
            }
            out.put(
                    e.getKey(),
                    new Affordance(e.getKey(), e.getValue(), forms(kind, e.getValue(), base)));
        }
        return Collections.unmodifiableMap(out);
    }

    private static List<Form> forms(String kind, JsonNode affordance, URI base) {
        List<Form> out = new ArrayList<>();
        for (JsonNode form : affordance.path("forms")) {
            String href = form.path("href").textValue();
            if (href != null) {
                out.add(form(kind, affordance, form, href, base));
            }
        }
        return List.copyOf(out);
    }

    private static Form form(
            String kind, JsonNode affordance, JsonNode form, String href, URI base) {
        Set<String> operations = new HashSet<>();
        JsonNode said = form.path("op");
        if (said.isTextual()) {
            operations.add(said.textValue());
        } else if (said.isArray() && !said.isEmpty()) {
            said.forEach(op -> operations.add(op.asText()));
        } else {
            operations.addAll(byDefault(kind, affordance));
        }
        boolean variables = href.indexOf('{') >= 0;
        URI target = variables ? null : resolve(base, href);
        return new Form(
                variables ? prefixed(base, href) : href,
                target,
                Set.copyOf(operations),
                form.path("contentType").asText("application/json"),
                form.path("subprotocol").asText(""),
                form.path("htv:methodName").textValue());
    }

    /** Thing Description 1.1, section 5.4: operations of a form that names none. */
    private static List<String> byDefault(String kind, JsonNode affordance) {
        return switch (kind) {
            case "properties" -> {
                List<String> out = new ArrayList<>();
                if (!affordance.path("writeOnly").asBoolean()) {
                    out.add("readproperty");
                }
                if (!affordance.path("readOnly").asBoolean()) {
                    out.add("writeproperty");
                }
                yield out;
            }
            case "actions" -> List.of("invokeaction");
            default -> List.of("subscribeevent", "unsubscribeevent");
        };
    }

    /** Null for what is no URL: such a form is as good as none. */
    private static URI resolve(URI base, String href) {
        try {
            return base.resolve(new URI(href));
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** A template with its scheme and host: the variables stay. */
    private static String prefixed(URI base, String href) {
        if (href.contains("://") || base.getRawAuthority() == null) {
            return href;
        }
        String origin = base.getScheme() + "://" + base.getRawAuthority();
        if (href.startsWith("/")) {
            return origin + href;
        }
        String path = base.getRawPath();
        return origin + path.substring(0, path.lastIndexOf('/') + 1) + href;
    }

    /** Title for people, or an empty text. */
    public String title() {
        return json.path("title").asText("");
    }

    /** Description for people, or null. */
    public String text() {
        return json.path("description").textValue();
    }
}
