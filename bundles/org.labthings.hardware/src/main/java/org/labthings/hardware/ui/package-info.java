/** What a web app shows of a Thing without knowing it: texts, buttons, controls. */
@Export
@Version("1.1.0")
package org.labthings.hardware.ui;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
