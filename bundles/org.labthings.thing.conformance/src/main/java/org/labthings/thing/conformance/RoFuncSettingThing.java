package org.labthings.thing.conformance;

import org.labthings.api.DataSetting;
import org.labthings.api.Doc;
import org.labthings.api.Setting;
import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

@Doc("A functional setting without a setter: it is saved, and then it can't be loaded.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:RoFuncSettingThing")
public class RoFuncSettingThing implements Thing {
    public final DataSetting<Integer> datasetting = DataSetting.of(1);

    @Setting
    public int funcRoSetting() {
        return 10;
    }
}
