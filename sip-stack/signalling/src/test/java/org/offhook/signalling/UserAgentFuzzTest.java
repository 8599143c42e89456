package org.offhook.signalling;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
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

    private static List<byte[]> seeds(LoopUnderTest.Placed running, ScriptedSipPeer peer) throws Exception {
        String contact = running.invite().uri("Contact");
        String from = "<sip:300@pbx.example>;tag=f";
        String to = "<sip:1001@pbx.example>";
        List<byte[]> seeds = new ArrayList<>();
        for (String request : List.of(
                peer.request("INVITE", contact, from, to, "fuzz-1", 1, peer.contact(), LoopUnderTest.sdp("sendrecv")),
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
                peer.request("CANCEL", contact, from, to, "fuzz-1", 1))) {
            seeds.add(request.getBytes(StandardCharsets.ISO_8859_1));
        }
        seeds.add(peer.response(running.invite(), 200, "other", peer.contact(), LoopUnderTest.sdp("inactive"))
                .replace("Call-ID: ", "Call-ID: x")
                .getBytes(StandardCharsets.ISO_8859_1));
        return seeds;
    }

    @Test
    void thePhoneAnswersTheNextGoodMessage() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                LoopUnderTest phone = new LoopUnderTest(peer, PhoneSettings.of(7))) {
            LoopUnderTest.Placed running = phone.talk();
            try (TortureWire wire = TortureWire.datagrams(running)) {
                int[] sent = {0};
                Fuzz.run("UserAgentFuzzTest", seeds(running, peer), WORDS, input -> {
                    if (++sent[0] % ROUND != 0) {
                        wire.send(input);
                        return 0;
                    }
                    return wire.answers(input, List.of()).hashCode();
                });
            }
            phone.peer.send(phone.inDialog("INFO", running, 1));
            TortureWire.awaitStatus(phone.peer, "1 INFO", 200);
        }
    }
}
