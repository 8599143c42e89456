package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Reach;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Requests outside of dialogs go to the outbound proxy, with a route to it that is there from the start (RFC 3261 §8.1.2). */
@Timeout(60)
class OutboundProxyOnTheWireTest {
    private static PhoneUnderTest behind(ScriptedSipPeer proxy, Transport transport) {
        return new PhoneUnderTest(
                proxy,
                PhoneUnderTest.account(ServerAddress.of("192.0.2.1", 9), transport)
                        .withReach(new Reach(Optional.of(ServerAddress.of("127.0.0.1", proxy.port())), List.of())),
                PhoneUnderTest.settings());
    }

    private static List<String> routes(SipText request) {
        return request.headers("Route").stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .toList();
    }

    @Test
    void registersAndCallsThroughItAndStaysOnTheRouteOfTheDialogAfterwards() throws Exception {
        try (ScriptedSipPeer proxy = ScriptedSipPeer.udp();
                PhoneUnderTest phone = behind(proxy, Transport.UDP)) {
            String own = "<sip:127.0.0.1:" + proxy.port() + ";lr>";
            SipText register = phone.register();
            assertThat(register.requestUri()).isEqualTo("sip:pbx.example");
            assertThat(routes(register)).containsExactly(own);
            phone.dial();
            SipText invite = proxy.expect("INVITE");
            assertThat(invite.requestUri()).isEqualTo("sip:5550100@pbx.example");
            assertThat(routes(invite)).containsExactly(own);
        }
    }

    @Test
    void goesThroughItBeforeTheServiceRoute() throws Exception {
        try (ScriptedSipPeer proxy = ScriptedSipPeer.udp();
                PhoneUnderTest phone = behind(proxy, Transport.UDP)) {
            phone.signalling.register(phone.account, 300, 1);
            SipText register = proxy.expect("REGISTER");
            proxy.respond(register, 200, "reg", "Expires: 300", "Service-Route: <sip:core.example;lr>");
            phone.inbox.nextRegistration(RegistrationInput.Registered.class);
            phone.dial();
            assertThat(routes(proxy.expect("INVITE")))
                    .containsExactly("<sip:127.0.0.1:" + proxy.port() + ";lr>", "<sip:core.example;lr>");
        }
    }

    @Test
    void namesTheTransportInTheRoute() throws Exception {
        try (ScriptedSipPeer proxy = ScriptedSipPeer.tcp();
                PhoneUnderTest phone = behind(proxy, Transport.TCP)) {
            assertThat(routes(phone.register()))
                    .containsExactly("<sip:127.0.0.1:" + proxy.port() + ";transport=tcp;lr>");
        }
    }
}
