package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.ClientTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.sip.IncomingRequest;
import org.offhook.sip.IncomingResponse;
import org.offhook.sip.SipNode;
import org.offhook.sip.SipNodeListener;
import org.offhook.sip.SipNodeSettings;
import org.offhook.sip.SipTarget;
import org.offhook.testkit.ScriptedSipPeer;

@Timeout(60)
class WarmUpTest {
    @Test
    void walksTheWholeWayWithoutAWordToTheExchange() throws Exception {
        AtomicInteger busy = new AtomicInteger();
        SipNodeListener listener = new SipNodeListener() {
            @Override
            public void requestReceived(IncomingRequest request) {}

            @Override
            public void responseReceived(IncomingResponse response) {
                if (response.response().getStatusCode() == 486) {
                    busy.incrementAndGet();
                }
            }

            @Override
            public void clientTransactionTimedOut(ClientTransaction transaction) {}
        };
        try (ScriptedSipPeer exchange = ScriptedSipPeer.udp();
                SipNode node = SipNode.open(SipNodeSettings.on("warm", InetAddress.getLoopbackAddress()), listener)) {
            ExchangeLink link = new ExchangeLink(
                    PhoneUnderTest.account(ServerAddress.of("127.0.0.1", exchange.port()), Transport.UDP),
                    node,
                    new Located(List.of(SipTarget.of(Transport.UDP, exchange.address())), 1));

            new WarmUp(link, "Offhook").run();

            assertThat(busy.get()).as("calls that went through").isGreaterThan(70);
            assertThat(exchange.ladder()).isEmpty();
        }
    }
}
