package org.labthings.listeners.internal.glob;

import static org.labthings.listeners.internal.glob.GlobPattern.componentEnd;
import static org.labthings.listeners.internal.glob.GlobPattern.isLeadingDot;

import java.util.BitSet;
import java.util.List;
import org.labthings.listeners.internal.glob.GlobPattern.Part;

/** What patterns consist of. */
final class GlobParts {
    private GlobParts() {}

    private static void each(BitSet places, java.util.function.IntConsumer task) {
        for (int p = places.nextSetBit(0); p >= 0; p = places.nextSetBit(p + 1)) {
            task.accept(p);
        }
    }

    /** One character. */
    record Literal(char character) implements Part {
        @Override
        public BitSet ends(String name, BitSet starts) {
            BitSet ends = new BitSet();
            each(
                    starts,
                    p -> {
                        if (p < name.length() && name.charAt(p) == character) {
                            ends.set(p + 1);
                        }
                    });
            return ends;
        }
    }

    /** {@code *}. */
    record Star() implements Part {
        @Override
        public BitSet ends(String name, BitSet starts) {
            BitSet ends = new BitSet();
            each(
                    starts,
                    p -> {
                        if (!isLeadingDot(name, p)) {
                            ends.set(p, componentEnd(name, p) + 1);
                        }
                    });
            return ends;
        }
    }

    /** {@code **} and, unless it ends the pattern, the slash behind it. */
    record Folders(boolean last) implements Part {
        @Override
        public BitSet ends(String name, BitSet starts) {
            BitSet ends = new BitSet();
            each(
                    starts,
                    p -> {
                        int place = p;
                        ends.set(place);
                        while (place < name.length() && !isLeadingDot(name, place)) {
                            int end = componentEnd(name, place);
                            if (last) {
                                ends.set(end);
                            }
                            if (end == name.length()) {
                                break;
                            }
                            place = end + 1;
                            ends.set(place);
                        }
                    });
            return ends;
        }
    }

    /** {@code [...]}, or {@code ?} with no members: any one character of a component. */
    record Set(boolean negated, String members) implements Part {
        @Override
        public BitSet ends(String name, BitSet starts) {
            BitSet ends = new BitSet();
            each(
                    starts,
                    p -> {
                        if (p < name.length()
                                && name.charAt(p) != '/'
                                && !isLeadingDot(name, p)
                                && (members.isEmpty() || contains(name.charAt(p)) != negated)) {
                            ends.set(p + 1);
                        }
                    });
            return ends;
        }

        private boolean contains(char c) {
            int i = 0;
            while (i < members.length()) {
                boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
                char last = members.charAt(range ? i + 2 : i);
                if (c >= members.charAt(i) && c <= last) {
                    return true;
                }
                i += range ? 3 : 1;
            }
            return false;
        }
    }

    /** {@code !(a|b)} and its like. */
    record Group(char kind, List<List<Part>> alternatives) implements Part {
        @Override
        public BitSet ends(String name, BitSet starts) {
            return switch (kind) {
                case '@' -> once(name, starts);
                case '?' -> {
                    BitSet ends = once(name, starts);
                    ends.or(starts);
                    yield ends;
                }
                case '+' -> repeated(name, starts);
                case '*' -> {
                    BitSet ends = repeated(name, starts);
                    ends.or(starts);
                    yield ends;
                }
                default -> none(name, starts);
            };
        }

        private BitSet once(String name, BitSet starts) {
            BitSet ends = new BitSet();
            for (List<Part> alternative : alternatives) {
                ends.or(GlobPattern.ends(alternative, name, starts));
            }
            return ends;
        }

        private BitSet repeated(String name, BitSet starts) {
            BitSet ends = once(name, starts);
            BitSet fresh = ends;
            while (!fresh.isEmpty()) {
                BitSet more = once(name, fresh);
                more.andNot(ends);
                ends.or(more);
                fresh = more;
            }
            return ends;
        }

        /** What is matched from one place says nothing about another one. */
        private BitSet none(String name, BitSet starts) {
            BitSet ends = new BitSet();
            each(
                    starts,
                    p -> {
                        if (isLeadingDot(name, p)) {
                            return;
                        }
                        BitSet here = new BitSet();
                        here.set(p);
                        BitSet allowed = new BitSet();
                        allowed.set(p, componentEnd(name, p) + 1);
                        allowed.andNot(once(name, here));
                        ends.or(allowed);
                    });
            return ends;
        }
    }
}
