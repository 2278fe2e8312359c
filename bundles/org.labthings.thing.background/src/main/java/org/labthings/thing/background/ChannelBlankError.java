package org.labthings.thing.background;

import org.labthings.api.InvocationError;

/** A picture cannot be a background: a channel has the same value everywhere. */
public class ChannelBlankError extends InvocationError {
    private static final long serialVersionUID = 1L;

    /** With a text that says what to look at. */
    public ChannelBlankError() {
        super(
                "The picture cannot be learnt as background: at least one of its channels is blank."
                    + " Check that the light is on and the picture is neither black nor white.");
    }
}
