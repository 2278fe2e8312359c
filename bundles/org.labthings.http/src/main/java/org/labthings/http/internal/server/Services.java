package org.labthings.http.internal.server;

import java.util.function.Supplier;
import org.labthings.config.schema.ConfigurationSchema;
import org.labthings.logging.LogHistory;

/**
 * Services that the server works without, and that may come and go: each is asked for when it is
 * needed, and null while it is away.
 *
 * @param log the log's history
 * @param schema of the configuration file
 */
record Services(Supplier<LogHistory> log, Supplier<ConfigurationSchema> schema) {}
