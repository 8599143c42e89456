package org.offhook.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.testkit.peer.SippPeer.Caller;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/** The scenarios against one another: what one side demands, the other does. */
@Tag("interop")
class SippPeerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Timing SHORT = new Timing(Duration.ofMillis(100), Duration.ofMillis(400));

    @ParameterizedTest
    @CsvSource({"CALLS, ANSWERS", "CALLS, TALKS", "CALLS_UNTIL_HUNG_UP, HANGS_UP", "CALLS_AND_GIVES_UP, NEVER_ANSWERS"})
    void bothSidesOfACallEndAsTheirScenariosDemand(Caller caller, FarEnd farEnd) {
        try (SippPeer called = SippPeer.farEnd(farEnd, InetAddress.getLoopbackAddress(), SHORT);
                SippPeer calling = SippPeer.caller(caller, called.address(), "9001", "7275551212", SHORT)) {
            calling.awaitDone(PATIENCE);
            called.awaitDone(PATIENCE);
            assertThat(called.messages()).contains("INVITE sip:9001@");
        }
    }

    @Test
    void busyFarEndAnswers486() {
        try (SippPeer busy = SippPeer.farEnd(FarEnd.BUSY);
                SippPeer calling = SippPeer.caller(Caller.CALLS, busy.address(), "9001", "7275551212", SHORT)) {
            busy.awaitDone(PATIENCE);
            assertThat(calling.messages()).contains("SIP/2.0 486 ");
        }
    }
}
