package org.labthings.hardware.ui;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.labthings.api.AffordanceNames;
import org.labthings.api.ThingContext;

/**
 * The user interface that a Thing describes, on its way to whoever renders it: each button whose
 * action is missing, and each control whose property is, is marked {@code broken}, wherever it is
 * nested. A Thing has one, made in its {@code open}; its properties and endpoints answer with what
 * comes out of it:
 *
 * <pre>{@code
 * @Property public List<ActionButton> buttons() {
 *     return ui.checked(List.of(ActionButton.of("lamp", "flash", "Flash")));
 * }
 * @Endpoint @Name("settings_ui") public List<Map<String, Object>> settingsUiJson() {
 *     return ui.toJson(settingsUi());
 * }
 * }</pre>
 *
 * <p>What is broken is said in the Thing's log, as an error, once for each element and cause until
 * it works again. From any thread; never blocks.
 */
public final class UserInterface {
    private static final int MOST_REMEMBERED = 500;

    private final ThingContext context;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /**
     * The interface of a Thing that is being opened.
     *
     * @param context of that Thing, whose log tells what is broken
     */
    public UserInterface(ThingContext context) {
        this.context = context;
    }

    /**
     * The same elements, with those marked that lead nowhere now.
     *
     * @param <E> their type
     * @param elements from top to bottom; what is inside them is checked, too
     * @return as many, in this order
     */
    @SuppressWarnings("unchecked") // an element stays what it is
    public <E extends UiElement> List<E> checked(Collection<E> elements) {
        return elements.stream().map(e -> (E) checked(e)).toList();
    }

    /**
     * The elements, checked, as JDK values: what an endpoint {@code settings_ui} answers.
     *
     * @param elements from top to bottom
     * @return one map for each, with those inside it
     */
    public List<Map<String, Object>> toJson(Collection<? extends UiElement> elements) {
        return UiElement.toJson(checked(elements));
    }

    private UiElement checked(UiElement element) {
        if (element instanceof Accordion a) {
            return new Accordion(a.title(), checked(a.children()));
        }
        if (element instanceof Container c) {
            return new Container(c.cssClass(), checked(c.children()));
        }
        if (element instanceof ActionButton b) {
            String what = "The button '" + b.submitLabel() + "'";
            return leads(what, "action", b.thing(), b.action()) ? b : b.asBroken();
        }
        if (element instanceof PropertyControl p) {
            String what = "The control '" + p.label() + "'";
            return leads(what, "property", p.thing(), p.propertyName()) ? p : p.asBroken();
        }
        return element;
    }

    private boolean leads(String what, String kind, String thing, String name) {
        AffordanceNames known = context.affordances(thing).orElse(null);
        String element = what + ' ' + kind + ' ' + thing + ' ' + name;
        if (known == null) {
            say(
                    element + " no Thing",
                    what,
                    kind + " '" + name + "' of Thing '" + thing + "'",
                    "no Thing of that name is served. Put '"
                            + thing
                            + "' into the configuration, or see GET things/?status for why it"
                            + " does not run.");
            return false;
        }
        said.remove(element + " no Thing");
        Set<String> names = kind.equals("action") ? known.actions() : known.properties();
        if (!names.contains(name)) {
            say(
                    element,
                    what,
                    kind + " '" + name + "' of Thing '" + thing + "'",
                    "that Thing has none of that name. Correct the name in the driver that"
                            + " describes this element, or use a driver of '"
                            + thing
                            + "' that has it; GET "
                            + thing
                            + "/ lists what there is.");
            return false;
        }
        said.remove(element);
        return true;
    }

    private void say(String key, String what, String target, String problem) {
        if (said.size() >= MOST_REMEMBERED) {
            said.clear(); // labels that change with each answer
        }
        if (said.add(key)) {
            context.logger()
                    .error(
                            "{} of the interface of '{}' is broken: it needs {}, and {}",
                            what,
                            context.name(),
                            target,
                            problem);
        }
    }
}
