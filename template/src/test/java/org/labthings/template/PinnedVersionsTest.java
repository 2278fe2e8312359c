package org.labthings.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What third parties copy names versions in its own files: they are those of the root POM, with
 * which everything was tested.
 */
class PinnedVersionsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern PINNED =
            Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern FIRST_VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern PROPERTY = Pattern.compile("<([\\w.-]+)>([^<]+)</\\1>");

    @TestFactory
    List<DynamicTest> versionsAreThoseOfTheRootPom() throws IOException {
        return List.of(
                checks("docs/driver-guide.md"),
                checks("docs/testing.md"),
                checks("template/driver/pom.xml"),
                checks("bundles/org.labthings.bom/pom.xml"));
    }

    @Test
    void theGuideNamesTheArchetypePluginOfTheRootPom() throws IOException {
        String guide = Files.readString(PROJECT.resolve("docs/driver-guide.md"));
        String plugin = "maven-archetype-plugin";
        assertTrue(guide.contains(plugin + ":" + pinned("pom.xml").get(plugin) + ":generate"));
    }

    private static DynamicTest checks(String file) {
        return DynamicTest.dynamicTest(file, () -> check(file));
    }

    private static void check(String file) throws IOException {
        Map<String, String> root = pinned("pom.xml");
        Map<String, String> copied = pinned(file);
        assertFalse(copied.isEmpty(), file + " pins nothing");
        String ours = root.get("labthings-osgi");
        copied.forEach(
                (artifact, version) -> {
                    boolean house = artifact.startsWith("org.labthings.");
                    boolean itself = artifact.startsWith("org.example.");
                    String wanted = house ? ours : root.get(artifact.replace("-scribe", ""));
                    if (!itself) {
                        assertEquals(wanted, version, artifact + " in " + file);
                    }
                });
    }

    /** Artifact to version, properties filled in; the last one counts, which in a POM is in use. */
    private static Map<String, String> pinned(String file) throws IOException {
        String text = Files.readString(PROJECT.resolve(file));
        Map<String, String> properties = new LinkedHashMap<>();
        Matcher property = PROPERTY.matcher(text);
        while (property.find()) {
            properties.put(property.group(1), property.group(2));
        }
        Map<String, String> found = new LinkedHashMap<>();
        Matcher m = PINNED.matcher(text);
        while (m.find()) {
            String version = m.group(2);
            for (Map.Entry<String, String> p : properties.entrySet()) {
                version = version.replace("${" + p.getKey() + "}", p.getValue());
            }
            found.put(m.group(1), version);
        }
        String own = FIRST_VERSION.matcher(text).results().findFirst().orElseThrow().group(1);
        found.replaceAll((a, v) -> v.equals("${project.version}") ? own : v);
        return found;
    }
}
