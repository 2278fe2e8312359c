package org.labthings.plugins.internal.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Says in a person's words what a bundle needs that nobody provides. */
final class Unresolved {
    private static final Pattern ATLEAST = Pattern.compile("\\(version>=([^)]*)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]*)\\)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(version=([^)]*)\\)");

    private final FrameworkWiring wiring;

    Unresolved(FrameworkWiring wiring) {
        this.wiring = wiring;
    }

    /** The reason, and the next step. */
    String explain(Bundle bundle) {
        List<String> missing = new ArrayList<>();
        for (BundleRequirement requirement :
                bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            if (isNeeded(requirement) && wiring.findProviders(requirement).isEmpty()) {
                missing.add(name(requirement));
            }
        }
        if (missing.isEmpty()) {
            return "its requirements contradict each other: " + frameworkSays(bundle);
        }
        return "it needs "
                + String.join(", ", missing)
                + ", which no installed bundle provides. Put a bundle that does into the same"
                + " folder, or build the plugin for this server";
    }

    private static boolean isNeeded(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        return !Namespace.RESOLUTION_OPTIONAL.equals(
                        directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && !Namespace.EFFECTIVE_ACTIVE.equals(
                        directives.get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE))
                && !PackageNamespace.RESOLUTION_DYNAMIC.equals(
                        directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
    }

    private String name(BundleRequirement requirement) {
        String filter =
                requirement
                        .getDirectives()
                        .getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        String namespace = requirement.getNamespace();
        if (namespace.equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            String name = attribute(filter, PackageNamespace.PACKAGE_NAMESPACE);
            return "the package " + name + range(filter) + present(name);
        }
        if (namespace.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)) {
            Matcher java = JAVA.matcher(filter);
            return java.find() ? "Java " + java.group(1) : namespace + " " + filter;
        }
        String name = attribute(filter, namespace);
        return (name.isEmpty() ? namespace + " " + filter : namespace + " " + name + range(filter))
                .strip();
    }

    /** The versions of a package that are there, but do not fit. */
    private String present(String name) {
        List<String> versions =
                wiring.findProviders(new AnyVersion(name)).stream()
                        .map(BundleCapability::getAttributes)
                        .map(
                                a ->
                                        String.valueOf(
                                                a.get(
                                                        PackageNamespace
                                                                .CAPABILITY_VERSION_ATTRIBUTE)))
                        .distinct()
                        .toList();
        return versions.isEmpty() ? "" : " (there is " + String.join(", ", versions) + ")";
    }

    private static String attribute(String filter, String name) {
        Matcher value =
                Pattern.compile("\\(" + Pattern.quote(name) + "=([^)]*)\\)").matcher(filter);
        return value.find() ? value.group(1) : "";
    }

    private static String range(String filter) {
        Matcher least = ATLEAST.matcher(filter);
        Matcher below = BELOW.matcher(filter);
        if (!least.find()) {
            return "";
        }
        return below.find()
                ? " [" + least.group(1) + "," + below.group(1) + ")"
                : " " + least.group(1);
    }

    /** Only an attempt to start says why; the bundle cannot be resolved, so nothing starts. */
    private static String frameworkSays(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return "it resolves now";
        } catch (BundleException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
