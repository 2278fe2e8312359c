package org.labthings.health.internal;

import org.apache.felix.hc.api.Result;

/** The answer of checks that ask the core when there is none. */
final class ServerMissing {
    private ServerMissing() {}

    static Result result() {
        return new Result(
                Result.Status.CRITICAL,
                "The server's core does not run: the configuration was refused, or the server is"
                        + " stopping. The log says which");
    }
}
