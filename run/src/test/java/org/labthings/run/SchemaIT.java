package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.run.lab.Command;
import org.labthings.run.lab.DriverJar;
import org.labthings.run.lab.Laboratory;

/** The schema of the configuration file, as an editor uses it, follows what is installed. */
@Timeout(120)
class SchemaIT {
    private static final String PATH = "/.well-known/labthings/config.schema.json";
    private static final String LAMP =
            """
            package lab.lamp;
            import org.labthings.api.*;
            import org.osgi.service.component.annotations.*;
            import org.osgi.service.metatype.annotations.*;
            @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
            @Designate(ocd = Lamp.Config.class, factory = true)
            public class Lamp implements Thing {
                @ObjectClassDefinition(name = "A lamp") public @interface Config {
                    @AttributeDefinition(description = "How bright it starts") int brightness() default 7;
                }
            }
            """;

    @TempDir Path folder;

    private static List<String> errors(HttpResponse<String> schema, String document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema.body())
                .validate(document, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void itKnowsTheInstalledDriversAndOneThatComes() throws Exception {
        String lamp =
                "{\"things\": {\"l\": {\"class\": \"lab.lamp.Lamp\", \"kwargs\": {\"brightness\":"
                        + " \"much\"}}}}";
        try (Laboratory lab = Laboratory.open(folder, "{\"api_prefix\": \"/p\", \"things\": {}}")) {
            HttpResponse<String> schema = lab.get(PATH);
            assertEquals(200, schema.statusCode(), schema.body());
            Path demo = Command.distributed().getParent().resolve("conf/demo.json");
            assertEquals(List.of(), errors(schema, Files.readString(demo)));
            String limits = "{\"things\": {}, \"http\": {\"stream_viewers\": 3}}";
            assertEquals(List.of(), errors(schema, limits));
            assertFalse(errors(schema, limits.replace("viewers", "watchers")).isEmpty());
            assertEquals(List.of(), errors(schema, lamp)); // unknown: anything may be right

            Path jar =
                    new DriverJar(folder.resolve("build")).build("lab.lamp", "1.0.0", "Lamp", LAMP);
            Files.copy(jar, lab.plugins().resolve("lamp.jar"));
            HttpResponse<String> later =
                    lab.await(PATH, answer -> answer.body().contains("lab.lamp.Lamp"));
            assertTrue(later.body().contains("How bright it starts"), later.body());
            assertTrue(later.body().contains("\"default\":7"), later.body());
            assertFalse(errors(later, lamp).isEmpty());
            assertEquals(List.of(), errors(later, lamp.replace("\"much\"", "9")));
        }
    }
}
