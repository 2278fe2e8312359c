package org.labthings.config.schema;

import org.osgi.annotation.versioning.ProviderType;

/** What a configuration file may hold, with the drivers that are installed now: a service. */
@ProviderType
public interface ConfigurationSchema {
    /**
     * The schema (JSON Schema, draft 7, which editors understand best) as UTF-8. Made anew by each
     * call: drivers come and go. It takes some milliseconds. From any thread.
     */
    byte[] json();
}
