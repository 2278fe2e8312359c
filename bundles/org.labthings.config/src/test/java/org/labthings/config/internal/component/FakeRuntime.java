package org.labthings.config.internal.component;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.labthings.api.Thing;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** Components that are only described. */
public final class FakeRuntime {
    private final List<ComponentDescriptionDTO> components = new ArrayList<>();
    private final AttributeDefinition[] attributes = {
        FakeAttribute.of("frameRate", AttributeDefinition.DOUBLE)
    };

    /** One more Thing component, with one attribute {@code frameRate}. */
    public ComponentDescriptionDTO add(String name, String version, String... aliases) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.name = name;
        component.implementationClass = name + "Impl";
        component.configurationPid = new String[] {name};
        component.serviceInterfaces = new String[] {Thing.class.getName()};
        component.configurationPolicy = "require";
        component.properties = Map.of(Thing.CLASS, aliases);
        component.bundle = new BundleDTO();
        component.bundle.id = components.size() + 1;
        component.bundle.symbolicName = "bundle.of." + name;
        component.bundle.version = version;
        components.add(component);
        return component;
    }

    /** All are gone. */
    public void clear() {
        components.clear();
    }

    /** What finds them. */
    public ThingComponents components() {
        return new ThingComponents(
                fake(BundleContext.class, Map.of("getBundle", fake(Bundle.class, Map.of()))),
                fake(
                        ServiceComponentRuntime.class,
                        Map.of("getComponentDescriptionDTOs", components)),
                fake(
                        MetaTypeService.class,
                        Map.of(
                                "getMetaTypeInformation",
                                fake(
                                        MetaTypeInformation.class,
                                        Map.of(
                                                "getObjectClassDefinition",
                                                fake(
                                                        ObjectClassDefinition.class,
                                                        Map.of(
                                                                "getAttributeDefinitions",
                                                                attributes)))))));
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
