package org.labthings.plugins.internal.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.labthings.api.Thing;
import org.labthings.plugins.internal.jar.PluginJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.slf4j.Logger;

/**
 * Starts replacements while the bundles that they replace still run, so that their Things are
 * constructed by then and only have to be opened afterwards. Only bundles of which nobody notices
 * that there are two: whose all is Things that wait for their configuration.
 */
final class Rehearsal {
    private static final String COMPONENTS = "Service-Component";
    private static final List<String> OF_OTHERS =
            List.of(Constants.BUNDLE_ACTIVATOR, Constants.FRAGMENT_HOST, Constants.EXPORT_PACKAGE);
    private static final String NEEDED_FOR = "LabThings-Needed-For"; // only the launcher reads it
    private static final List<String> PREFIXES_OF_OTHERS = List.of("Web-", "LabThings-");
    private static final XMLInputFactory XML = xml();

    private final PluginBundles bundles;
    private final Consumer<Collection<Bundle>> await;
    private final Logger log;

    /** With what waits until the Things of started bundles are constructed. */
    Rehearsal(PluginBundles bundles, Consumer<Collection<Bundle>> await, Logger log) {
        this.bundles = bundles;
        this.await = await;
        this.log = log;
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Blocks until they are as far as they can come; one that does not start is started later. */
    void run(Map<PluginJar, Bundle> successors) {
        List<Bundle> started = successors.values().stream().filter(this::starts).toList();
        if (!started.isEmpty()) {
            await.accept(started);
        }
    }

    private boolean starts(Bundle bundle) {
        if (!isOnlyThings(bundle)) {
            return false;
        }
        try {
            bundles.start(bundle);
            return true;
        } catch (BundleException e) { // tried again when its predecessor is gone, and then told
            log.debug("{} does not start beside its predecessor", bundle, e);
            return false;
        }
    }

    static boolean isOnlyThings(Bundle bundle) {
        Dictionary<String, String> headers = bundle.getHeaders("");
        String components = headers.get(COMPONENTS);
        if (components == null || components.isBlank()) {
            return false;
        }
        for (Enumeration<String> names = headers.keys(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            if (name.equalsIgnoreCase(NEEDED_FOR)) {
                continue;
            }
            if (OF_OTHERS.stream().anyMatch(name::equalsIgnoreCase)
                    || PREFIXES_OF_OTHERS.stream()
                            .anyMatch(p -> name.regionMatches(true, 0, p, 0, p.length()))) {
                return false;
            }
        }
        for (String path : components.split(",")) {
            URL entry = path.contains("*") ? null : bundle.getEntry(path.strip());
            if (entry == null || !describesThings(entry)) {
                return false;
            }
        }
        return true;
    }

    private static boolean describesThings(URL description) {
        try (InputStream in = description.openStream()) {
            return describesThings(XML.createXMLStreamReader(in));
        } catch (IOException | XMLStreamException e) {
            return false; // Declarative Services will say what is wrong with it
        }
    }

    /** All components of the file are Things that have to be configured and are made when asked. */
    private static boolean describesThings(XMLStreamReader xml) throws XMLStreamException {
        boolean thing = true;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "component" -> {
                    boolean plain =
                            !"true".equals(xml.getAttributeValue(null, "immediate"))
                                    && xml.getAttributeValue(null, "factory") == null
                                    && "require"
                                            .equals(
                                                    xml.getAttributeValue(
                                                            null, "configuration-policy"));
                    if (!thing || !plain) {
                        return false;
                    }
                    thing = false; // until it provides one
                }
                case "provide" ->
                        thing |=
                                Thing.class
                                        .getName()
                                        .equals(xml.getAttributeValue(null, "interface"));
                default -> {
                    // of no interest here
                }
            }
        }
        return thing;
    }
}
