package org.offhook.testkit.base;

/** Where the random choices of a test come from: new each time, printed, and given again by {@code -Doffhook.seed=}. */
public final class Seed {

    private Seed() {}

    /**
     * Chooses and prints the seed.
     *
     * @param test what is printed before it, usually the class
     */
    public static long of(String test) {
        long seed = Long.getLong("offhook.seed", System.nanoTime());
        System.out.println(test + " seed = " + seed + " (repeat with -Doffhook.seed=" + seed + ")");
        return seed;
    }
}
