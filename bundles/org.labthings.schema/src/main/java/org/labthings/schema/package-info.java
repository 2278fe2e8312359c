/**
 * Java types as Data Schemas: one compiled {@link org.labthings.schema.DataType} is what the Thing
 * Description shows, what requests are validated against, and how values become JSON. For the
 * platform's own bundles; drivers never see it.
 */
@Export
@Version("1.1.0")
package org.labthings.schema;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
