/** What scans leave on the disk: folders, names, descriptions, logs, archives. */
package org.labthings.thing.smartscan.scan;
