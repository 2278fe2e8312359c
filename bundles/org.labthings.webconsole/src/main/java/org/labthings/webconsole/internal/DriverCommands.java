package org.labthings.webconsole.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.labthings.config.Requester;
import org.labthings.plugins.Plugin;
import org.labthings.plugins.PluginChange;
import org.labthings.plugins.PluginRefusedException;
import org.labthings.plugins.PluginsAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What the page can ask for about driver bundles. {@link PluginsAdmin} bounds the size of an
 * upload, waits for the result, and writes the audit log.
 */
@Component(service = DriverCommands.class)
public final class DriverCommands {
    /** How the paths of these commands begin. */
    static final String PATH = "drivers/";

    private final PluginsAdmin plugins;

    /** Called by Declarative Services. */
    @Activate
    public DriverCommands(
            @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            policyOption = ReferencePolicyOption.GREEDY)
                    PluginsAdmin plugins) {
        this.plugins = plugins;
    }

    /** All plugins. */
    ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (plugins == null) {
            return list;
        }
        for (Plugin plugin : plugins.list()) {
            ObjectNode one = list.addObject();
            one.put("name", plugin.name());
            one.put("version", plugin.version());
            one.put("file", plugin.file());
            one.put("state", plugin.state().name());
            one.put("reason", plugin.reason());
            one.put("previous", plugin.previous());
            plugin.things().forEach(one.putArray("things")::add);
        }
        return list;
    }

    /**
     * Carries out a command; blocks until it is known what came of it.
     *
     * @param name of the plugin; null for an installation
     * @param body the jar of an installation
     */
    ObjectNode run(String command, String name, InputStream body, Requester by)
            throws RefusedCommandException {
        if (plugins == null) {
            throw new RefusedCommandException(503, "The plugins folder is not there at present");
        }
        try {
            return switch (command) {
                case "install" -> told("installed", plugins.install(body, by));
                case "remove" -> told("removed", plugins.remove(named(name), by));
                case "rollback" -> told("rolled back", plugins.rollBack(named(name), by));
                default -> throw new RefusedCommandException(404, "No such command: " + command);
            };
        } catch (PluginRefusedException e) {
            throw new RefusedCommandException(status(e.kind()), e.getMessage());
        } catch (IOException e) {
            throw new RefusedCommandException(500, "Nothing has changed: " + e.getMessage());
        }
    }

    private static String named(String name) throws RefusedCommandException {
        if (name == null) {
            throw new RefusedCommandException(422, "name: should be given");
        }
        return name;
    }

    private static int status(PluginRefusedException.Cause cause) {
        return switch (cause) {
            case UNKNOWN -> 404;
            case TOO_LARGE -> 413;
            case BUSY -> 503;
            case UNUSABLE, DOES_NOT_RUN -> 422;
        };
    }

    private static ObjectNode told(String verb, PluginChange change) {
        Plugin plugin = change.plugin();
        boolean upgrade = verb.equals("installed") && change.replaced() != null;
        String text =
                String.format(
                        Locale.ROOT,
                        "%s %s was %s%s.",
                        plugin.name(),
                        plugin.version(),
                        upgrade ? "put in the place of version " + change.replaced() : verb,
                        verb.equals("rolled back") ? ", from version " + change.replaced() : "");
        return JsonNodeFactory.instance.objectNode().put("message", text);
    }
}
