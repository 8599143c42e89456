package org.offhook.rtp.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.rtp.ice.IceAgent;
import org.offhook.rtp.ice.IceTerms;
import org.offhook.rtp.stun.StunMessage.Kind;
import org.offhook.testkit.base.Fuzz;

/** What comes to a media socket and looks like STUN: read or refused, and nobody who cannot know the password changes anything. */
@Timeout(value = 1, unit = TimeUnit.DAYS) // as long as it is told to run
class StunFuzzTest {
    private static final byte[] KEY = StunMessageTest.PASSWORD.getBytes(StandardCharsets.UTF_8);
    private static final List<byte[]> SEEDS = List.of(
            StunMessageTest.REQUEST,
            StunMessageTest.ANSWER_IPV4,
            StunMessageTest.ANSWER_IPV6,
            new StunWriter(Kind.ERROR, new TransactionId(1, 2))
                    .error(420, "Unknown Attribute")
                    .unknown(List.of(0x7fff))
                    .plain());

    @Test
    void everyDatagramIsReadOrRefused() {
        Fuzz.run(Datagrams.class, SEEDS, List.of());
    }

    @Test
    void strangersMoveNoCall() {
        Fuzz.run(Strangers.class, SEEDS, List.of());
    }

    /** Every attribute of what was read is asked for. */
    public static final class Datagrams {
        private Datagrams() {}

        public static void fuzzerTestOneInput(byte[] input) {
            if (StunReader.read(input, input.length) instanceof StunReading.Read(StunMessage message)) {
                assertThat(message.kind()).isNotNull();
                assertThat(message.mappedAddress()).isNotNull();
                assertThat(message.username()).isNotNull();
                assertThat(message.priority()).isNotNull();
                assertThat(message.controlling()).isNotNull();
                assertThat(message.controlled()).isNotNull();
                assertThat(message.notUnderstood()).isNotNull();
                assertThat(message.errorCode()).isBetween(0, 799);
                assertThat(message.useCandidate() && message.authentic(KEY) && !message.signed())
                        .isFalse();
            }
        }
    }

    /** Datagrams to a call whose password their sender does not know. */
    public static final class Strangers {
        private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 5_000);
        private static final InetSocketAddress STRANGER =
                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.8"), 5_000);
        private static final IceTerms TERMS = new IceTerms(
                "evtj",
                "a password that is not in the seeds",
                "h6vY",
                "another of the kind",
                false,
                false,
                List.of(new IceTerms.RemoteCandidate(1, PEER, 1_000)));

        private Strangers() {}

        public static void fuzzerTestOneInput(byte[] input) {
            IceAgent agent = new IceAgent(TERMS, (_, _, _) -> {}, new Random(3), 0);
            agent.poll(0);
            if (StunReader.read(input, input.length) instanceof StunReading.Read(StunMessage message)) {
                agent.take(1, STRANGER, message, 1_000_000);
            }
            agent.poll(60_000_000_000L);
            assertThat(agent.selected(1).isPresent())
                    .as("a stranger moved the call")
                    .isFalse();
            assertThat(agent.reachable(1).isEmpty())
                    .as("a stranger is talked to")
                    .isTrue();
        }
    }
}
