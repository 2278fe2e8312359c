package org.labthings.cli.generate;

/** Text of a program, line by line, indented. */
final class Code {
    private final StringBuilder text = new StringBuilder();
    private final String unit;
    private int depth;

    Code(String unit) {
        this.unit = unit;
    }

    /** A line, or an empty one. */
    Code line(String line) {
        if (!line.isEmpty()) {
            text.append(unit.repeat(depth)).append(line);
        }
        text.append('\n');
        return this;
    }

    /** An empty line. */
    Code line() {
        return line("");
    }

    /** A line that begins a block. */
    Code open(String line) {
        line(line);
        depth++;
        return this;
    }

    /** A line that ends a block. */
    Code close(String line) {
        depth--;
        return line(line);
    }

    /** Ends a block that no line ends. */
    Code close() {
        depth--;
        return this;
    }

    /** Several lines as they are, indented. */
    Code block(String lines) {
        lines.lines().forEach(this::line);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
