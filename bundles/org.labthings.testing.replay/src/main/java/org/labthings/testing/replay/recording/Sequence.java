package org.labthings.testing.replay.recording;

import java.util.List;

/**
 * Exchanges in their order.
 *
 * @param area the file that it stands in
 * @param id unique among all
 * @param config the name of the configuration that its server runs
 * @param ownServer whether it needs a server of its own, on a fresh folder
 * @param serverArguments more arguments for the server's command line
 * @param exchanges what happens
 */
public record Sequence(
        String area,
        String id,
        String config,
        boolean ownServer,
        List<String> serverArguments,
        List<Exchange> exchanges) {
    /** Whether the server must not be started before it, as it starts with a change of files. */
    public boolean startsItsServer() {
        return !exchanges.isEmpty() && exchanges.get(0).json().has("server");
    }
}
