package org.labthings.webconsole.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.labthings.config.ConfigurationRefusedException;
import org.labthings.config.Requester;
import org.labthings.config.ThingConfigurations;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The page Things of the Web Console.
 *
 * <pre>
 * GET  things                 the page
 * GET  things/res/...         its scripts and style
 * GET  things/state.json      what it shows; ?open= names of the Things whose affordances are wanted
 * GET  things/types.json      the installed driver types
 * GET  things/value.json      ?thing=&amp;property= a value that only the driver knows
 * GET  things/file.json       the configuration file as it would be saved
 * POST things/COMMAND         {@link ThingCommands}: JSON
 * POST things/drivers/...     {@link DriverCommands}: the body may be a jar
 * </pre>
 *
 * <p>Properties are written and actions invoked by the page over the API that every client uses.
 */
@Component(
        service = Servlet.class,
        property = {
            ServletConstants.PLUGIN_LABEL + "=" + ThingsTab.LABEL,
            ServletConstants.PLUGIN_TITLE + "=Things",
            ServletConstants.PLUGIN_CATEGORY + "=LabThings",
            ServletConstants.PLUGIN_CSS_REFERENCES + "=/" + ThingsTab.LABEL + "/res/lab.css"
        })
public final class ThingsTab extends ConsolePage {
    static final String LABEL = "things";
    private static final long serialVersionUID = 1L;

    private final transient ThingServer server;
    private final transient ThingConfigurations configurations;
    private final transient ValueReader values = new ValueReader();
    private final transient ThingCommands things;
    private final transient DriverCommands drivers;

    /** Called by Declarative Services. */
    @Activate
    public ThingsTab(
            @Reference ThingServer server,
            @Reference ThingConfigurations configurations,
            @Reference DriverCommands drivers) {
        super(LABEL);
        this.server = server;
        this.configurations = configurations;
        this.drivers = drivers;
        things = new ThingCommands(server, configurations);
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        values.close();
    }

    @Override
    JsonNode document(String name, HttpServletRequest request) throws RefusedCommandException {
        return switch (name) {
            case "state.json" -> state(request);
            case "types.json" -> TypeList.of(configurations.types());
            case "value.json" -> value(request);
            case "file.json" -> file();
            default -> null;
        };
    }

    private ObjectNode state(HttpServletRequest request) {
        String open = request.getParameter("open");
        Set<String> names = open == null ? Set.of() : Set.copyOf(List.of(open.split(",")));
        ObjectNode state = new LabPicture(server, values).draw(configurations.running(), names);
        state.set("drivers", drivers.list());
        return state;
    }

    private ObjectNode value(HttpServletRequest request) throws RefusedCommandException {
        ServedThing thing = server.things().served().get(request.getParameter("thing"));
        String name = request.getParameter("property");
        ServedProperty property =
                thing == null || name == null ? null : thing.properties().get(name);
        if (property == null) {
            throw new RefusedCommandException(404, "There is no such property at present");
        }
        ValueReader.Value value = values.ask(property);
        return JsonNodeFactory.instance
                .objectNode()
                .put("value", value.json())
                .put("error", value.error());
    }

    private ObjectNode file() throws RefusedCommandException {
        try {
            return JsonNodeFactory.instance.objectNode().put("text", configurations.text());
        } catch (ConfigurationRefusedException e) {
            throw new RefusedCommandException(422, e.errors());
        }
    }

    @Override
    ObjectNode command(String name, HttpServletRequest request, Requester by)
            throws RefusedCommandException, IOException {
        if (name.startsWith(DriverCommands.PATH)) {
            return drivers.run(
                    name.substring(DriverCommands.PATH.length()),
                    request.getParameter("name"),
                    request.getInputStream(),
                    by);
        }
        return things.run(name, body(request), by);
    }
}
