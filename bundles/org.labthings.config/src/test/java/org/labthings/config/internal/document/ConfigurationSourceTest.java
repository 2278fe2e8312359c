package org.labthings.config.internal.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.LocatedJson;

class ConfigurationSourceTest {
    @TempDir Path folder;
    private final Findings findings = new Findings();

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String read(ConfigurationSource source) {
        return source.read(findings).map(LocatedJson::root).map(Object::toString).orElse("nothing");
    }

    @Test
    void textOfTheCommandLine() {
        ConfigurationSource source = ConfigurationSource.text("{\"things\":{}}");
        assertEquals("{\"things\":{}}", read(source));
        assertEquals(List.of(), source.files());
    }

    @Test
    void aFileThatIsNotThere() {
        assertEquals("nothing", read(ConfigurationSource.file(folder.resolve("no.json"))));
        assertEquals(
                List.of(
                        "Couldn't load configuration file "
                                + folder.resolve("no.json")
                                + ": there is no such file"),
                findings.errors());
    }

    @Test
    void aBaseWithAPatch() throws IOException {
        Path base = write("base.json", "{\"things\":{\"a\":{\"class\":\"x\"},\"b\":\"y\"}}");
        Path file =
                write(
                        "lab.json",
                        "{\"base_config_file\": \"${DIR}/base.json\", \"other\": 1, \"patch\":"
                                + " {\"things\": {\"b\": null, \"a\": {\"args\": [1]}}}}");
        Map<String, String> environment = Map.of("DIR", folder.toString());
        ConfigurationSource source = ConfigurationSource.file(file, environment::get);
        assertEquals("{\"things\":{\"a\":{\"class\":\"x\",\"args\":[1]}}}", read(source));
        assertEquals(List.of(file, base), source.files());
        assertEquals(
                List.of("other: ignored, because there is base_config_file"), findings.warnings());
    }

    @Test
    void aRelativeBaseLiesBesideTheFileThatNamesIt() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        write("sub/base.json", "{\"things\":{}}");
        Path file = write("lab.json", "{\"base_config_file\": \"sub/base.json\"}");
        assertEquals("{\"things\":{}}", read(ConfigurationSource.file(file)));
    }

    @Test
    void oneLevelOnly() throws IOException {
        write("base.json", "{\"base_config_file\": \"other.json\"}");
        Path file = write("lab.json", "{\"base_config_file\": \"base.json\", \"patch\": {}}");
        assertEquals("{\"base_config_file\":\"other.json\"}", read(ConfigurationSource.file(file)));
    }

    @Test
    void aPatchWithoutABaseIsNotApplied() throws IOException {
        Path file = write("lab.json", "{\"patch\":{\"things\":{}}}");
        assertEquals("{\"patch\":{\"things\":{}}}", read(ConfigurationSource.file(file)));
    }

    @Test
    void mistakesOfTheBaseAreNamed() throws IOException {
        Path file = write("lab.json", "{\"base_config_file\": \"no.json\", \"patch\": {}}");
        assertEquals(Optional.empty(), ConfigurationSource.file(file).read(findings));
        write("bad.json", "{");
        Path bad = write("lab2.json", "{\"base_config_file\": \"bad.json\"}");
        ConfigurationSource.file(bad).read(findings);
        write("list.json", "[]");
        Path list = write("lab3.json", "{\"base_config_file\": \"list.json\", \"patch\": {}}");
        ConfigurationSource.file(list).read(findings);
        assertEquals(3, findings.errors().size());
        assertEquals(
                "Couldn't load base configuration file "
                        + folder.resolve("no.json")
                        + ": there is no such file",
                findings.errors().get(0));
        assertTrue(
                findings.errors()
                        .get(1)
                        .startsWith(
                                "Invalid JSON in base configuration file "
                                        + folder.resolve("bad.json")),
                findings.errors().get(1));
        assertEquals(
                "patch: Both target and patch should be dictionaries.", findings.errors().get(2));
    }
}
