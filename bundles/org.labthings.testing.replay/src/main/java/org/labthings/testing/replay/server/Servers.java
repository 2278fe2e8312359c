package org.labthings.testing.replay.server;

import java.io.IOException;
import java.util.Optional;
import org.labthings.testing.replay.recording.Batch;

/** Where servers come from. Called by several threads at a time when batches run in parallel. */
@FunctionalInterface
public interface Servers {
    /**
     * A server for a batch, started unless the batch starts it itself; whoever replays the batch
     * closes it.
     *
     * @return empty when there is none for this batch, which is then skipped
     * @throws IOException when it could not be started; the message says why and where its log is
     */
    Optional<Server> serverFor(Batch batch) throws IOException;
}
