package org.labthings.openflexure.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.labthings.http.extension.ServerExtension;
import org.labthings.http.extension.ServerRoute;

/** An extension that is made of the configuration when it is asked for the first time. */
final class LateExtension implements ServerExtension {
    private final Supplier<Optional<ServerProperties>> configuration;
    private final Function<ServerProperties, Optional<ServerExtension>> maker;
    private Optional<ServerProperties> read;
    private ServerExtension made;

    LateExtension(
            Supplier<Optional<ServerProperties>> configuration,
            Function<ServerProperties, Optional<ServerExtension>> maker) {
        this.configuration = configuration;
        this.maker = maker;
    }

    /** Whether it was made of another configuration than there is now. */
    synchronized boolean isStale() {
        return made != null && !read.equals(configuration.get());
    }

    private synchronized ServerExtension made() {
        if (made == null) {
            read = configuration.get();
            made = read.flatMap(maker).orElse(new ServerExtension() {}); // adds nothing
        }
        return made;
    }

    @Override
    public List<ServerRoute> routes() {
        return made().routes();
    }

    @Override
    public Map<String, String> aliases() {
        return made().aliases();
    }

    @Override
    public boolean welcomesAllOrigins() {
        return made().welcomesAllOrigins();
    }

    @Override
    public Map<String, Map<String, String>> announcements() {
        return made().announcements();
    }
}
