package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;

/** Where the bridge listens. */
class PortsTest {
    @Test
    void takesTheNextFreePortAndSaysWhenThereIsNone() throws Exception {
        try (FakeAgentDesk desk = new FakeAgentDesk()) {
            List<ServerSocket> taken = new ArrayList<>();
            int first = tenFreePortsFrom(20_000);
            try {
                for (int i = 0; i < 9; i++) {
                    taken.add(listening(first + i));
                }
                try (BridgeRig rig = BridgeRig.on(desk, BridgeSettings.on(first))) {
                    assertThat(rig.port()).isEqualTo(first + 9);
                }
                taken.add(listening(first + 9));
                assertThat(BridgeServer.start(BridgeSettings.on(first), desk))
                        .isEqualTo(new BridgeStart.Refused(
                                ErrorCode.BRIDGE_PORT_TAKEN, "ports " + first + " to " + (first + 9)));
            } finally {
                for (ServerSocket socket : taken) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void answersOnBothLoopbackAddressesAndOnNoOther() throws Exception {
        try (FakeAgentDesk desk = new FakeAgentDesk();
                BridgeRig rig = BridgeRig.on(desk)) {
            new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), rig.port()).close();
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    assertThat(answers(address, rig.port()))
                            .as(address.toString())
                            .isEqualTo(address.isLoopbackAddress());
                }
            }
        }
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1_000);
            return true;
        } catch (java.io.IOException refused) {
            return false;
        }
    }

    private static ServerSocket listening(int port) throws java.io.IOException {
        return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    private static int tenFreePortsFrom(int start) throws java.io.IOException {
        for (int first = start; first < 32_000; first += 10) {
            List<ServerSocket> held = new ArrayList<>();
            try {
                for (int i = 0; i < 10; i++) {
                    held.add(listening(first + i));
                }
                return first;
            } catch (SocketException taken) {
                // the next ten
            } finally {
                for (ServerSocket socket : held) {
                    socket.close();
                }
            }
        }
        throw new AssertionError("no ten free ports");
    }
}
