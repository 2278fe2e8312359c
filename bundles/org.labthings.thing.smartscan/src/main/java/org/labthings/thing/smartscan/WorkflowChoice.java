package org.labthings.thing.smartscan;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.labthings.api.InvocationError;
import org.labthings.api.ThingSlot;
import org.labthings.hardware.ScanWorkflow;
import org.labthings.thing.smartscan.scan.ScanData;
import org.slf4j.Logger;

/** Which workflow scans. Any thread may use it. */
final class WorkflowChoice {
    private final ThingSlot<ScanWorkflow> workflows;
    private final String usual;
    private volatile String selected;

    /**
     * A choice.
     *
     * @param workflows what there is
     * @param usual the one at first
     */
    WorkflowChoice(ThingSlot<ScanWorkflow> workflows, String usual) {
        this.workflows = workflows;
        this.usual = usual;
        this.selected = usual;
    }

    /** The one in use: the chosen one while it is there, else the usual one, else the first. */
    String name() {
        Map<String, ScanWorkflow> all = workflows.all();
        return Stream.of(selected, usual)
                .filter(all::containsKey)
                .findFirst()
                .orElseGet(() -> all.isEmpty() ? selected : all.keySet().iterator().next());
    }

    /** Says which one is used instead of one that was chosen before and is not there. */
    void coerce(Logger logger) {
        String used = name();
        if (!used.equals(selected)) {
            logger.warn(
                    "There is no scan workflow '{}': '{}' is used until it comes, or another one is"
                            + " chosen.",
                    selected,
                    used);
        }
    }

    /** Chooses one that may not be there yet; what is wrong then is found at the scan. */
    void load(String name) {
        selected = name;
    }

    /** Chooses one; one that is not there changes nothing. */
    void select(String name, Logger logger) {
        Map<String, ScanWorkflow> all = workflows.all();
        if (all.containsKey(name)) {
            selected = name;
        } else {
            logger.warn(
                    "There is no scan workflow '{}'; '{}' stays. There are: {}",
                    name,
                    name(),
                    String.join(", ", all.keySet()));
        }
    }

    /** The one in use. */
    ScanWorkflow workflow(Logger logger) {
        coerce(logger);
        return Optional.ofNullable(workflows.all().get(name()))
                .orElseThrow(
                        () ->
                                new InvocationError(
                                        "There is no scan workflow. Add one to the configuration,"
                                                + " such as histo_scan_workflow."));
    }

    /** The one that made a scan. */
    ScanWorkflow of(ScanData data) {
        return workflows.all().values().stream()
                .filter(w -> w.getClass().getSimpleName().equals(data.workflow()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvocationError(
                                        "The scan was made by the workflow "
                                                + data.workflow()
                                                + ", which is not here. Add it to the"
                                                + " configuration."));
    }
}
