package org.labthings.logging;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The newest records of the log, kept in memory, and whatever is logged from now on. A service;
 * from any thread.
 */
@ProviderType
public interface LogHistory {
    /** How many records are kept. */
    int KEPT = 250;

    /** What is kept, oldest first; a snapshot. */
    List<LogLine> recent();

    /**
     * Hands over what is kept and newer than a record, and then each record as it is logged: in
     * order, without a gap.
     *
     * @param after sequence of the last record that is known already; -1 for none
     * @param listener called on the thread that logs, while others who log wait: it must be quick,
     *     must not block, and what it logs itself does not reach any listener
     * @return ends it
     */
    Subscription follow(long after, Consumer<LogLine> listener);

    /** Name of a Logback appender whose file is the one for people, where there are several. */
    String LOG_FILE = "LOGFILE";

    /**
     * The log file that is being written: that of {@link #LOG_FILE}, else the first of the root
     * logger; empty when there is none.
     */
    Optional<Path> file();

    /** A listener's registration. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
