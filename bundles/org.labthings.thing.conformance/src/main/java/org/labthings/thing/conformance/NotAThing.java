package org.labthings.thing.conformance;

import org.labthings.api.Thing;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

// A component that a configuration can name and that is no Thing.
@Component(
        service = NotAThing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:NotAThing")
public class NotAThing {}
