package org.labthings.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.labthings.testing.internal.ClassPathBundles;
import org.labthings.testing.internal.Folders;

/** What {@link LabThingsServer} does; called by JUnit on its threads. */
final class LabThingsServerExtension
        implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(LabThingsServerExtension.class);

    private record Running(Laboratory lab, Path folder) {}

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (context.getStore(OURS).get(Running.class) != null) {
            return; // a nested class: the outer one's server
        }
        LabThingsServer wanted =
                AnnotationSupport.findAnnotation(
                                context.getRequiredTestClass(), LabThingsServer.class)
                        .orElseThrow();
        if (wanted.value().isEmpty() == wanted.config().isEmpty()) {
            throw new IllegalArgumentException(
                    "@LabThingsServer on "
                            + context.getRequiredTestClass().getName()
                            + " needs a configuration: JSON text, or config = a file");
        }
        Path folder = Folders.temporary();
        try {
            Path plugins = Files.createDirectories(folder.resolve("plugins"));
            for (Path bundle : plugins(wanted)) {
                ClassPathBundles.deploy(bundle, plugins);
            }
            Laboratory lab =
                    wanted.config().isEmpty()
                            ? Laboratory.open(folder, wanted.value(), wanted.arguments())
                            : Laboratory.openFile(
                                    folder, Path.of(wanted.config()), wanted.arguments());
            context.getStore(OURS).put(Running.class, new Running(lab, folder));
        } catch (Exception e) {
            Folders.delete(folder);
            throw e;
        }
    }

    private static List<Path> plugins(LabThingsServer wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        if (wanted.bundleUnderTest()) {
            found.addAll(ClassPathBundles.underTest());
            if (found.isEmpty()) {
                throw new IOException(
                        "No folder on the class path is a bundle: bnd-maven-plugin has to run"
                                + " before the tests (bnd-process). For a test without a bundle of"
                                + " this module say bundleUnderTest = false");
            }
        }
        for (String plugin : wanted.plugins()) {
            Path file = Path.of(plugin);
            found.add(
                    Files.exists(file)
                            ? file
                            : ClassPathBundles.find(plugin)
                                    .orElseThrow(
                                            () ->
                                                    new IOException(
                                                            plugin
                                                                    + " is neither a file nor the"
                                                                    + " symbolic name of a bundle"
                                                                    + " on the class path")));
        }
        return found;
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Running running = context.getStore(OURS).remove(Running.class, Running.class);
        if (running != null) { // it came up
            running.lab.close();
            Folders.delete(running.folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Laboratory.class || type == URI.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getStore(OURS).get(Running.class, Running.class);
        return parameter.getParameter().getType() == URI.class ? running.lab.url() : running.lab;
    }
}
