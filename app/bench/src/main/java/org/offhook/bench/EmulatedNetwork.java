package org.offhook.bench;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A way for packets that loses, delays and reorders them, by a seed: the same packets of a call fare the same for every phone.
 *
 * @param name key in the figures
 * @param loss share that gets lost
 * @param burst mean number lost in a row
 * @param jitterMillis the most that a packet is late, evenly distributed; packets overtake each other
 * @param driftPpm how much faster the listener's clock runs; only where the listener's time is virtual
 */
record EmulatedNetwork(String name, double loss, double burst, int jitterMillis, int driftPpm) {

    static final EmulatedNetwork CLEAN = new EmulatedNetwork("clean", 0, 1, 0, 0);

    /** Those that real phones are called through. */
    static final List<EmulatedNetwork> REAL = List.of(
            CLEAN,
            new EmulatedNetwork("loss1", 0.01, 1, 0, 0),
            new EmulatedNetwork("loss3", 0.03, 1, 0, 0),
            new EmulatedNetwork("loss5", 0.05, 1, 0, 0),
            new EmulatedNetwork("loss10", 0.10, 1, 0, 0),
            new EmulatedNetwork("burst5", 0.05, 3, 0, 0),
            new EmulatedNetwork("jitter30", 0, 1, 30, 0),
            new EmulatedNetwork("jitter60", 0, 1, 60, 0),
            new EmulatedNetwork("loss3jitter30", 0.03, 1, 30, 0));

    /** Those that need a clock of ours. */
    static final List<EmulatedNetwork> DRIFTING = List.of(
            new EmulatedNetwork("drift_plus100", 0, 1, 5, 100), new EmulatedNetwork("drift_minus100", 0, 1, 5, -100));

    /** All of them. */
    static final List<EmulatedNetwork> ALL =
            Stream.concat(REAL.stream(), DRIFTING.stream()).toList();

    /** The network of a key. */
    static Optional<EmulatedNetwork> named(String name) {
        return ALL.stream().filter(network -> network.name.equals(name)).findFirst();
    }

    /** The way of one call's packets. */
    Way way(long seed) {
        return new Way(this, new Random(seed));
    }

    /** Decides of one packet after the other. */
    static final class Way {
        /** Answer for a packet that does not arrive. */
        static final long LOST = -1;

        private final EmulatedNetwork network;
        private final Random random;
        private boolean losing;

        private Way(EmulatedNetwork network, Random random) {
            this.network = network;
            this.random = random;
        }

        /** How many nanoseconds the next packet takes, or {@link #LOST}. */
        long next() {
            if (lost()) {
                return LOST;
            }
            return network.jitterMillis == 0 ? 0 : random.nextLong(network.jitterMillis * 1_000_000L);
        }

        /** Two states (Gilbert): the mean length of a burst and the share of all packets decide both ways. */
        private boolean lost() {
            if (network.loss == 0) {
                return false;
            }
            double leave = 1 / network.burst;
            double enter = leave * network.loss / (1 - network.loss);
            losing = losing ? random.nextDouble() >= leave : random.nextDouble() < enter;
            return losing;
        }
    }
}
