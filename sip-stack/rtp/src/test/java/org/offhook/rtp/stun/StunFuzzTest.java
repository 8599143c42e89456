package org.offhook.rtp.stun;

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
    @SuppressWarnings("EnumOrdinal") // any number does that tells one outcome from another
    void everyDatagramIsReadOrRefused() {
        Fuzz.run("StunFuzzTest.read", SEEDS, List.of(), input -> switch (StunReader.read(input, input.length)) {
            case StunReading.Unreadable(StunReading.Fault fault) -> fault.ordinal();
            case StunReading.Read(StunMessage message) -> {
                int seen = 100 + message.kind().ordinal();
                seen = 2 * seen + (message.mappedAddress().isPresent() ? 1 : 0);
                seen = 2 * seen + (message.username().isPresent() ? 1 : 0);
                seen = 2 * seen + (message.priority().isPresent() ? 1 : 0);
                seen = 2 * seen + (message.controlling().isPresent() ? 1 : 0);
                seen = 2 * seen + (message.controlled().isPresent() ? 1 : 0);
                seen = 2 * seen + (message.useCandidate() ? 1 : 0);
                seen = 2 * seen + (message.authentic(KEY) ? 1 : 0);
                seen = 2 * seen + (message.signed() ? 1 : 0);
                yield 31 * seen
                        + message.errorCode() / 100
                        + 7 * Math.min(3, message.notUnderstood().size());
            }
        });
    }

    @Test
    void strangersMoveNoCall() throws Exception {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 5_000);
        InetSocketAddress stranger = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.8"), 5_000);
        IceTerms terms = new IceTerms(
                "evtj",
                "a password that is not in the seeds",
                "h6vY",
                "another of the kind",
                false,
                false,
                List.of(new IceTerms.RemoteCandidate(1, peer, 1_000)));
        Fuzz.run("StunFuzzTest.ice", SEEDS, List.of(), input -> {
            int[] sent = new int[1];
            IceAgent agent = new IceAgent(terms, (_, _, _) -> sent[0]++, new Random(3), 0);
            agent.poll(0);
            boolean taken = StunReader.read(input, input.length) instanceof StunReading.Read(StunMessage message)
                    && agent.take(1, stranger, message, 1_000_000);
            agent.poll(60_000_000_000L);
            if (agent.selected(1).isPresent() || !agent.reachable(1).isEmpty()) {
                throw new IllegalStateException("a stranger moved the call");
            }
            return 2 * sent[0] + (taken ? 1 : 0);
        });
    }
}
