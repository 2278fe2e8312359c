package org.labthings.http.internal.discovery;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.labthings.http.internal.exchange.BaseUrl;
import org.labthings.http.internal.openapi.Login;
import org.labthings.http.internal.reply.SlicedWrite;
import org.labthings.http.internal.reply.StandardFields;
import org.labthings.http.internal.route.Registration;

/** {@code /.well-known/wot}, which never has the server's prefix. From memory; never blocks. */
public final class DiscoveryRoutes {
    /** Where the introduction is. */
    public static final String PATH = "/.well-known/wot";

    private static final HttpField REVALIDATE =
            new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache");

    private final Introduction introduction;
    private volatile List<String> things = List.of();

    /**
     * A server without Things yet.
     *
     * @param version of the server
     * @param logins the ways to log in; none if nobody has to
     */
    public DiscoveryRoutes(ThingServer server, String version, Supplier<Set<Login>> logins) {
        this.introduction = new Introduction(server.apiPrefix(), version, logins);
    }

    /** Follows the view of Things. On the life-cycle thread; quick. */
    public void thingsChanged(Things view) {
        things = List.copyOf(view.served().keySet());
    }

    /** All routes; they stay the same whatever Things there are. */
    public List<Registration> registrations() {
        return List.of(Registration.exact("GET", PATH, this::introduce));
    }

    private void introduce(Request request, Response response, Callback callback) {
        byte[] document = introduction.document(BaseUrl.of(request), things);
        response.getHeaders().put(REVALIDATE).put(StandardFields.TD_JSON);
        SlicedWrite.all(response, document, callback);
    }
}
