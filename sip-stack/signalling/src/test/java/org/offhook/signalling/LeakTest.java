package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Calls leave nothing behind, in our tables or in JAIN-SIP's. Waits for 64·T1, hence long. */
@Tag("long")
@Timeout(240)
class LeakTest {
    private static final int CALLS = 500;

    @Test
    void fiveHundredCallsLeaveTablesAndThreadsAsTheyWere() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            phone.register();
            oneCall(peer, phone);
            int threads = Thread.activeCount();
            for (int i = 1; i < CALLS; i++) {
                oneCall(peer, phone);
            }
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
            while (!phone.signalling.leftovers().isEmpty() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(200_000_000);
            }
            assertThat(phone.signalling.leftovers()).isEmpty();
        }
    }

    private static void oneCall(ScriptedSipPeer peer, PhoneUnderTest phone) throws Exception {
        CallId call = phone.dial();
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 200, "far", peer.contact(), PhoneUnderTest.ANSWER);
        phone.inbox.next(CallInput.InviteAnswered.class);
        phone.signalling.sendAck(call, new DialogId("far"), Optional.empty());
        peer.expect("ACK");
        phone.signalling.sendBye(call, new DialogId("far"), Optional.empty());
        peer.respond(peer.expect("BYE"), 200, "far");
        phone.inbox.next(CallInput.ByeCompleted.class);
        phone.signalling.forget(call);
    }
}
