package org.labthings.config.internal.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labthings.config.DriverType;
import org.labthings.config.DriverType.Attribute;
import org.labthings.config.DriverType.Kind;
import org.labthings.config.internal.component.ExtensionSections;

class FileSchemaTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    private static Attribute attribute(
            String name, Kind kind, boolean list, boolean required, JsonNode otherwise) {
        return new Attribute(
                name, name, "What " + name + " is", kind, list, 4, required, otherwise, List.of());
    }

    private static final DriverType CAMERA =
            new DriverType(
                    "org.example.Camera",
                    "org.example.internal.CameraComponent",
                    List.of("cams:Camera"),
                    "A camera",
                    "Takes pictures.",
                    "org.example.cam",
                    "1.2.0",
                    true,
                    List.of(
                            attribute("device", Kind.STRING, false, true, null),
                            attribute(
                                    "frame_rate", Kind.NUMBER, false, false, NODES.numberNode(30)),
                            attribute("gains", Kind.INTEGER, true, false, null),
                            attribute("api_key", Kind.PASSWORD, false, false, null),
                            new Attribute(
                                    "mode",
                                    "Mode",
                                    "",
                                    Kind.STRING,
                                    false,
                                    1,
                                    false,
                                    null,
                                    List.of(
                                            new DriverType.Option(NODES.textNode("fast"), "Fast"),
                                            new DriverType.Option(
                                                    NODES.textNode("fine"), "Fine")))));
    private static final DriverType OPEN =
            new DriverType(
                    "org.example.Open",
                    "org.example.Open",
                    List.of(),
                    "org.example.Open",
                    "",
                    "org.example.open",
                    "1",
                    false,
                    List.of());

    private static final DriverType.Attribute FOLDER =
            attribute("folder", Kind.STRING, false, false, NODES.textNode("x"));

    private final JsonNode json =
            new FileSchema(
                            List.of(CAMERA, OPEN),
                            List.of(
                                    attribute(
                                            "max_body_size",
                                            Kind.INTEGER,
                                            false,
                                            false,
                                            NODES.numberNode(5))),
                            List.of(),
                            List.of(
                                    new ExtensionSections.Declared("watch", false, List.of(FOLDER)),
                                    new ExtensionSections.Declared(
                                            "folders", true, List.of(FOLDER))))
                    .json();
    private final Schema schema = REGISTRY.getSchema(json.toString());

    private List<String> errors(String document) {
        return schema.validate(document, InputFormat.JSON).stream().map(Object::toString).toList();
    }

    @Test
    void isASchemaItself() {
        Schema meta =
                REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_7.getDialectId()));
        assertEquals(List.of(), meta.validate(json.toString(), InputFormat.JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"things\": {}}",
                "{\"things\": {}, \"watch\": {\"folder\": \"x\"}, \"folders\": null}",
                "{\"things\": {}, \"folders\": {\"a\": {\"folder\": \"x\"}, \"b-2\": {}}}",
                "{\"things\": {\"a\": \"org.example.Camera\", \"b\": \"not.yet:Installed\"}}",
                "{\"things\": {\"a\": {\"class\": \"org.example.Camera\", \"kwargs\": {\"device\":"
                        + " \"/dev/video0\", \"frame_rate\": 5, \"gains\": [1, 2], \"mode\":"
                        + " \"fast\"}}}}",
                "{\"things\": {\"a\": {\"cls\": \"cams:Camera\", \"kwargs\": {\"Device\": {\"x\":"
                        + " 1}, \"frameRate\": null, \"frame.rate\": 2}}}}",
                "{\"things\": {\"a\": {\"class\": \"org.example.Camera\", \"args\": [\"x\"]}}}",
                "{\"things\": {\"a\": {\"class\": \"org.example.Open\", \"kwargs\": {\"any\":"
                        + " 1}}}}",
                "{\"things\": {\"a\": {\"class\": \"x.Y\", \"thing_slots\": {\"s\": \"b\", \"t\":"
                        + " [\"c\"], \"u\": null}}}}",
                "{\"things\": {}, \"settings_folder\": null, \"api_prefix\": \"/api/v3\","
                        + " \"enable_global_lock\": \"yes\", \"global_lock_log_level\":"
                        + " \"WARNING\", \"application_config\": {\"log_folder\": \"x\"},"
                        + " \"http\": {\"max_body_size\": 4096}, \"unknown\": 1}",
                "{\"base_config_file\": \"base.json\", \"patch\": {\"things\": {\"a\": null}}}",
                "{\"$schema\": \"x\", \"things\": {}}"
            })
    void whatTheServerTakesFits(String document) {
        assertEquals(List.of(), errors(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"things\": []}",
                "{\"things\": {\"a b\": \"x\"}}",
                "{\"things\": {\"cls\": \"x\"}}",
                "{\"things\": {\"a\": 5}}",
                "{\"things\": {\"a\": \"\"}}",
                "{\"things\": {\"a\": {\"kwargs\": {}}}}",
                "{\"things\": {\"a\": {\"class\": \"org.example.Camera\"}}}",
                "{\"things\": {\"a\": {\"class\": \"org.example.Camera\", \"kwargs\": {\"device\":"
                        + " \"x\", \"no_such\": 1}}}}",
                "{\"things\": {\"a\": {\"class\": \"cams.Camera\", \"kwargs\": {\"device\": \"x\","
                        + " \"frameRate\": \"fast\"}}}}",
                "{\"things\": {\"a\": {\"class\": \"org.example.Camera\", \"kwargs\": {\"device\":"
                        + " \"x\", \"mode\": \"slow\"}}}}",
                "{\"things\": {\"a\": {\"class\": \"org.example.Camera\", \"kwargs\": {\"device\":"
                        + " \"x\", \"gains\": [1, null]}}}}",
                "{\"things\": {\"a\": {\"class\": \"x\", \"thing_slots\": {\"s\": 5}}}}",
                "{\"things\": {}, \"api_prefix\": \"api/\"}",
                "{\"things\": {}, \"global_lock_log_level\": \"LOUD\"}",
                "{\"things\": {}, \"http\": {\"no_such\": 1}}",
                "{\"things\": {}, \"http\": {\"max_body_size\": \"big\"}}"
            })
    void whatTheServerRefusesDoesNot(String document) {
        assertFalse(errors(document).isEmpty(), document);
    }

    @Test
    void editorsFindDescriptionsAndDefaults() {
        JsonNode kwargs = json.at("/definitions/kwargs of org.example.Camera/properties");
        assertEquals("What frame_rate is", kwargs.at("/frame_rate/description").textValue());
        assertEquals(30, kwargs.at("/frame_rate/default").intValue());
        assertTrue(kwargs.at("/api_key/writeOnly").booleanValue());
        JsonNode first = json.at("/definitions/class/anyOf/0");
        assertEquals("org.example.Camera", first.get("const").textValue());
        assertEquals("A camera", first.get("title").textValue());
        assertEquals(
                "Takes pictures. Of org.example.cam 1.2.0.", first.get("description").textValue());
    }
}
