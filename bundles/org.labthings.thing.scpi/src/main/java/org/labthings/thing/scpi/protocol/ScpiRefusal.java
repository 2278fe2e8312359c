package org.labthings.thing.scpi.protocol;

import java.io.IOException;
import java.util.List;

/** The instrument has something in its error queue after a command. */
final class ScpiRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    ScpiRefusal(List<String> errors) {
        super(String.join("; ", errors));
    }
}
