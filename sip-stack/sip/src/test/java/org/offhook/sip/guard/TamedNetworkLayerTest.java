package org.offhook.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.offhook.sip.tls.TlsSettings;

/** The class of service that signalling asks the network for (RFC 4594 §4.3). */
class TamedNetworkLayerTest {
    private static final int ASSURED_31 = 26 << 2;
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void datagramsAndConnectionsAreMarkedAsSignalling() throws Exception {
        TamedNetworkLayer network = new TamedNetworkLayer(TlsSettings.systemTrust(), peer -> true, closed -> {});
        try (ServerSocket exchange = new ServerSocket(0, 1, LOOPBACK)) {
            int port = network.bindUdp(LOOPBACK, 0);
            DatagramSocket datagrams = network.createDatagramSocket(port, LOOPBACK);
            assertThat(datagrams.getTrafficClass()).isEqualTo(ASSURED_31);
            try (Socket connection = network.createSocket(LOOPBACK, exchange.getLocalPort())) {
                assertThat(connection.getTrafficClass()).isEqualTo(ASSURED_31);
            }
        } finally {
            network.closeAll();
        }
    }
}
