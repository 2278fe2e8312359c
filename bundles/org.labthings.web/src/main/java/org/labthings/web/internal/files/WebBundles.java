package org.labthings.web.internal.files;

import java.util.ArrayList;
import java.util.List;
import org.labthings.web.internal.site.BundleSite;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the web resources of bundles that say so in their manifest, as long as they are started:
 * {@code LabThings-Web-Resources: /manual=web/manual}, path and folder in the bundle, several
 * separated by commas.
 */
@Component(
        service = {},
        immediate = true)
public final class WebBundles extends BundleTracker<List<AutoCloseable>> {
    /** The manifest header. */
    static final String HEADER = "LabThings-Web-Resources";

    private static final Logger LOG = LoggerFactory.getLogger("labthings.web");

    private final Sites sites;

    /** Called by Declarative Services. */
    @Activate
    public WebBundles(BundleContext context, @Reference Sites sites) {
        super(context, Bundle.ACTIVE | Bundle.STARTING, null);
        this.sites = sites;
        open();
    }

    @Override
    public List<AutoCloseable> addingBundle(Bundle bundle, BundleEvent event) {
        String header = bundle.getHeaders("").get(HEADER);
        if (header == null) {
            return null;
        }
        List<AutoCloseable> served = new ArrayList<>();
        for (String clause : header.split(",")) {
            String[] pair = clause.split("=", 2);
            try {
                String path = Sites.checked(pair[0].strip());
                String folder = pair.length < 2 ? "" : pair[1].strip().replaceAll("^/+|/+$", "");
                if (folder.isEmpty()) { // its classes and manifest are nobody's business
                    throw new IllegalArgumentException("it names no folder of the bundle");
                }
                served.add(sites.serve(new BundleSite(path, bundle, folder), "index.html", 0));
                LOG.info("{} of {} is served at {}", folder, bundle.getSymbolicName(), path);
            } catch (IllegalArgumentException e) {
                LOG.error(
                        "{}: {} of {} is not served: {}",
                        bundle.getSymbolicName(),
                        clause,
                        HEADER,
                        e.getMessage());
            }
        }
        return served;
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, List<AutoCloseable> served) {
        for (AutoCloseable site : served) {
            try {
                site.close();
            } catch (Exception e) {
                LOG.debug("It is gone already", e);
            }
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    void end() {
        close();
    }
}
