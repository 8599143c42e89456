package org.offhook.testkit.base;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Feeds a reader with changed inputs for a time: {@code -Doffhook.fuzz.seconds=} for each target, two by default. Inputs that make it
 * behave in a new way are changed further, so that the search goes where the reader goes. The choices come from one seed, which is
 * printed; what breaks the reader is printed as hex, to be kept as a case.
 */
public final class Fuzz {
    private static final long SECONDS = Long.getLong("offhook.fuzz.seconds", 2);
    private static final int LONGEST = 20_000;
    private static final int MOST_KEPT = 5_000;

    /** No input may keep a thread of the phone for so long. */
    private static final long TOO_LONG_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String[] NUMBERS = {
        "0", "-1", "255", "256", "65535", "65536", "2147483647", "2147483648", "4294967296", "99999999999999999999"
    };

    private static final byte[] ODD = "\"<>;,=:\r\n\t %[]()\\@/?&*\0".getBytes(StandardCharsets.ISO_8859_1);

    /** The reader under test. */
    @FunctionalInterface
    public interface Target {
        /**
         * Takes an input; whatever it throws is a finding.
         *
         * @return a number that tells ways of behaving apart, such as the hash of what was understood or why it was refused
         */
        int take(byte[] input) throws Exception;
    }

    private final String name;
    private final Target target;
    private final long seed;
    private final Random random;
    private final List<byte[]> corpus;
    private final List<byte[]> words;
    private final Set<Integer> behaviours = new HashSet<>();
    private long taken;

    private Fuzz(String name, List<byte[]> seeds, List<String> words, Target target) {
        this.name = name;
        this.target = target;
        this.seed = Seed.of(name);
        this.random = new Random(seed);
        this.corpus = new ArrayList<>(seeds);
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /**
     * Runs a target.
     *
     * @param name printed with the seed
     * @param seeds good inputs, and those that were once a finding
     * @param words what the reader looks for
     */
    public static void run(String name, List<byte[]> seeds, List<String> words, Target target) {
        new Fuzz(name, seeds, words, target).run();
    }

    private void run() {
        for (byte[] one : List.copyOf(corpus)) {
            take(one);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            take(changed(corpus.get(random.nextInt(corpus.size()))));
        }
        System.out.printf(
                "%s: %d inputs in %d s, %d ways of behaving, %d kept%n",
                name, taken, SECONDS, behaviours.size(), corpus.size());
    }

    private void take(byte[] input) {
        long start = System.nanoTime();
        taken++;
        int behaviour;
        try {
            behaviour = target.take(input.clone());
        } catch (Throwable found) { // an Error is a finding like any other
            throw finding(input, String.valueOf(found), found);
        }
        long took = System.nanoTime() - start;
        if (took > TOO_LONG_NANOS) {
            throw finding(input, "took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms", new IllegalStateException());
        }
        if (behaviours.add(behaviour) && corpus.size() < MOST_KEPT) {
            corpus.add(input);
        }
    }

    private AssertionError finding(byte[] input, String what, Throwable cause) {
        return new AssertionError(
                "%s: input %d with -Doffhook.seed=%d: %s%n%s%n%s"
                        .formatted(
                                name,
                                taken,
                                seed,
                                what,
                                HexFormat.of().formatHex(input),
                                new String(input, StandardCharsets.ISO_8859_1)),
                cause);
    }

    private byte[] changed(byte[] input) {
        byte[] changed = input;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            changed = changedOnce(changed);
        }
        return changed;
    }

    private byte[] changedOnce(byte[] input) {
        if (input.length == 0) {
            return insert(input, 0, ODD);
        }
        int at = random.nextInt(input.length);
        return switch (random.nextInt(11)) {
            case 0 -> flip(input, at);
            case 1 -> set(input, at, (byte) random.nextInt(256));
            case 2 -> delete(input, at, 1 + random.nextInt(Math.min(60, input.length - at)));
            case 3 -> insert(input, at, new byte[] {ODD[random.nextInt(ODD.length)]});
            case 4 -> insert(input, at, NUMBERS[random.nextInt(NUMBERS.length)].getBytes(StandardCharsets.ISO_8859_1));
            case 5 -> insert(input, at, piece(input, at));
            case 6 -> insert(input, at, piece(other(), -1));
            case 7 -> words.isEmpty() ? flip(input, at) : insert(input, at, words.get(random.nextInt(words.size())));
            case 8 -> many(input, at);
            case 9 -> lines(input);
            default -> joined(input, other(), at);
        };
    }

    private byte[] other() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] flip(byte[] input, int at) {
        return set(input, at, (byte) (input[at] ^ 1 << random.nextInt(8)));
    }

    private static byte[] set(byte[] input, int at, byte value) {
        byte[] changed = input.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] delete(byte[] input, int at, int count) {
        byte[] changed = new byte[input.length - count];
        System.arraycopy(input, 0, changed, 0, at);
        System.arraycopy(input, at + count, changed, at, changed.length - at);
        return changed;
    }

    private static byte[] insert(byte[] input, int at, byte[] piece) {
        if (input.length + piece.length > LONGEST) {
            return input;
        }
        byte[] changed = new byte[input.length + piece.length];
        System.arraycopy(input, 0, changed, 0, at);
        System.arraycopy(piece, 0, changed, at, piece.length);
        System.arraycopy(input, at, changed, at + piece.length, input.length - at);
        return changed;
    }

    private byte[] piece(byte[] of, int from) {
        if (of.length == 0) {
            return of;
        }
        int at = from < 0 ? random.nextInt(of.length) : from;
        byte[] piece = new byte[Math.min(of.length - at, 1 + random.nextInt(200))];
        System.arraycopy(of, at, piece, 0, piece.length);
        return piece;
    }

    /** One byte again and again: what is meant for a few may be asked for thousands of times. */
    private byte[] many(byte[] input, int at) {
        byte[] many = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 5_000 : 100)];
        java.util.Arrays.fill(many, input[at]);
        return insert(input, at, many);
    }

    /** A line twice, left out or in another place. */
    private byte[] lines(byte[] input) {
        List<String> lines = new ArrayList<>(List.of(new String(input, StandardCharsets.ISO_8859_1).split("(?<=\n)")));
        int from = random.nextInt(lines.size());
        String line = random.nextBoolean() ? lines.remove(from) : lines.get(from);
        if (random.nextInt(3) > 0) {
            lines.add(random.nextInt(lines.size() + 1), line);
        }
        byte[] changed = String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
        return changed.length > LONGEST ? input : changed;
    }

    private byte[] joined(byte[] input, byte[] other, int at) {
        if (other.length == 0) {
            return input;
        }
        byte[] head = new byte[at];
        System.arraycopy(input, 0, head, 0, at);
        int from = random.nextInt(other.length);
        byte[] tail = new byte[Math.min(other.length - from, LONGEST - at)];
        System.arraycopy(other, from, tail, 0, tail.length);
        return insert(tail, 0, head);
    }
}
