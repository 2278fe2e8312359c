package org.labthings.config.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.LocatedJson;

/**
 * Which plugins may be installed: {@code plugins_trusted} and {@code plugins_size} in the section
 * {@code security}. Plugins are installed before the configuration is applied, so they read this
 * from where it is.
 *
 * @param trusted SHA-256 fingerprints of certificates, lower case, without separators; empty: any
 *     plugin may be installed
 * @param size the most bytes that a plugin may have
 */
public record PluginPolicy(Set<String> trusted, long size) {
    /** Unless the configuration says otherwise. */
    public static final long DEFAULT_SIZE = 128L << 20;

    /**
     * Reads it; blocks for as long as reading the configuration file takes.
     *
     * @param framework framework properties: name to value, or null
     * @throws IOException when the configuration cannot be used; then no plugin may be installed
     */
    public static PluginPolicy read(UnaryOperator<String> framework) throws IOException {
        String file = framework.apply("labthings.config.file");
        String json = framework.apply("labthings.config.json");
        if (file == null && json == null) {
            return new PluginPolicy(Set.of(), DEFAULT_SIZE);
        }
        Findings findings = new Findings();
        ConfigurationSource source =
                file == null
                        ? ConfigurationSource.text(json)
                        : ConfigurationSource.file(Path.of(file));
        LocatedJson located = source.read(findings).orElse(null);
        if (located == null || !findings.isGood()) {
            throw new IOException("the configuration cannot be read: " + findings.text());
        }
        return of(located.root().path("security"));
    }

    private static PluginPolicy of(JsonNode security) throws IOException {
        Set<String> trusted = new HashSet<>();
        JsonNode list = security.path("plugins_trusted");
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw new IOException("security.plugins_trusted should be a list of fingerprints");
        }
        for (JsonNode one : list) {
            String fingerprint = one.asText().replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
            if (!fingerprint.matches("[0-9a-f]{64}")) {
                throw new IOException(
                        "security.plugins_trusted: "
                                + one
                                + " is no SHA-256 fingerprint of 64 hexadecimal digits");
            }
            trusted.add(fingerprint);
        }
        JsonNode size = security.path("plugins_size");
        return new PluginPolicy(
                Set.copyOf(trusted), size.canConvertToLong() ? size.longValue() : DEFAULT_SIZE);
    }
}
