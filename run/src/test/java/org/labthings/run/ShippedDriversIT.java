package org.labthings.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What the jars in {@code drivers/} say of themselves: a start relies on it. */
class ShippedDriversIT {
    private static final Path DRIVERS =
            Path.of(System.getProperty("labthings.home")).resolve("drivers");

    @Test
    void eachDriverNamesAllClassesOfItsThings() throws Exception {
        List<String> missing = new ArrayList<>();
        try (Stream<Path> jars = Files.list(DRIVERS)) {
            for (Path jar : jars.toList()) {
                missing.addAll(notNamed(jar));
            }
        }
        assertEquals(List.of(), missing);
    }

    private static List<String> notNamed(Path path) throws Exception {
        List<String> missing = new ArrayList<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            String header = jar.getManifest().getMainAttributes().getValue("LabThings-Needed-For");
            assertFalse(header == null || header.isBlank(), path + " has no LabThings-Needed-For");
            Set<String> named =
                    Stream.of(header.split(","))
                            .map(name -> name.strip().replace(':', '.'))
                            .collect(Collectors.toSet());
            for (String wanted : classStrings(jar)) {
                if (!named.contains(wanted.replace(':', '.'))) {
                    missing.add(path.getFileName() + ": " + wanted);
                }
            }
        }
        return missing;
    }

    /** Component names, class names and aliases of the Things. */
    private static Set<String> classStrings(JarFile jar) throws Exception {
        Set<String> strings = new TreeSet<>();
        for (var entry : jar.stream().filter(e -> isComponent(e.getName())).toList()) {
            Element component = parse(jar, entry.getName());
            if (!provides(component, "org.labthings.api.Thing")) {
                continue;
            }
            strings.add(component.getAttribute("name"));
            strings.add(
                    ((Element) component.getElementsByTagName("implementation").item(0))
                            .getAttribute("class"));
            var properties = component.getElementsByTagName("property");
            for (int i = 0; i < properties.getLength(); i++) {
                Element property = (Element) properties.item(i);
                if (property.getAttribute("name").equals("thing.class")) {
                    String value = property.getAttribute("value");
                    (value.isEmpty() ? property.getTextContent() : value)
                            .lines()
                            .map(String::strip)
                            .filter(s -> !s.isEmpty())
                            .forEach(strings::add);
                }
            }
        }
        return strings;
    }

    private static boolean isComponent(String name) {
        return name.startsWith("OSGI-INF/") && name.endsWith(".xml") && !name.contains("metatype");
    }

    private static Element parse(JarFile jar, String name) throws Exception {
        try (var in = jar.getInputStream(jar.getEntry(name))) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
        } catch (IOException e) {
            throw new IOException(jar.getName() + ": " + name, e);
        }
    }

    private static boolean provides(Element component, String service) {
        var provided = component.getElementsByTagName("provide");
        for (int i = 0; i < provided.getLength(); i++) {
            if (((Element) provided.item(i)).getAttribute("interface").equals(service)) {
                return true;
            }
        }
        return false;
    }
}
