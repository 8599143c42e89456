package org.offhook.bridge.trust;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the process behind a loopback connection. Both methods read files; never call them on a loop. */
public interface PeerProcesses {
    /** Only whose process it is; a millisecond. */
    PeerProcess.Owner owner(InetSocketAddress peer, InetSocketAddress own);

    /** Also which program; tens of milliseconds, for the pairing dialog. */
    PeerProcess find(InetSocketAddress peer, InetSocketAddress own);

    /** Linux: from /proc. Elsewhere the process is unknown, and tokens are asked for instead. */
    static PeerProcesses ofThisSystem() {
        Path proc = Path.of("/proc");
        return Files.isReadable(proc.resolve("net/tcp")) ? new LinuxPeerProcesses(proc) : new Untold();
    }

    /** For systems that do not tell. */
    final class Untold implements PeerProcesses {
        @Override
        public PeerProcess.Owner owner(InetSocketAddress peer, InetSocketAddress own) {
            return PeerProcess.Owner.UNKNOWN;
        }

        @Override
        public PeerProcess find(InetSocketAddress peer, InetSocketAddress own) {
            return PeerProcess.UNKNOWN;
        }
    }
}
