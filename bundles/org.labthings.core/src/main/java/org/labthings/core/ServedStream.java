package org.labthings.core;

import org.labthings.api.MjpegStream;

/**
 * A live stream of a running Thing.
 *
 * @param name wire name
 * @param title never null
 * @param description or null
 * @param stream where its frames come from
 */
public record ServedStream(String name, String title, String description, MjpegStream stream) {}
