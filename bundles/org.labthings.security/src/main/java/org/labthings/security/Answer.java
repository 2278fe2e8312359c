package org.labthings.security;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What the gatekeeper says to credentials. */
public sealed interface Answer {
    /**
     * They are good.
     *
     * @param caller whose they are
     */
    record Known(Caller caller) implements Answer {}

    /**
     * They are not accepted.
     *
     * @param status 401, or 429 when there were too many wrong ones
     * @param detail a sentence for a person, without any secret
     * @param retryAfter when another try makes sense; null for any time
     */
    record Refused(int status, String detail, Duration retryAfter) implements Answer {}

    /**
     * A password that has to be checked first, which takes a quarter of a second elsewhere.
     *
     * @param answer completes with one of the others, on a thread of the gatekeeper's; never
     *     exceptionally
     */
    record Later(CompletionStage<Answer> answer) implements Answer {}
}
