/** Kinds of scans: which sites they visit, and what they do there. */
package org.labthings.thing.smartscan.workflow;
