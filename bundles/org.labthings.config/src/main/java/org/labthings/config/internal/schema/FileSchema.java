package org.labthings.config.internal.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.labthings.config.DriverType;
import org.labthings.config.internal.component.ExtensionSections;

/**
 * The whole configuration file. What the server accepts fits the schema; beyond that, editors learn
 * from it what there is. Members that nobody knows are allowed, as the server only warns of them.
 */
final class FileSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String BASE = "base_config_file";
    private static final String DESCRIPTION = "description";
    private static final String OBJECT = "object";
    private static final String STRING = "string";
    private static final String TYPE = "type";

    private final List<DriverType> types;
    private final List<DriverType.Attribute> http;
    private final List<DriverType.Attribute> security;
    private final List<ExtensionSections.Declared> others;

    /**
     * A schema.
     *
     * @param types that are installed
     * @param http keys of the section of that name
     * @param security keys of the section of that name
     * @param others sections of further bundles
     */
    FileSchema(
            List<DriverType> types,
            List<DriverType.Attribute> http,
            List<DriverType.Attribute> security,
            List<ExtensionSections.Declared> others) {
        this.types = types;
        this.http = http;
        this.security = security;
        this.others = others;
    }

    ObjectNode json() {
        ObjectNode schema = NODES.objectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Configuration of a LabThings server");
        schema.put(TYPE, OBJECT);
        ObjectNode properties = schema.putObject("properties");
        members(properties);
        schema.putObject("if").putArray("required").add(BASE);
        schema.putObject("then");
        schema.putObject("else").putArray("required").add("things");
        ObjectNode definitions = schema.putObject("definitions");
        definitions.set("http", AttributeSchema.object(http, "#/definitions/http"));
        definitions.set("security", AttributeSchema.object(security, "#/definitions/security"));
        others.forEach(o -> define(o, properties, definitions));
        new ThingSchema(types).define(definitions);
        return schema;
    }

    private static void define(
            ExtensionSections.Declared section, ObjectNode properties, ObjectNode definitions) {
        String pointer = "#/definitions/" + section.name();
        definitions.set(section.name(), AttributeSchema.object(section.keys(), pointer));
        ObjectNode member = properties.putObject(section.name());
        ObjectNode present = member.putArray("anyOf").addObject();
        member.withArray("anyOf").addObject().put(TYPE, "null");
        if (section.factory()) {
            present.put(TYPE, OBJECT).putObject("propertyNames").put("pattern", "^[a-zA-Z0-9_-]+$");
            present.putObject("additionalProperties").put("$ref", pointer);
        } else {
            present.put("$ref", pointer);
        }
    }

    private static void members(ObjectNode properties) {
        properties.putObject("$schema").put(TYPE, STRING).put(DESCRIPTION, "For editors only");
        things(properties.putObject("things"));
        ObjectNode folder = properties.putObject("settings_folder");
        folder.putArray(TYPE).add(STRING).add("null");
        folder.put(DESCRIPTION, "Where settings are kept; settings in the data folder by default");
        properties
                .putObject("api_prefix")
                .put(TYPE, STRING)
                .put("pattern", "^(/[\\w-]+)*$")
                .put("default", "")
                .put(DESCRIPTION, "Prefix of all paths, such as /api/v3");
        lock(properties.putObject("enable_global_lock"));
        ObjectNode level = properties.putObject("global_lock_log_level");
        level.putArray("enum").add("DEBUG").add("INFO").add("WARNING").add("ERROR");
        level.put("default", "INFO").put(DESCRIPTION, "Level at which a busy lock is logged");
        ObjectNode application = properties.putObject("application_config");
        application.putArray(TYPE).add(OBJECT).add("null");
        application.put(DESCRIPTION, "Whatever Things want to know");
        properties.putObject("http").put("$ref", "#/definitions/http");
        properties.putObject("security").put("$ref", "#/definitions/security");
        properties
                .putObject(BASE)
                .put(TYPE, STRING)
                .put(
                        DESCRIPTION,
                        "Another configuration file, relative to this one; ~ and $VAR work");
        properties
                .putObject("patch")
                .put(TYPE, OBJECT)
                .put(DESCRIPTION, "What differs from the base file (RFC 7396); null removes");
    }

    private static void things(ObjectNode things) {
        things.put(TYPE, OBJECT)
                .put(DESCRIPTION, "The Things by name, in the order of their start");
        ObjectNode names = things.putObject("propertyNames");
        names.put("pattern", "^[a-zA-Z0-9_-]+$");
        names.putObject("not").putArray("enum").add("things").add("cls");
        things.putObject("additionalProperties").put("$ref", "#/definitions/thing");
    }

    /** Words are accepted too, but need not be offered. */
    private static void lock(ObjectNode lock) {
        lock.put(DESCRIPTION, "Whether only one action or write goes on at a time");
        lock.put("default", false);
        ArrayNode any = lock.putArray("anyOf");
        any.addObject().put(TYPE, "boolean");
        any.addObject().putArray("enum").add(0).add(1);
        any.addObject()
                .put(TYPE, STRING)
                .put("pattern", "^([TtFfYyNn10]|[Tt][Rr]|[Ff][Aa]|[Yy][Ee]|[Nn][Oo]|[Oo][NnFf])");
    }
}
