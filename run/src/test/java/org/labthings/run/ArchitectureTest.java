package org.labthings.run;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows of docs/architecture.md: bundles only know what stands below them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.labthings");

    /** Ground floor first. */
    private static final List<String> FLOORS =
            List.of(
                    "api",
                    "hardware",
                    "listeners",
                    "client",
                    "schema",
                    "core",
                    "config",
                    "plugins",
                    "logging",
                    "security",
                    "http",
                    "health",
                    "metrics",
                    "turbojpeg",
                    "webconsole",
                    "gogo",
                    "testing",
                    "web",
                    "openflexure");

    @TestFactory
    List<DynamicTest> arrowsPointDown() {
        return FLOORS.stream()
                .map(
                        floor ->
                                DynamicTest.dynamicTest(
                                        floor + " knows nothing above it", () -> check(floor)))
                .toList();
    }

    private static void check(String floor) {
        String[] above =
                FLOORS.subList(FLOORS.indexOf(floor) + 1, FLOORS.size()).stream()
                        .map(f -> "org.labthings." + f + "..")
                        .toArray(String[]::new);
        if (above.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage("org.labthings." + floor + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .check(CLASSES);
        }
    }

    @Test
    void driversSeeOnlyTheApiAndHardware() {
        noClasses()
                .that()
                .resideInAPackage("org.labthings.thing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.labthings.schema..",
                        "org.labthings.core..",
                        "org.labthings.http..",
                        "org.labthings.config..",
                        "com.fasterxml..",
                        "org.eclipse.jetty..")
                .check(CLASSES);
    }

    @Test
    void coreKnowsNoHttp() {
        noClasses()
                .that()
                .resideInAnyPackage("org.labthings.core..", "org.labthings.schema..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "jakarta.servlet..", "java.net.http..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        for (String bundle :
                List.of("client", "core", "http", "config", "listeners", "web", "openflexure")) {
            slices().matching("org.labthings." + bundle + ".internal.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(CLASSES);
        }
    }
}
