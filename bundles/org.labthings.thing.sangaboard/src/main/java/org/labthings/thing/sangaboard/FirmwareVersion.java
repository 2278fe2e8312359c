package org.labthings.thing.sangaboard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The firmware that a board says it runs. */
record FirmwareVersion(int major, int minor, int patch) implements Comparable<FirmwareVersion> {
    /** The oldest that this driver can drive: before, moves blocked the board. */
    static final FirmwareVersion NEEDED = new FirmwareVersion(1, 0, 0);

    /** The oldest without known defects. */
    static final FirmwareVersion GOOD = new FirmwareVersion(1, 0, 4);

    private static final Pattern ANSWER =
            Pattern.compile("(?:Sangaboard Firmware|OpenFlexure Motor Board) v(\\S+)");
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?.*");

    /** What a board calls its version, when the line is an answer to {@code version}. */
    static Optional<String> text(String line) {
        Matcher m = ANSWER.matcher(line);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }

    /** The version that a text means; empty when it is none. */
    static Optional<FirmwareVersion> parse(String text) {
        Matcher m = NUMBERS.matcher(text);
        return m.matches()
                ? Optional.of(
                        new FirmwareVersion(
                                Integer.parseInt(m.group(1)),
                                Integer.parseInt(m.group(2)),
                                m.group(3) == null ? 0 : Integer.parseInt(m.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(FirmwareVersion o) {
        int byMajor = Integer.compare(major, o.major);
        int byMinor = byMajor == 0 ? Integer.compare(minor, o.minor) : byMajor;
        return byMinor == 0 ? Integer.compare(patch, o.patch) : byMinor;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
