package org.labthings.hardware.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labthings.api.AffordanceNames;
import org.labthings.api.ThingContext;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class UserInterfaceTest {
    private final Map<String, AffordanceNames> things = new HashMap<>();
    private final List<String> errors = new ArrayList<>();
    private final UserInterface ui = new UserInterface(context());

    @BeforeEach
    void oneThing() {
        things.put("lamp", new AffordanceNames(Set.of("level"), Set.of("flash"), Set.of("burnt")));
    }

    private ThingContext context() {
        Logger log =
                proxy(
                        Logger.class,
                        (method, arguments) -> {
                            assertEquals("error", method);
                            errors.add(
                                    MessageFormatter.basicArrayFormat(
                                            (String) arguments[0], (Object[]) arguments[1]));
                            return null;
                        });
        return proxy(
                ThingContext.class,
                (method, arguments) ->
                        switch (method) {
                            case "name" -> "desk";
                            case "logger" -> log;
                            default -> Optional.ofNullable(things.get(arguments[0]));
                        });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    @Test
    void whatIsThereIsLeftAsItIs() {
        List<UiElement> elements =
                List.of(
                        new HeaderBlock("H"),
                        new TextBlock("t"),
                        new BulletBlock(List.of("b")),
                        ActionButton.of("lamp", "flash", "Flash").disabledIf(true),
                        new Accordion(
                                "A", List.of(PropertyControl.of("lamp", "level").withStep(2))));
        assertEquals(elements, ui.checked(elements));
        assertEquals(List.of(), errors);
    }

    @Test
    void aMissingActionIsMarkedAndSaidOnce() {
        ActionButton button = ActionButton.of("lamp", "flush", "Flash").withNotice("Flashed.");
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(button.asBroken()), ui.checked(List.of(button)));
        }
        assertTrue(button.asBroken().broken());
        assertEquals("Flashed.", button.asBroken().successMessage());
        assertEquals(
                List.of(
                        "The button 'Flash' of the interface of 'desk' is broken: it needs action"
                                + " 'flush' of Thing 'lamp', and that Thing has none of that name."
                                + " Correct the name in the driver that describes this element, or"
                                + " use a driver of 'lamp' that has it; GET lamp/ lists what"
                                + " there is."),
                errors);
    }

    @Test
    void aPropertyIsNoActionAndAnActionNoProperty() {
        assertTrue(ui.checked(List.of(ActionButton.of("lamp", "level", "L"))).get(0).broken());
        assertTrue(ui.checked(List.of(PropertyControl.of("lamp", "flash"))).get(0).broken());
        assertTrue(ui.checked(List.of(PropertyControl.of("lamp", "burnt"))).get(0).broken());
        assertEquals(3, errors.size(), errors.toString());
    }

    @Test
    void whatIsNestedIsMarkedToo() {
        PropertyControl control =
                PropertyControl.of("lamp", "colour", "Colour")
                        .withReadBack(5)
                        .withOptions(Map.of("red", 1));
        Container box =
                new Container(
                        "box",
                        List.of(new TextBlock("t"), control, ActionButton.of("x", "y", "Z")));
        List<Map<String, Object>> json = ui.toJson(List.of(new Accordion("A", List.of(box))));
        Map<?, ?> inner = (Map<?, ?>) ((List<?>) json.get(0).get("children")).get(0);
        List<?> elements = (List<?>) inner.get("children");
        assertEquals("box", inner.get("css_class"));
        Map<?, ?> marked = (Map<?, ?>) elements.get(1);
        assertEquals(true, marked.get("broken"));
        assertEquals(Map.of("red", 1), marked.get("options"));
        assertEquals(5, marked.get("read_back_delay"));
        assertEquals(true, ((Map<?, ?>) elements.get(2)).get("broken"));
        assertEquals(2, errors.size(), errors.toString());
    }

    @Test
    void aMissingThingIsACauseOfItsOwnAndEachLossIsSaidAgain() {
        PropertyControl control = PropertyControl.of("lamp", "colour", "Colour");
        ui.checked(List.of(control));
        AffordanceNames old = things.remove("lamp");
        ui.checked(List.of(control));
        ui.checked(List.of(control));
        assertEquals(2, errors.size(), errors.toString());
        assertEquals(
                "The control 'Colour' of the interface of 'desk' is broken: it needs property"
                        + " 'colour' of Thing 'lamp', and no Thing of that name is served. Put"
                        + " 'lamp' into the configuration, or see GET things/?status for why it"
                        + " does not run.",
                errors.get(1));
        things.put("lamp", new AffordanceNames(Set.of("colour"), Set.of(), Set.of()));
        assertFalse(ui.checked(List.of(control)).get(0).broken());
        things.put("lamp", old);
        assertTrue(ui.checked(List.of(control)).get(0).broken());
        assertEquals(3, errors.size(), errors.toString());
    }

    @Test
    void whatItsThingCallsBrokenStaysBroken() {
        ActionButton broken = ActionButton.of("lamp", "flash", "Flash").asBroken();
        assertTrue(ui.checked(List.of(broken)).get(0).broken());
    }

    @Test
    void labelsThatAlwaysChangeFillNoMemory() {
        for (int i = 0; i < 1200; i++) {
            ui.checked(List.of(ActionButton.of("lamp", "flush", "Flash " + i)));
        }
        assertEquals(1200, errors.size());
        ui.checked(List.of(ActionButton.of("lamp", "flush", "Flash 0")));
        assertEquals(1201, errors.size(), "the oldest are forgotten");
    }
}
