package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.media.MediaPlan;
import org.offhook.rtp.tone.CallTone;

/** Two far ends on loopback joined into one conversation: the agent hums 450 Hz, the parties 600 and 800 Hz. */
class ConferenceMediaTest {
    private static final int AGENT = 0;
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    /** Whole numbers of periods in 20 ms, so that none leaks into another. */
    private static final double[] HERTZ = {450, 600, 800};

    private final MediaEngine far = MediaEngine.onLoopback("far");
    private final FakeDevices devices = new FakeDevices(new ToneSource(CallTone.steady(HERTZ[AGENT], -20)));
    private final SpyInbox inbox = new SpyInbox();
    private final ChordEar agentsEar = new ChordEar(HERTZ);
    private PhoneMedia phone;
    private Party first;
    private Party second;

    /** A far end with its call, its ear and what the phone was told of it. */
    private record Party(CallId call, MediaEndpoint end, ChordEar ear, MediaPlan plan) {}

    @BeforeEach
    void start() throws IOException {
        phone = new PhoneMedia(
                MediaEngine.onLoopback("phone"), devices, () -> Optional.of("127.0.0.1"), call -> Optional.empty());
        devices.beside = agentsEar;
        phone.start(inbox);
        first = party("1", HERTZ[FIRST]);
        second = party("2", HERTZ[SECOND]);
        Eventually.holds(
                "both are heard", () -> agentsEar.heardMillis(FIRST) > 200 && agentsEar.heardMillis(SECOND) > 200);
    }

    private Party party(String id, double hertz) throws IOException {
        CallId call = new CallId(id);
        ChordEar ear = new ChordEar(HERTZ);
        MediaEndpoint end =
                MediaEndpoint.open(far, new ToneSource(CallTone.steady(hertz, -20)), ear, (digit, duration) -> {});
        inbox.inputs.clear();
        phone.reserve(call);
        Eventually.holds("a socket", () -> inbox.inputs.stream().anyMatch(CallInput.MediaReserved.class::isInstance));
        int port = inbox.reservedPort();
        phone.prepare(call);
        end.apply(Plans.talk(1, port));
        MediaPlan plan = Plans.talk(1, end.rtpPort());
        phone.apply(call, plan);
        return new Party(call, end, ear, plan);
    }

    @AfterEach
    void close() {
        phone.close();
        first.end().close();
        second.end().close();
        far.close();
    }

    private void join() {
        phone.join(Set.of(first.call(), second.call()));
    }

    @Test
    void apartEachHearsTheAgentAlone() {
        Eventually.holds("the agent", () -> first.ear().heardMillis(AGENT) >= 600);
        assertThat(first.ear().heardMillis(SECOND)).isZero();
        assertThat(second.ear().heardMillis(FIRST)).isZero();
    }

    @Test
    void joinedEachHearsAllTheOthersAndNeverItself() {
        join();
        Eventually.holds("the first hears the second", () -> first.ear().heardMillis(SECOND) >= 800);
        Eventually.holds("the second hears the first", () -> second.ear().heardMillis(FIRST) >= 800);
        int agent = first.ear().heardMillis(AGENT);
        Eventually.holds("the agent goes on", () -> first.ear().heardMillis(AGENT) > agent + 400);
        assertThat(first.ear().heardMillis(FIRST)).as("its own tone").isZero();
        assertThat(second.ear().heardMillis(SECOND)).as("its own tone").isZero();
        assertThat(agentsEar.heardMillis(AGENT)).as("the agent's own tone").isZero();
        int heard = agentsEar.heardMillis(FIRST);
        Eventually.holds("the agent hears both", () -> agentsEar.heardMillis(FIRST) > heard + 400);
    }

    @Test
    void theOthersHearOneAnotherWhileTheAgentIsMuted() {
        join();
        phone.apply(first.call(), Plans.muted(first.plan(), true));
        phone.apply(second.call(), Plans.muted(second.plan(), true));
        Eventually.holds("the first hears the second", () -> first.ear().heardMillis(SECOND) >= 600);
        int agent = first.ear().heardMillis(AGENT);
        int other = first.ear().heardMillis(SECOND);
        Eventually.holds("more of the second", () -> first.ear().heardMillis(SECOND) > other + 400);
        assertThat(first.ear().heardMillis(AGENT)).as("nothing of the agent").isEqualTo(agent);
    }

    @Test
    void takenApartEachHearsTheAgentAloneAgain() {
        join();
        Eventually.holds("joined", () -> first.ear().heardMillis(SECOND) >= 300);
        phone.join(Set.of());
        int agent = first.ear().heardMillis(AGENT);
        Eventually.holds("the rest is played", () -> first.ear().heardMillis(AGENT) > agent + 300);
        int before = first.ear().heardMillis(SECOND);
        Eventually.holds("the agent", () -> first.ear().heardMillis(AGENT) > agent + 900);
        assertThat(first.ear().heardMillis(SECOND)).isEqualTo(before);
    }
}
