package org.labthings.thing.smartscan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.labthings.api.InvocationError;
import org.labthings.api.ThingSlot;
import org.labthings.hardware.ScanWorkflow;
import org.slf4j.Logger;

/** Which workflow is used (OpenFlexure specification 12, the selector). */
class WorkflowChoiceTest {
    private final Map<String, Object> there = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final WorkflowChoice choice = new WorkflowChoice(slot(), "usual");
    private final Logger log =
            (Logger)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {Logger.class},
                            (self, method, arguments) -> {
                                warnings.add(method.getName());
                                return null;
                            });

    private ThingSlot<ScanWorkflow> slot() {
        ThingSlot<ScanWorkflow> slot = ThingSlot.mapping(ScanWorkflow.class);
        slot.fill(
                new ThingSlot.Filler() {
                    @Override
                    public Map<String, Object> things() {
                        return there;
                    }

                    @Override
                    public String explanation() {
                        return "";
                    }
                });
        return slot;
    }

    private static ScanWorkflow workflow() {
        return (ScanWorkflow)
                Proxy.newProxyInstance(
                        WorkflowChoiceTest.class.getClassLoader(),
                        new Class<?>[] {ScanWorkflow.class},
                        (self, method, arguments) -> null);
    }

    @Test
    void theChosenOneThenTheUsualOneThenTheFirst() {
        assertEquals("usual", choice.name(), "while there is none");
        assertThrows(InvocationError.class, () -> choice.workflow(log));
        ScanWorkflow first = workflow();
        there.put("first", first);
        assertEquals("first", choice.name());
        assertSame(first, choice.workflow(log));
        assertEquals(List.of("warn"), warnings);
        ScanWorkflow usual = workflow();
        there.put("usual", usual);
        choice.load("mine");
        assertEquals("usual", choice.name());
        choice.coerce(log);
        assertEquals(List.of("warn", "warn"), warnings);
        there.put("mine", workflow());
        assertEquals("mine", choice.name(), "it is kept while it is away");
        choice.coerce(log);
        assertEquals(List.of("warn", "warn"), warnings);
        choice.select("none", log);
        assertEquals("mine", choice.name());
        assertEquals(3, warnings.size());
    }
}
