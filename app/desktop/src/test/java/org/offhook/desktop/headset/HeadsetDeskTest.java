package org.offhook.desktop.headset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.audio.headset.PhoneSituation;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.Transfer;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CallView.Phase;

/** What a headset is told of the phone. */
class HeadsetDeskTest {

    private static CallView call(Phase phase, boolean muted) {
        return new CallView(
                new CallId(phase.name()),
                phase == Phase.OFFERED ? CallDirection.INCOMING : CallDirection.OUTGOING,
                phase,
                CallParty.UNKNOWN,
                CallParty.UNKNOWN,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                muted,
                false,
                false,
                Transfer.NONE,
                Optional.empty(),
                Optional.empty(),
                "");
    }

    @Test
    void lampsShowTheCallThatIsTalkedOnBeforeTheOneThatRingsBesideIt() {
        assertThat(HeadsetDesk.situation(List.of())).isEqualTo(PhoneSituation.NO_CALL);
        assertThat(HeadsetDesk.situation(List.of(call(Phase.OFFERED, false)))).isEqualTo(PhoneSituation.RINGS);
        assertThat(HeadsetDesk.situation(List.of(call(Phase.OFFERED, false), call(Phase.CONNECTED, false))))
                .isEqualTo(PhoneSituation.UP);
        assertThat(HeadsetDesk.situation(List.of(call(Phase.CONNECTED, true)))).isEqualTo(PhoneSituation.UP_MUTED);
        assertThat(HeadsetDesk.situation(List.of(call(Phase.RINGING, false)))).isEqualTo(PhoneSituation.UP);
        assertThat(HeadsetDesk.situation(List.of(call(Phase.ENDED, false)))).isEqualTo(PhoneSituation.NO_CALL);
    }
}
