package org.offhook.media.transport;

/**
 * Which UDP ports media may use.
 *
 * @param first lowest port, or 0 to let the system choose
 * @param last highest port
 */
public record PortRange(int first, int last) {

    /** Whatever the system gives. */
    public static final PortRange ANY = new PortRange(0, 0);

    /** Checks that at least one pair fits. */
    public PortRange {
        if (first != 0 && (first < 1024 || last > 65_535 || last - first < 2)) {
            throw new IllegalArgumentException("a port range needs room for one pair between 1024 and 65535");
        }
    }

    boolean any() {
        return first == 0;
    }

    /** An even port of the range with its neighbour in it, chosen by a number. */
    int even(int choice) {
        int lowest = first + (first & 1);
        int pairs = (last - lowest + 1) / 2;
        return lowest + 2 * Math.floorMod(choice, pairs);
    }
}
