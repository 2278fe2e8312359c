package org.labthings.thing.scpi.protocol;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How to talk to one instrument.
 *
 * @param host name or address
 * @param port of its raw SCPI socket
 * @param timeout for connecting, and for each answer
 * @param identification what must be found in its answer to {@code *IDN?}; null: anything
 * @param onConnect commands for the beginning
 * @param errorQuery asks for one entry of its error queue; empty when it has none
 * @param largestAnswer in bytes
 */
public record ScpiOptions(
        String host,
        int port,
        Duration timeout,
        Pattern identification,
        List<String> onConnect,
        String errorQuery,
        int largestAnswer) {
    /** The port that IANA registered for raw SCPI. */
    public static final int PORT = 5025;

    /** The question of SCPI-99 for one entry of the error queue. */
    public static final String ERROR_QUERY = "SYST:ERR?";

    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    /** Checks them. */
    public ScpiOptions {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("'host' is empty; give the instrument's address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("'port' must be 1 to 65535, not " + port);
        }
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "'timeout' must be 0.001 to 3600 s, not " + timeout.toMillis() / 1000.0);
        }
        onConnect = List.copyOf(onConnect);
        onConnect.forEach(ScpiText::checkMessage);
    }

    /** Those of a usual instrument. */
    public static ScpiOptions of(String host, int port, double timeout, String identification) {
        return new ScpiOptions(
                host,
                port,
                seconds(timeout),
                pattern(identification),
                List.of(),
                ERROR_QUERY,
                LARGEST_ANSWER);
    }

    /** The same with other commands at the beginning, and another question for errors. */
    public ScpiOptions with(List<String> commands, String question) {
        return new ScpiOptions(
                host, port, timeout, identification, commands, question, largestAnswer);
    }

    private static Duration seconds(double s) {
        return Duration.ofMillis((long) Math.min(Math.max(s, 0) * 1000, Integer.MAX_VALUE));
    }

    private static Pattern pattern(String regex) {
        try {
            return regex == null || regex.isEmpty()
                    ? null
                    : Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'identification' is no regular expression: " + e.getMessage(), e);
        }
    }

    /** Where it is, for people. */
    public String address() {
        return host + ":" + port;
    }
}
