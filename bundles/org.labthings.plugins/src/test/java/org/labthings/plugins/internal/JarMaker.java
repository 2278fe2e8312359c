package org.labthings.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes bundles on the fly. */
public final class JarMaker {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<Class<?>> classes = new ArrayList<>();
    private final List<String> components = new ArrayList<>();

    /** A bundle of a name and version. */
    public static JarMaker bundle(String name, String version) {
        return new JarMaker()
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", name)
                .header("Bundle-Version", version);
    }

    /** A jar that is none. */
    public static JarMaker plain() {
        return new JarMaker();
    }

    /** One more header. */
    public JarMaker header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** A class of the tests is in it, too, as its activator. */
    public JarMaker activator(Class<?> type) {
        classes.add(type);
        return header("Import-Package", "org.osgi.framework")
                .header("Bundle-Activator", type.getName());
    }

    /** A Declarative Services component of it, as its description says. */
    public JarMaker component(String attributes, String service) {
        components.add(
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="c%d" %s>
                  <implementation class="none"/>
                  <service><provide interface="%s"/></service>
                </scr:component>
                """
                        .formatted(components.size(), attributes, service));
        return header("Service-Component", "OSGI-INF/components.xml");
    }

    /** Writes it. */
    public Path to(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (OutputStream out = Files.newOutputStream(fresh);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream in = type.getResourceAsStream("/" + name)) {
                    in.transferTo(jar);
                }
            }
            if (!components.isEmpty()) {
                jar.putNextEntry(new JarEntry("OSGI-INF/components.xml"));
                jar.write(("<all>" + String.join("", components) + "</all>").getBytes());
            }
            jar.putNextEntry(new JarEntry("content.txt"));
            jar.write(headers.toString().repeat(50).getBytes());
        }
        return Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
