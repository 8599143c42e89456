package org.offhook.signalling;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;
import org.offhook.testkit.base.Fuzz;

/** Changed messages from the exchange's address to a phone that is in a call: whatever they do, it answers the next good one. */
@Timeout(value = 1, unit = TimeUnit.DAYS) // as long as it is told to run
class UserAgentFuzzTest {
    private static final List<String> WORDS = List.of(
            "Require: 100rel\r\n",
            "Accept: text/plain\r\n",
            "Content-Encoding: gzip\r\n",
            "INVITE",
            "CANCEL",
            "ACK",
            "NOTIFY",
            ";tag=x",
            "tel:+49",
            "sip:1001@",
            "\r\n\r\n",
            "Reason: SIP;cause=200\r\n",
            "P-Asserted-Identity: <tel:1>\r\n");

    /** Between two questions whether it is still there; the phone does not answer what it drops. */
    private static final int ROUND = 10;

    /** What the seeds say in place of the phone's address, which it has only once it runs. */
    private static final String HERE = "PHONE-UNDER-TEST";

    private static List<byte[]> seeds() throws Exception {
        String contact = "sip:1001@" + HERE;
        String from = "<sip:300@pbx.example>;tag=f";
        String to = "<sip:1001@pbx.example>";
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp()) {
            List<String> seeds = new ArrayList<>(List.of(
                    peer.request(
                            "INVITE", contact, from, to, "fuzz-1", 1, peer.contact(), LoopUnderTest.sdp("sendrecv")),
                    peer.request("OPTIONS", contact, from, to, "fuzz-2", 1),
                    peer.request(
                            "NOTIFY",
                            contact,
                            from,
                            to + ";tag=t",
                            "fuzz-3",
                            1,
                            "Event: refer",
                            "Subscription-State: active"),
                    peer.request("BYE", contact, from, to + ";tag=t", "fuzz-4", 1),
                    peer.request("CANCEL", contact, from, to, "fuzz-1", 1)));
            seeds.add(peer.response(
                    new SipText(peer.request(
                            "INVITE", "sip:5550100@" + HERE, to + ";tag=o", "<sip:5550100@pbx.example>", "fuzz-5", 1)),
                    200,
                    "other",
                    peer.contact(),
                    LoopUnderTest.sdp("inactive")));
            return seeds.stream()
                    .map(seed -> seed.replace("z9hG4bKpeer", "z9hG4bKfuzz")) // another peer counts from one as well
                    .map(seed -> seed.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();
        }
    }

    @Test
    void thePhoneAnswersTheNextGoodMessage() throws Exception {
        Fuzz.run(PhoneInACall.class, seeds(), WORDS);
    }

    /** A phone that is in a call, to which each input is sent; after every tenth it is asked whether it is still there. */
    public static final class PhoneInACall {
        private static @Nullable Running running;
        private static int taken;

        private record Running(
                ScriptedSipPeer peer, LoopUnderTest phone, LoopUnderTest.Placed call, TortureWire wire) {}

        private PhoneInACall() {}

        public static void fuzzerInitialize() throws Exception {
            ScriptedSipPeer peer = ScriptedSipPeer.udp();
            LoopUnderTest phone = new LoopUnderTest(peer, PhoneSettings.of(7));
            LoopUnderTest.Placed call = phone.talk();
            running = new Running(peer, phone, call, TortureWire.datagrams(call));
        }

        public static void fuzzerTestOneInput(byte[] input) throws Exception {
            Running now = Objects.requireNonNull(running);
            String contact = now.call().invite().uri("Contact");
            byte[] sent = new String(input, StandardCharsets.ISO_8859_1)
                    .replace(HERE, contact.substring(contact.indexOf('@') + 1))
                    .getBytes(StandardCharsets.ISO_8859_1);
            if (++taken % ROUND == 0) {
                now.wire().answers(sent, List.of());
            } else {
                now.wire().send(sent);
            }
        }

        /** The call it was in is still there. */
        public static void fuzzerTearDown() throws Exception {
            Running now = Objects.requireNonNull(running);
            try (ScriptedSipPeer peer = now.peer();
                    LoopUnderTest phone = now.phone();
                    TortureWire wire = now.wire()) {
                wire.answers(new byte[] {'\r', '\n'}, List.of());
                peer.send(phone.inDialog("INFO", now.call(), 1));
                TortureWire.awaitStatus(peer, "1 INFO", 200);
            }
        }
    }
}
