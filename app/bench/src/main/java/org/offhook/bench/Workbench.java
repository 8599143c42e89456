package org.offhook.bench;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Where a run takes place.
 *
 * @param top folder of the source tree, with the script {@code offhook}
 * @param folder where this run puts its files
 * @param exchange the Asterisk all phones register with
 * @param phoneAddress the address the phones have on the link to it
 * @param phoneInterface the network interface of that address
 * @param display X display with nothing else on it
 * @param soundServer value for PULSE_SERVER; a null sink and a silent source
 */
record Workbench(
        Path top,
        Path folder,
        InetSocketAddress exchange,
        String phoneAddress,
        String phoneInterface,
        String display,
        String soundServer) {
    /** The extension every phone registers as, one after the other. */
    static final String EXTENSION = "2101";

    /** Each run has its own: of two at once, one would lose its window with the other's end. */
    private static final String DISPLAY = ":" + (200 + ProcessHandle.current().pid() % 10_000);

    /** In the phones' network namespace. */
    static Workbench of(Path folder, InetSocketAddress exchange, String phoneAddress) {
        return new Workbench(
                Path.of("").toAbsolutePath(),
                folder,
                exchange,
                phoneAddress,
                "eth0",
                DISPLAY,
                "unix:" + SoundServer.socket(folder));
    }

    String exchangeHost() {
        return exchange.getAddress().getHostAddress();
    }

    int exchangePort() {
        return exchange.getPort();
    }
}
