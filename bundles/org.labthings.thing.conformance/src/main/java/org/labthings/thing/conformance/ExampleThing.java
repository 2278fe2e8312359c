package org.labthings.thing.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Action;
import org.labthings.api.CatchAll;
import org.labthings.api.DataProperty;
import org.labthings.api.Default;
import org.labthings.api.Doc;
import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

@Doc("A Thing with a bit of everything.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:ExampleThing")
public class ExampleThing implements Thing {
    @Doc("Counts what the actions did.")
    public final DataProperty<Integer> counter = DataProperty.of(0).readOnly();

    @Doc("Some text.")
    public final DataProperty<String> foo = DataProperty.of("Example");

    @Doc("Do a thing that has many parameters.\n\n* a list\n* in the description")
    @Action
    public Map<String, String> anaction(
            @Doc("How often to do it") int repeats,
            int undocumented,
            @Doc("A name for this run") @Default("\"Untitled\"") String title,
            @Doc("One name per attempt") Optional<List<String>> attempts) {
        incrementCounter();
        return Map.of("end_result", "finished!!");
    }

    @Doc("Return a dictionary.")
    @Action
    public Map<String, Optional<String>> makeADict(
            Optional<String> extraKey, Optional<String> extraValue) {
        Map<String, Optional<String>> out = new LinkedHashMap<>();
        out.put("key", Optional.of("value"));
        extraKey.ifPresent(key -> out.put(key, extraValue));
        return out;
    }

    @Doc("Add one to the counter.")
    @Action
    public void incrementCounter() {
        counter.update(c -> c + 1);
    }

    @Doc("Add to the counter, slowly.")
    @Action
    public void slowlyIncreaseCounter(@Default("60") int increments, @Default("1") double delay)
            throws InterruptedException {
        for (int i = 0; i < increments; i++) {
            Thread.sleep(Math.round(delay * 1000)); // deaf to cancel, as the original
            incrementCounter();
        }
    }

    @Doc("Do nothing, with nothing.")
    @Action
    public void actionWithoutArguments() {}

    @Doc("Do nothing, with anything.")
    @Action
    public void actionWithOnlyKwargs(@CatchAll Map<String, Object> kwargs) {}
}
