package org.labthings.run.lab;

import java.nio.file.Path;
import java.util.List;

/** The laboratory of the test harness, over the distribution that this module has packed. */
public final class Laboratory extends org.labthings.testing.Laboratory {
    private Laboratory(Path folder, List<String> arguments) throws Exception {
        super(folder, arguments);
    }

    /** Starts a server on this configuration; returns when it listens. */
    public static Laboratory open(Path folder, String config, String... more) throws Exception {
        return new Laboratory(folder, arguments("--json", config, more));
    }

    /** Starts a server on this configuration file; returns when it listens. */
    public static Laboratory openFile(Path folder, Path config, String... more) throws Exception {
        return new Laboratory(folder, arguments("--config", config.toString(), more));
    }
}
