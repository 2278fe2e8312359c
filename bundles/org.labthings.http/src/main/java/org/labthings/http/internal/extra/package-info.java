/** What other bundles add to the server ({@code org.labthings.http.extension}). */
package org.labthings.http.internal.extra;
