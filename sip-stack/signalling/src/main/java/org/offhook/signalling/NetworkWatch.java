package org.offhook.signalling;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the machine slept or that its address changed. Events of the operating system are not trusted for it: some come
 * late and some not at all. A look a second costs nothing. Confined to one thread.
 */
final class NetworkWatch {
    private static final long GAP_MILLIS = Duration.ofSeconds(5).toMillis();

    private final LongSupplier wallMillis;
    private final LongSupplier monotonicMillis;
    private final Consumer<Boolean> changed;
    private long lastWall;
    private long lastMonotonic;
    private @Nullable InetAddress lastAddress;
    private boolean usable = true;

    /**
     * @param wallMillis clock that goes on while the machine sleeps
     * @param monotonicMillis clock that on some systems stands still meanwhile
     * @param changed told whether there is a way to the exchange now
     */
    NetworkWatch(LongSupplier wallMillis, LongSupplier monotonicMillis, Consumer<Boolean> changed) {
        this.wallMillis = wallMillis;
        this.monotonicMillis = monotonicMillis;
        this.changed = changed;
        this.lastWall = wallMillis.getAsLong();
        this.lastMonotonic = monotonicMillis.getAsLong();
    }

    /** The address that is right now: no change to report. Nobody looked before there was an exchange, so time starts here. */
    void settle(InetAddress address) {
        lastAddress = address;
        usable = true;
        lastWall = wallMillis.getAsLong();
        lastMonotonic = monotonicMillis.getAsLong();
    }

    /** @param address ours towards the exchange; empty when there is no way */
    void look(Optional<InetAddress> address) {
        long wall = wallMillis.getAsLong();
        long monotonic = monotonicMillis.getAsLong();
        // Either clock may tell: a gap in the monotonic one (it ran on, we did not), or the wall clock ahead of it
        // (both stood).
        boolean slept = monotonic - lastMonotonic > GAP_MILLIS
                || Math.abs((wall - lastWall) - (monotonic - lastMonotonic)) > GAP_MILLIS;
        lastWall = wall;
        lastMonotonic = monotonic;
        if (address.isEmpty()) {
            if (usable) {
                usable = false;
                changed.accept(false);
            }
            return;
        }
        boolean moved = lastAddress != null && !address.get().equals(lastAddress);
        boolean back = !usable;
        if (slept || moved || back) {
            lastAddress = address.get();
            usable = true;
            changed.accept(true);
        } else if (lastAddress == null) {
            lastAddress = address.get();
        }
    }

    /**
     * Our address towards {@code target}, as the routing table has it now; sends nothing. Empty when there is no route, or its
     * cable is out: many systems keep address and route then.
     */
    static Optional<InetAddress> addressTowards(InetSocketAddress target) {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(target);
            InetAddress local = probe.getLocalAddress();
            if (local == null || local.isAnyLocalAddress()) {
                return Optional.empty();
            }
            NetworkInterface through = NetworkInterface.getByInetAddress(local);
            return through != null && !through.isUp() ? Optional.empty() : Optional.of(local);
        } catch (SocketException | UncheckedIOException noRoute) {
            return Optional.empty();
        }
    }
}
