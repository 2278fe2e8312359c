package org.labthings.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.api.DynamicThing;
import org.labthings.schema.ValidationException;

/** The code of docs/driver-guide.md that no shell block of it builds: it compiles and works. */
class GuideCodeTest {
    private static final Path GUIDE = Path.of("../../docs/driver-guide.md");
    private static final Pattern CODE =
            Pattern.compile(
                    "## 12\\. Members that are known only at run time.*?```java\n(.*?)```\n",
                    Pattern.DOTALL);

    /** What the text leaves to its reader: the instrument. */
    private static final String AROUND =
            """
            package guide;

            import java.util.Map;
            import java.util.concurrent.ConcurrentHashMap;
            import org.labthings.api.*;
            import org.osgi.service.component.annotations.Activate;

            public class Guide {
                public @interface Config {
                    String[] channels() default {"a", "b"};
                }

                private static final Map<String, String> VOLTS = new ConcurrentHashMap<>();
                private static final MjpegStream mjpegStream = MjpegStream.create();

                static double query(String command) {
                    return Double.parseDouble(VOLTS.getOrDefault(command.split(" ")[1], "0"));
                }

                static void send(String command) {
                    String[] parts = command.split("[ ,]");
                    VOLTS.put(parts[1], parts[2]);
                }

                static void ramp(double to) {
                    VOLTS.replaceAll((channel, volts) -> String.valueOf(to));
                }

            %s
            }
            """;

    @TempDir Path folder;

    private Class<?> compiled() throws Exception {
        Matcher block = CODE.matcher(Files.readString(GUIDE));
        assertTrue(block.find(), "section 12 has code");
        String source =
                AROUND.formatted(block.group(1).replace("public class", "public static class"));
        Path file = Files.writeString(folder.resolve("Guide.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of(
                            "-d",
                            folder.toString(),
                            "-parameters",
                            "-proc:none",
                            "-Xlint:-options");
            boolean good =
                    compiler.getTask(
                                    said,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjects(file))
                            .call();
            assertTrue(good, said + "\n" + source);
        }
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())
                .loadClass("guide.Guide$Supply");
    }

    @Test
    void theDynamicThingOfTheGuideWorks() throws Exception {
        Class<?> type = compiled();
        Class<?> config = type.getConstructors()[0].getParameterTypes()[0];
        DynamicThing supply =
                (DynamicThing) type.getConstructors()[0].newInstance(Configs.of(config, Map.of()));
        try (ThingTester<DynamicThing> tester = ThingTester.of(supply).start()) {
            tester.put("a_voltage", 12);
            assertEquals(12.0, tester.get("a_voltage", Double.class));
            assertEquals(0.0, tester.get("b_voltage", Double.class));
            assertThrows(ValidationException.class, () -> tester.put("a_voltage", 31));
            assertEquals("spare", tester.get("label", String.class));
            tester.invoke("ramp", Map.of("to", 3.5)).result();
            assertEquals(3.5, tester.get("a_voltage", Double.class));
        }
    }
}
