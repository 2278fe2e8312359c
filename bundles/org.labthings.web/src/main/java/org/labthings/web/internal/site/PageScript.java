package org.labthings.web.internal.site;

/**
 * Service of live reload while it is on: pages of sites get its script, and browsers ask again for
 * everything. From any thread.
 */
public interface PageScript {
    /** What goes before the end of a page's body; empty for nothing. */
    String element();
}
