package org.labthings.config.internal.component;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Hashtable;
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
    private boolean replaced;
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

    /** The bundles are just being replaced, and their metatype cannot be had. */
    public void replaced() {
        replaced = true;
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
                replaced ? fake(MetaTypeService.class, Map.of()) : described(attributes));
    }

    /** A server whose bundle describes its keys. */
    public static BundleSection http() {
        AttributeDefinition[] keys = {
            FakeAttribute.of("host", AttributeDefinition.STRING),
            FakeAttribute.of("cors.origins", AttributeDefinition.STRING).list(),
            FakeAttribute.of("stream.viewers", AttributeDefinition.INTEGER),
            FakeAttribute.of("mdns", AttributeDefinition.BOOLEAN)
        };
        Bundle other = fake(Bundle.class, Map.of("getSymbolicName", "org.labthings.core"));
        Bundle server = fake(Bundle.class, Map.of("getSymbolicName", BundleSection.HTTP));
        return new BundleSection(
                BundleSection.HTTP,
                fake(BundleContext.class, Map.of("getBundles", new Bundle[] {other, server})),
                described(keys));
    }

    /** Without any server. */
    public static BundleSection noHttp() {
        return new BundleSection(
                BundleSection.HTTP,
                fake(BundleContext.class, Map.of("getBundles", new Bundle[0])),
                described(new AttributeDefinition[0]));
    }

    /** A bundle that declares the section {@code watch}, and {@code folders} with members. */
    public static ExtensionSections extensions() {
        AttributeDefinition[] keys = {
            FakeAttribute.of("folder", AttributeDefinition.STRING).withoutDefault(),
            FakeAttribute.of("max.age", AttributeDefinition.INTEGER),
            FakeAttribute.of("host", AttributeDefinition.STRING)
        };
        Bundle plain =
                fake(
                        Bundle.class,
                        Map.of("getSymbolicName", "other", "getHeaders", new Hashtable<>()));
        return new ExtensionSections(
                fake(BundleContext.class, Map.of("getBundles", new Bundle[] {plain, declaring()})),
                described(keys));
    }

    private static Bundle declaring() {
        Map<String, String> header =
                Map.of(
                        ExtensionSections.HEADER,
                        "watch;pid=org.example.Watch, folders;factory=org.example.Folder");
        return fake(
                Bundle.class,
                Map.of("getSymbolicName", "org.example", "getHeaders", new Hashtable<>(header)));
    }

    private static MetaTypeService described(AttributeDefinition[] attributes) {
        ObjectClassDefinition keys =
                fake(ObjectClassDefinition.class, Map.of("getAttributeDefinitions", attributes));
        return fake(
                MetaTypeService.class,
                Map.of(
                        "getMetaTypeInformation",
                        fake(MetaTypeInformation.class, Map.of("getObjectClassDefinition", keys))));
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answers.get(method.getName())));
    }
}
