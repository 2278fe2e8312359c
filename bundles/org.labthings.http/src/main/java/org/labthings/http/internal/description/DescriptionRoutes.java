package org.labthings.http.internal.description;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.ThingServer.LockHolder;
import org.labthings.core.ThingStatus;
import org.labthings.core.Things;
import org.labthings.http.internal.exchange.BaseUrl;
import org.labthings.http.internal.exchange.ETags;
import org.labthings.http.internal.exchange.QueryString;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.reply.SlicedWrite;
import org.labthings.http.internal.reply.StandardFields;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Route;

/** {@code {P}/things/}, {@code {P}/thing_descriptions/} and {@code {P}/{T}/}: all from memory. */
public final class DescriptionRoutes {
    private DescriptionRoutes() {}

    /**
     * The lists of all Things.
     *
     * @param descriptions by name, in the order of the configuration
     * @param lock who holds the global lock
     */
    public static List<Registration> lists(
            String prefix,
            Things things,
            Map<String, ThingDescription> descriptions,
            Supplier<Optional<LockHolder>> lock) {
        Map<String, ThingDescription> all = new LinkedHashMap<>(descriptions);
        List<String> names = new ArrayList<>(all.keySet());
        List<ThingStatus> statuses = List.copyOf(things.statuses().values());
        PerBase links = new PerBase(base -> links(base + prefix, names));
        PerBase documents = new PerBase(base -> documents(base, all));
        return List.of(
                Registration.exact("GET", prefix + "/thing_descriptions/", document(documents)),
                Registration.exact(
                        "GET",
                        prefix + "/things/",
                        (rq, rs, cb) -> {
                            List<String> asked = QueryString.of(rq).get("status");
                            if (asked != null) {
                                List<ThingStatus> some = named(statuses, asked.get(0));
                                Reply.json(rs, cb, StatusList.json(some, lock.get()));
                            } else {
                                Reply.json(rs, cb, links.get(BaseUrl.of(rq)).body());
                            }
                        }));
    }

    /** All of them, or the one of that name. */
    private static List<ThingStatus> named(List<ThingStatus> statuses, String name) {
        return name.isEmpty()
                ? statuses
                : statuses.stream().filter(s -> s.name().equals(name)).toList();
    }

    /** The description of one Thing. */
    public static Registration of(String path, ThingDescription description) {
        PerBase document = new PerBase(base -> documentOf(base, description));
        return Registration.exact("GET", path + "/", description(document));
    }

    private static byte[] links(String start, List<String> names) {
        StringBuilder out = new StringBuilder("{");
        for (String name : names) {
            out.append(out.length() > 1 ? "," : "")
                    .append(text(name))
                    .append(':')
                    .append(text(start + "/" + name + "/"));
        }
        return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] documents(String base, Map<String, ThingDescription> all) {
        int size = all.values().stream().mapToInt(ThingDescription::size).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(size + 64 * all.size() + 2);
        out.write('{');
        all.forEach(
                (name, description) -> {
                    if (out.size() > 1) {
                        out.write(',');
                    }
                    out.writeBytes(PerBase.json(name));
                    out.write(':');
                    description.appendTo(out, base);
                });
        out.write('}');
        return out.toByteArray();
    }

    private static byte[] documentOf(String base, ThingDescription description) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(description.size() + 64);
        description.appendTo(out, base);
        return out.toByteArray();
    }

    private static String text(String s) {
        return new String(PerBase.json(s), StandardCharsets.UTF_8);
    }

    private static Route document(PerBase document) {
        return (rq, rs, cb) -> {
            PerBase.Document now = document.get(BaseUrl.of(rq));
            if (!known(rq, rs, cb, now.etag())) {
                Reply.json(rs, cb, now.body());
            }
        };
    }

    private static Route description(PerBase document) {
        return (rq, rs, cb) -> {
            rs.getHeaders().put(StandardFields.VARY_ORIGIN_ACCEPT);
            PerBase.Document now = document.get(BaseUrl.of(rq));
            boolean own = prefersOwnType(rq);
            String etag = now.etag();
            etag = own ? etag.substring(0, etag.length() - 1) + "-td\"" : etag;
            if (known(rq, rs, cb, etag)) {
                return;
            }
            if (own) {
                rs.getHeaders().put(StandardFields.TD_JSON);
                SlicedWrite.all(rs, now.body(), cb);
            } else {
                Reply.json(rs, cb, now.body());
            }
        };
    }

    private static boolean known(
            Request request, Response response, Callback callback, String etag) {
        response.getHeaders().put(HttpHeader.ETAG, etag);
        if (ETags.anyMatches(request.getHeaders().get(HttpHeader.IF_NONE_MATCH), etag)) {
            Reply.empty(response, callback, 304);
            return true;
        }
        return false;
    }

    /** LabThings' clients ask for anything and get plain JSON; who names the type gets it. */
    private static boolean prefersOwnType(Request request) {
        String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        if (accept == null || !accept.contains("application/td+json")) {
            return false;
        }
        for (String type : request.getHeaders().getQualityCSV(HttpHeader.ACCEPT)) {
            if (type.startsWith("application/td+json")) {
                return true;
            }
            if (type.startsWith("application/json")) {
                return false;
            }
        }
        return false;
    }
}
