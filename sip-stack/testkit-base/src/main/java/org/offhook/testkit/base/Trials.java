package org.offhook.testkit.base;

import java.util.Arrays;
import java.util.Random;

/** One statement tried on many random samples. */
public final class Trials {

    /** The statement, on the sample that these random numbers make. */
    @FunctionalInterface
    public interface Trial {
        void run(Random random);
    }

    private Trials() {}

    /**
     * Tries the statement; the first failure ends the trials and says which it was.
     *
     * @param statement printed with the seed
     * @param count how many samples
     */
    public static void run(String statement, int count, Trial trial) {
        long seed = Seed.of(statement);
        Random seeds = new Random(seed);
        for (int i = 0; i < count; i++) {
            // A generator for each: what one sample consumes does not move the next.
            Random random = new Random(seeds.nextLong());
            try {
                trial.run(random);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "%s: trial %d of %d with -Doffhook.seed=%d: %s"
                                .formatted(statement, i + 1, count, seed, failure.getMessage()),
                        failure);
            }
        }
    }

    /** An int from the whole range, one in four from its corners. */
    public static int anyInt(Random random) {
        if (random.nextInt(4) > 0) {
            return random.nextInt();
        }
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> -1;
            case 3 -> Integer.MAX_VALUE;
            case 4 -> Integer.MIN_VALUE;
            default -> random.nextInt(256);
        };
    }

    /** An int from 0 to {@code most}, one in four an end of that range. */
    public static int upTo(Random random, int most) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> most;
            default -> random.nextInt(most + 1);
        };
    }

    /** From {@code least} to {@code most} bytes, some of them all zeros or all ones. */
    public static byte[] bytes(Random random, int least, int most) {
        byte[] bytes = new byte[least + upTo(random, most - least)];
        switch (random.nextInt(16)) {
            case 0 -> {}
            case 1 -> Arrays.fill(bytes, (byte) 0xff);
            default -> random.nextBytes(bytes);
        }
        return bytes;
    }
}
