package org.labthings.config.internal.schema;

import org.labthings.config.internal.component.BundleSection;
import org.labthings.config.internal.component.ExtensionSections;
import org.labthings.config.internal.component.ThingComponents;
import org.labthings.config.schema.ConfigurationSchema;
import org.labthings.schema.Json;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.MetaTypeService;

/** The schema of what is installed in this framework. */
@Component
public final class SchemaComponent implements ConfigurationSchema {
    private final ThingComponents things;
    private final BundleSection http;
    private final BundleSection security;
    private final ExtensionSections extensions;

    /** Called by Declarative Services when somebody wants the schema. */
    @Activate
    public SchemaComponent(
            BundleContext context,
            @Reference ServiceComponentRuntime components,
            @Reference MetaTypeService types) {
        this.things = new ThingComponents(context, components, types);
        this.http = new BundleSection(BundleSection.HTTP, context, types);
        this.security = new BundleSection(BundleSection.SECURITY, context, types);
        this.extensions = new ExtensionSections(context, types);
    }

    @Override
    public byte[] json() {
        return Json.bytes(
                new FileSchema(things.types(), http.keys(), security.keys(), extensions.declared())
                        .json());
    }
}
