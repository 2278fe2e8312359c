package org.labthings.cli.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.cli.command.Arguments;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.UsageException;

/** Generated clients of a Thing with every kind of member, and names that languages keep. */
class ClientTest {
    @TempDir Path folder;

    private String generate(String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Client client = new Client();
        Call call =
                new Call(
                        Arguments.parse(client, List.of(arguments)),
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(new ByteArrayOutputStream()),
                        Map.of());
        assertEquals(0, client.run(call));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String description() throws Exception {
        return Path.of(ClientTest.class.getResource("scanner.json").toURI()).toString();
    }

    @Test
    void theJavaClassCompilesWithoutWarnings() throws Exception {
        generate("--lang", "java", "--package", "lab", "--out", folder.toString(), description());
        Path source = folder.resolve("SlideScanner.java");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] line = {
            "-Xlint:all,-processing,-classfile",
            "-Xdoclint:all,-missing",
            "-Werror",
            "-d",
            folder.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            source.toString()
        };
        int status = compiler.run(null, said, said, line);
        assertEquals(0, status, () -> said + text(source));
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, ClientTest.class.getClassLoader())) {
            Class<?> made = loader.loadClass("lab.SlideScanner");
            Set<String> methods =
                    Arrays.stream(made.getDeclaredMethods())
                            .filter(m -> !m.isSynthetic())
                            .map(ClientTest::signature)
                            .collect(Collectors.toCollection(TreeSet::new));
            for (String wanted :
                    List.of(
                            "FrameSize frameSize()",
                            "void frameSize(FrameSize)",
                            "Mode mode()",
                            "Observation observeMode(Consumer)",
                            "boolean class_()",
                            "void secret(String)",
                            "Double point()",
                            "List table()",
                            "Map tags()",
                            "Object anything()",
                            "Blob scan(From, Long, ScanMode)",
                            "Blob scan(From)",
                            "RemoteInvocation scanInvocation(From, Long, ScanMode)",
                            "void stop()",
                            "double setLevel(double)",
                            "Observation onLidOpened(Consumer)",
                            "Observation onTick(Consumer)")) {
                assertTrue(methods.contains(wanted), () -> wanted + " is not in " + methods);
            }
        }
    }

    private static String signature(Method m) {
        return m.getReturnType().getSimpleName()
                + " "
                + m.getName()
                + Arrays.stream(m.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void pythonTakesItAsAModule() throws Exception {
        Path file = folder.resolve("scanner.py");
        generate("--lang", "python", "--out", file.toString(), description());
        String check =
                "import importlib.util as u, inspect, sys\n"
                    + "s = u.spec_from_file_location('scanner', sys.argv[1])\n"
                    + "m = u.module_from_spec(s); s.loader.exec_module(m)\n"
                    + "c = m.SlideScanner\n"
                    + "print(inspect.signature(c.scan).parameters.keys(), c.class_.fget.__doc__,"
                    + " c.point.fset is not None, hasattr(c, 'set_secret'))\n";
        Process python;
        try {
            python =
                    new ProcessBuilder("python3", "-W", "error", "-c", check, file.toString())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no python3");
            return;
        }
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(python.waitFor(60, TimeUnit.SECONDS));
        assertEquals(
                "odict_keys(['self', 'from_', 'rows', 'mode', 'on_progress'])"
                        + " A word that languages keep. True True",
                said.strip());
    }

    @Test
    void typeScriptSaysTheSame() throws Exception {
        String code = generate("--lang", "typescript", "--name", "Scanner", description());
        for (String wanted :
                List.of(
                        "export class Scanner {",
                        "export type Mode = \"dark-field\" | \"2nd\" | \"\";",
                        "getFrameSize(): Promise<FrameSize>",
                        "getPoint(): Promise<number | null>",
                        "scan(input: { from: From; rows?: number; mode?: ScanMode }, options",
                        "setLevel(input: number, options?: RunOptions): Promise<number>",
                        "onLidOpened(next: (value: string) => void): () => void")) {
            assertTrue(code.contains(wanted), () -> wanted + " is not in\n" + code);
        }
    }

    @Test
    void whatCannotBeSaysWhy() throws Exception {
        assertThrows(UsageException.class, () -> generate("--lang", "cobol", description()));
        assertThrows(
                UsageException.class,
                () -> generate("--lang", "java", "--package", "a-b", description()));
        Path file = Files.writeString(folder.resolve("x.json"), "{}");
        CommandException none =
                assertThrows(
                        CommandException.class, () -> generate("--lang", "java", file.toString()));
        assertTrue(none.getMessage().contains("is no Thing Description"));
        assertThrows(CommandException.class, () -> generate("--lang", "java", "no such file"));
    }
}
