package org.labthings.thing.conformance;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Doc;
import org.labthings.api.Setting;
import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

@Doc("Settings are saved to disk.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:SettingThing")
public class SettingThing implements Thing {
    @Doc("A data setting.")
    public final DataSetting<BigInteger> datasetting = DataSetting.of(BigInteger.ONE);

    public final DataSetting<Double> floatsetting = DataSetting.of(2.5).min(0);
    public final DataSetting<Region> modelsetting = DataSetting.of(Region.named("s"));
    public final DataSetting<Map<String, BigInteger>> dictsetting =
            DataSetting.from(() -> new LinkedHashMap<>(Map.of("a", BigInteger.ONE)));
    public final DataSetting<String> readonlysetting = DataSetting.of("ro").readOnly();
    public final DataSetting<Optional<Point>> optsetting = DataSetting.of(Optional.empty());
    public final DataProperty<BigInteger> normalprop = DataProperty.of(BigInteger.ZERO);

    private volatile BigInteger functional = BigInteger.valueOf(5);

    @Doc("A functional setting.")
    @Setting
    public BigInteger funcsetting() {
        return functional;
    }

    public void funcsetting(BigInteger value) {
        functional = value;
    }

    @Doc("Change settings from an action")
    @Action
    public void mutate() {
        readonlysetting.set("changed");
        dictsetting.get().put("mutated", BigInteger.ONE); // in place: nobody is told, nothing saved
    }
}
