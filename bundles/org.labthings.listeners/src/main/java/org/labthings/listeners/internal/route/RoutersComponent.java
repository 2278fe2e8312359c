package org.labthings.listeners.internal.route;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.labthings.listeners.EventRouter;
import org.labthings.listeners.EventRouters;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.ServiceScope;

/** Makes routers for one bundle, and ends what it has left. */
@Component(scope = ServiceScope.BUNDLE)
public final class RoutersComponent implements EventRouters {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Set<Router> routers = ConcurrentHashMap.newKeySet();

    @Override
    public EventRouter create(String name, int limit) {
        Router router = new Router(name, limit);
        routers.removeIf(Router::isShutdown);
        routers.add(router);
        return router;
    }

    /** Called by Declarative Services when the bundle has let go of it. */
    @Deactivate
    void close() {
        routers.forEach(r -> r.shutdown(LIMIT));
    }
}
