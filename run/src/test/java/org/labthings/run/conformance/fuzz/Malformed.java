package org.labthings.run.conformance.fuzz;

import java.io.IOException;
import org.labthings.testing.replay.wire.Address;

/** Something that no proper client would send. */
public interface Malformed {
    /** Sends it on a connection of its own, and judges what comes back. Blocks, with a deadline. */
    Verdict send(Address server) throws IOException;
}
