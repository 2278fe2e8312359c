package org.labthings.api;

import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A component that stands for a Thing which comes and goes: on another server, or at the end of a
 * cable that people unplug. It is configured like a {@link Thing}, and registers the service of its
 * Thing itself, with its own configuration properties, while the Thing is there. Meanwhile it says
 * why not, and that Thing is {@code WAITING} with this reason.
 *
 * <p>A driver whose own instrument is unplugged needs none: it says so through {@link
 * ThingContext#instrumentAway}, and its Thing stays served. A source is for what has no affordances
 * to serve while it is away.
 *
 * <pre>{@code
 * @Component(service = ThingSource.class, configurationPolicy = REQUIRE, immediate = true)
 * public class UsbStage implements ThingSource { ... }
 * }</pre>
 */
@ConsumerType
public interface ThingSource {
    /**
     * Why the Thing is not there. Asked often, on the platform's life-cycle thread, while there is
     * no service of the Thing: must not block.
     *
     * @return null: nothing is known
     */
    Absence absence();

    /**
     * Why a Thing is not there.
     *
     * @param reason one sentence for people
     * @param arriving whether that will be decided within moments: the start of the server then
     *     waits for it
     */
    record Absence(String reason, boolean arriving) {
        /**
         * Needs a reason.
         *
         * @param reason one sentence for people, not null
         * @param arriving whether that will be decided within moments
         */
        public Absence {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
