/**
 * The life of Things: from service to served, and back. One thread decides, workers run driver
 * code.
 */
package org.labthings.core.internal.lifecycle;
