package org.offhook.audio.headset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.audio.headset.HidField.Kind;

/**
 * What a device says of its reports (Device Class Definition for HID 1.11, §6.2.2): those values that stand for one usage each. Lists of
 * usages out of which a report names one (arrays), as keyboards have them, are left out. Whatever bytes are given, reading them ends and
 * throws nothing: what cannot be understood ends it early.
 *
 * @param numbered whether each report begins with a byte that says which it is
 * @param outputBytes length of each output report behind its number
 */
public record ReportDescriptor(List<HidField> fields, boolean numbered, Map<Integer, Integer> outputBytes) {
    /** Longest report that is believed. */
    private static final int MOST_BITS = 8 * 1024;

    public ReportDescriptor {
        fields = List.copyOf(fields);
        outputBytes = Map.copyOf(outputBytes);
    }

    /** The value of a usage, if there is one. */
    public Optional<HidField> field(Kind kind, int page, int usage) {
        return fields.stream()
                .filter(field -> field.kind() == kind && field.page() == page && field.usage() == usage)
                .findFirst();
    }

    /** Reads {@code length} bytes. */
    public static ReportDescriptor parse(byte[] bytes, int length) {
        Reading reading = new Reading();
        int at = 0;
        while (at < length) {
            int prefix = bytes[at] & 0xff;
            if (prefix == 0xfe) { // a long item, of which the definition has none
                at += 3 + (at + 1 < length ? bytes[at + 1] & 0xff : 0);
                continue;
            }
            int size = (prefix & 3) == 3 ? 4 : prefix & 3;
            if (at + size >= length && size > 0) {
                break;
            }
            long value = 0;
            for (int i = 0; i < size; i++) {
                value |= (bytes[at + 1 + i] & 0xffL) << (8 * i);
            }
            if (!reading.item(prefix >> 2 & 3, prefix >> 4, (int) value)) {
                break;
            }
            at += 1 + size;
        }
        return reading.result();
    }

    /** Global items, which {@code Push} keeps and {@code Pop} brings back (§6.2.2.7). */
    private record Globals(int page, int reportSize, int reportCount, int reportId) {}

    private static final class Reading {
        private static final int MAIN = 0;
        private static final int GLOBAL = 1;
        private static final int LOCAL = 2;
        private static final int VARIABLE = 2;
        private static final int RELATIVE = 4;

        private final List<HidField> fields = new ArrayList<>();
        private final Map<Integer, Integer> inputBits = new HashMap<>();
        private final Map<Integer, Integer> outputBits = new HashMap<>();
        private final Deque<Globals> kept = new ArrayDeque<>();
        private Globals globals = new Globals(0, 0, 0, 0);
        private final List<Integer> usages = new ArrayList<>();
        private int usageFrom;
        private boolean numbered;

        /** Returns false where reading has to end. */
        boolean item(int type, int tag, int value) {
            return switch (type) {
                case MAIN -> main(tag, value);
                case GLOBAL -> global(tag, value);
                case LOCAL -> {
                    local(tag, value);
                    yield true;
                }
                default -> true; // reserved
            };
        }

        private boolean main(int tag, int value) {
            boolean goesOn = switch (tag) {
                case 8 -> report(Kind.INPUT, inputBits, value);
                case 9 -> report(Kind.OUTPUT, outputBits, value);
                default -> true; // features and collections hold nothing for us
            };
            usages.clear();
            return goesOn;
        }

        private boolean report(Kind kind, Map<Integer, Integer> bitsOf, int flags) {
            long bits = (long) globals.reportSize() * globals.reportCount();
            int at = bitsOf.getOrDefault(globals.reportId(), 0);
            if (bits < 0 || at + bits > MOST_BITS) {
                return false;
            }
            // Headsets on the market call their hook constant, though it changes; padding has no usage.
            boolean each = (flags & VARIABLE) != 0 && globals.reportSize() > 0 && globals.reportSize() <= 32;
            for (int i = 0; each && i < globals.reportCount() && !usages.isEmpty(); i++) {
                int usage = usages.get(Math.min(i, usages.size() - 1)); // the last one holds for the rest (§6.2.2.8)
                fields.add(new HidField(
                        kind,
                        globals.reportId(),
                        at + i * globals.reportSize(),
                        globals.reportSize(),
                        usage >>> 16 == 0 ? globals.page() : usage >>> 16,
                        usage & 0xffff,
                        (flags & RELATIVE) != 0));
            }
            bitsOf.put(globals.reportId(), at + (int) bits);
            return true;
        }

        private boolean global(int tag, int value) {
            globals = switch (tag) {
                case 0 -> new Globals(value & 0xffff, globals.reportSize(), globals.reportCount(), globals.reportId());
                case 7 -> new Globals(globals.page(), value, globals.reportCount(), globals.reportId());
                case 8 -> {
                    numbered = true;
                    yield new Globals(globals.page(), globals.reportSize(), globals.reportCount(), value & 0xff);
                }
                case 9 -> new Globals(globals.page(), globals.reportSize(), value, globals.reportId());
                case 11 -> kept.isEmpty() ? globals : kept.pop();
                default -> globals;
            };
            if (tag == 10) {
                kept.push(globals);
            }
            return kept.size() < 64 && globals.reportSize() >= 0 && globals.reportCount() >= 0;
        }

        /** Four bytes bring their page; the others have that which holds at the main item (§6.2.2.8). */
        private void local(int tag, int usage) {
            switch (tag) {
                case 0 -> usages.add(usage);
                case 1 -> usageFrom = usage;
                case 2 -> {
                    for (int next = usageFrom; next <= usage && usages.size() < 256; next++) {
                        usages.add(next);
                    }
                }
                default -> {} // strings and designators
            }
        }

        ReportDescriptor result() {
            Map<Integer, Integer> bytes = new HashMap<>();
            outputBits.forEach((id, bits) -> bytes.put(id, (bits + 7) / 8));
            return new ReportDescriptor(fields, numbered, bytes);
        }
    }
}
