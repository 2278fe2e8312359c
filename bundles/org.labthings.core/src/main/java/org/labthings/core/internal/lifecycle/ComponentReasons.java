package org.labthings.core.internal.lifecycle;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.labthings.api.Thing;
import org.labthings.api.ThingSource;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Asks Declarative Services why a configured Thing has no service. */
final class ComponentReasons {
    private final ServiceComponentRuntime components;
    private final Function<String, Optional<ThingSource.Absence>> sources;

    /** With why Things are not there whose component is, by name. */
    ComponentReasons(
            ServiceComponentRuntime components,
            Function<String, Optional<ThingSource.Absence>> sources) {
        this.components = components;
        this.sources = sources;
    }

    /**
     * An answer.
     *
     * @param text one sentence
     * @param failed whether its constructor threw
     * @param onItsWay whether it is just being activated
     */
    record Reason(String text, boolean failed, boolean onItsWay) {}

    Reason of(ConfiguredThing thing) {
        Optional<ThingSource.Absence> absence = sources.apply(thing.name());
        if (absence.isPresent()) {
            return new Reason(absence.get().reason(), false, absence.get().arriving());
        }
        String factoryPid = factoryPid(thing.pid());
        ComponentDescriptionDTO description = description(factoryPid);
        if (description == null) {
            return new Reason(
                    "No installed bundle provides '"
                            + Objects.requireNonNullElse(thing.className(), factoryPid)
                            + "'. Drop its driver into the plugins folder.",
                    false,
                    false);
        }
        ComponentConfigurationDTO configuration = configuration(description, thing.name());
        if (configuration == null) {
            return new Reason("Its component is being activated.", false, true);
        }
        return switch (configuration.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                    new Reason(
                            "Its constructor failed: " + firstLine(configuration.failure),
                            true,
                            false);
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                    new Reason(
                            "It needs a service that is not there: " + missing(configuration) + ".",
                            false,
                            false);
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                    new Reason("It waits for its configuration.", false, true);
            default -> new Reason("Its service is being registered.", false, true);
        };
    }

    private static String factoryPid(String pid) {
        if (pid == null) {
            return "";
        }
        int tilde = pid.indexOf('~');
        return tilde < 0 ? pid : pid.substring(0, tilde);
    }

    private ComponentDescriptionDTO description(String pid) {
        Collection<ComponentDescriptionDTO> all = components.getComponentDescriptionDTOs();
        return all.stream()
                .filter(d -> Arrays.asList(d.configurationPid).contains(pid))
                .findFirst()
                .orElse(null);
    }

    private ComponentConfigurationDTO configuration(ComponentDescriptionDTO d, String name) {
        return components.getComponentConfigurationDTOs(d).stream()
                .filter(c -> name.equals(c.properties.get(Thing.NAME)))
                .findFirst()
                .orElse(null);
    }

    private static String missing(ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(r -> r.name + (r.target == null ? "" : " " + r.target))
                .collect(Collectors.joining(", "));
    }

    /** The line of a stack trace that names the exception that the driver threw. */
    private static String firstLine(String failure) {
        if (failure == null) {
            return "see the server's log.";
        }
        return failure.lines()
                .filter(l -> l.startsWith("Caused by: "))
                .reduce((a, b) -> b)
                .map(l -> l.substring("Caused by: ".length()))
                .orElseGet(() -> failure.lines().findFirst().orElse(""));
    }

    /** Symbolic name of the bundle, for people. */
    static String bundle(Bundle bundle) {
        return bundle == null ? null : bundle.getSymbolicName();
    }
}
