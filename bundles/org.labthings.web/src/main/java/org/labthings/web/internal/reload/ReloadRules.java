package org.labthings.web.internal.reload;

import java.nio.file.Path;
import java.util.List;
import org.labthings.listeners.Change;
import org.labthings.listeners.EventCallback;
import org.labthings.listeners.Frame;
import org.labthings.listeners.RoutedEvent;
import org.labthings.web.internal.site.Site;

/** What a changed file means for open pages. */
final class ReloadRules implements EventCallback {
    /** Endpoint of the events by which whole sites are reloaded; the name is their path. */
    static final String SITES = "sites";

    private final LiveClients clients;
    private final boolean images;
    private final Locations locations;

    /** Where the files of a folder are served. */
    interface Locations {
        /** Paths with slashes at their ends. */
        List<String> of(String folder);
    }

    ReloadRules(LiveClients clients, boolean images, Locations locations) {
        this.clients = clients;
        this.images = images;
        this.locations = locations;
    }

    @Override
    public Object handle(RoutedEvent event, Frame frame) {
        if (event.endpoint().equals(SITES)) {
            clients.reload(page -> page.startsWith(event.name()), null);
        } else {
            for (String path : locations.of(event.endpoint())) {
                changed(path + event.name());
            }
        }
        return null;
    }

    private void changed(String file) {
        if (Pages.isStyle(file)) {
            clients.reload(page -> true, file); // the client exchanges the style sheet only
        } else if (Pages.isScript(file)) {
            clients.reload(page -> true, null);
        } else if (Pages.isImage(file)) {
            if (images) {
                clients.reload(page -> true, file);
            }
        } else {
            clients.reload(page -> Pages.file(page).equals(file), null);
        }
    }

    /** The endpoint of a folder, as watchers write it. */
    static String endpoint(Path folder) {
        return folder.toAbsolutePath().normalize().toString().replace('\\', '/');
    }

    /** The event by which the pages of a site are reloaded. */
    static RoutedEvent all(Site site) {
        return RoutedEvent.of(SITES, site.path(), Change.MODIFIED);
    }
}
