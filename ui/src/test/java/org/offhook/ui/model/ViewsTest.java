package org.offhook.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.ui.Situation.NOW;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.LoggedCall;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.ui.SampleCalls;
import org.offhook.ui.Situation;
import org.offhook.ui.SoundingCall;
import org.offhook.ui.WorkSituation;
import org.offhook.ui.look.WindowSettings;
import org.offhook.ui.model.InformationView.AboutNumber;
import org.offhook.ui.model.InformationView.NextInQueue;
import org.offhook.ui.model.InformationView.Today;
import org.offhook.ui.model.LogRow.Filter;
import org.offhook.ui.text.Words;

/** What the parts of the window say in a situation. */
class ViewsTest {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private final Words words = Words.load(Locale.ENGLISH);

    private Optional<BannerView> banner(Situation situation) {
        return BannerView.of(situation.snapshot(), Hints.NONE, NOW, ZONE, words);
    }

    @Test
    void aNumberIsShownAsTheCampaignsCountryWritesIt() {
        String dialled = "17275550142"; // with the country code, without a plus
        assertThat(ShownNumber.of(
                        dialled,
                        Situation.paused().work(WorkSituation.campaign()).snapshot()))
                .isEqualTo("1 727 555 0142");
        assertThat(ShownNumber.of(dialled, Situation.paused().country("US").snapshot()))
                .as("no campaign, but the phone is set up with a country")
                .isEqualTo("1 727 555 0142");
        assertThat(ShownNumber.of(
                        dialled,
                        Situation.paused()
                                .country("IN")
                                .work(WorkSituation.campaign())
                                .snapshot()))
                .as("the campaign's comes before the phone's")
                .isEqualTo("1 727 555 0142");
        assertThat(ShownNumber.of(dialled, Situation.paused().snapshot()))
                .as("no country is known")
                .isEqualTo(dialled);
        assertThat(ShownNumber.of(
                        dialled,
                        ShownNumber.asChosen(Situation.paused().snapshot(), WindowSettings.DEFAULT.withCountry("US"))))
                .as("the agent chose one")
                .isEqualTo("1 727 555 0142");
        assertThat(ShownNumber.asChosen(
                                Situation.paused()
                                        .work(WorkSituation.campaign())
                                        .snapshot(),
                                WindowSettings.DEFAULT.withCountry(WindowSettings.NO_COUNTRY))
                        .country())
                .as("the campaign's stays")
                .isEqualTo("US");
    }

    @Test
    void aLostRegistrationSaysWhatItMeansWhatToDoAndWhenItTriesAgain() {
        BannerView view = banner(Situation.paused().lost()).orElseThrow();
        assertThat(view.title()).isEqualTo("The phone is not connected");
        assertThat(view.sentence())
                .isEqualTo("The server did not answer. You cannot make or take calls until it does.");
        assertThat(view.action()).isEqualTo(BannerView.Action.TRY_NOW);
        assertThat(view.extra()).isEqualTo("again in 8 s");
        assertThat(view.code()).isEqualTo("OH-204");
    }

    @Test
    void aLostRegistrationInACallSaysThatTheCallGoesOn() {
        assertThat(banner(Situation.onCall().lostRegistration()).orElseThrow().sentence())
                .startsWith("This call goes on.");
    }

    @Test
    void whomTheCallerWantedStandsOnTheCardOfTheCallToo() {
        CallView taken = SampleCalls.taken("i1");
        AgentSnapshot snapshot = Situation.paused().call(taken).snapshot();
        assertThat(CallCardView.of(taken, snapshot, NOW, words).facts()).isEqualTo("To Support line");
        CallView dialled =
                SampleCalls.outgoing("c1", Phase.CONNECTED, Duration.ZERO, Optional.of(Duration.ZERO), false);
        assertThat(CallCardView.of(dialled, Situation.paused().call(dialled).snapshot(), NOW, words)
                        .facts())
                .isEmpty();
    }

    @Test
    void aFaultGoesBeforeARefusalAndARefusalBeforeAHint() {
        Hints refused = Hints.NONE
                .withRefusal(Optional.of(Refused.of(ErrorCode.ALREADY_QUEUED)))
                .withRequest(true);
        assertThat(BannerView.of(
                                Situation.paused()
                                        .fault(ErrorCode.BRIDGE_PORT_TAKEN)
                                        .snapshot(),
                                refused,
                                NOW,
                                ZONE,
                                words)
                        .orElseThrow()
                        .code())
                .isEqualTo("OH-710");
        BannerView hint = BannerView.of(Situation.paused().snapshot(), refused, NOW, ZONE, words)
                .orElseThrow();
        assertThat(hint.code()).isEqualTo("OH-407");
        assertThat(hint.closable()).isTrue();
        assertThat(BannerView.of(Situation.paused().snapshot(), Hints.NONE.withRequest(true), NOW, ZONE, words)
                        .orElseThrow()
                        .action())
                .isEqualTo(BannerView.Action.LOOK_AT_REQUEST);
    }

    @Test
    void onFirstRunConnectionErrorsStandAtTheFields() {
        assertThat(banner(Situation.firstRun().fault(ErrorCode.SERVER_SILENT))).isEmpty();
        assertThat(banner(Situation.firstRun().fault(ErrorCode.DATA_DIRECTORY_READ_ONLY)))
                .isPresent();
    }

    @Test
    void everyErrorHasATitleAndASentenceThatDoesNotRepeatIt() {
        for (ErrorCode error : ErrorCode.values()) {
            BannerView view = banner(Situation.paused().fault(error)).orElseThrow();
            assertThat(view.title()).as(error.code()).isNotBlank();
            assertThat(view.sentence()).as(error.code()).isNotBlank().doesNotStartWith(view.title() + ".");
        }
    }

    @Test
    void aMissingMicrophoneOffersToChoose() {
        assertThat(banner(Situation.paused().audioProblem(ErrorCode.NO_MICROPHONE))
                        .orElseThrow()
                        .action())
                .isEqualTo(BannerView.Action.CHOOSE_AUDIO);
    }

    @Test
    void anIncomingCallSaysWhomItWantsAndHowOftenItCame() {
        IncomingView view = IncomingView.of(
                        Situation.paused()
                                .log()
                                .call(SampleCalls.incoming("i1"))
                                .snapshot(),
                        NOW,
                        ZONE,
                        words)
                .orElseThrow();
        assertThat(view.title()).isEqualTo("Incoming call · to Support line");
        assertThat(view.number()).isEqualTo("+1 727 555 0168");
        assertThat(view.about()).isEqualTo("Mark T. · called once today");
    }

    @Test
    void aSecondCallerIsCounted() {
        IncomingView view = IncomingView.of(
                        Situation.onCall()
                                .call(SampleCalls.incoming("i1"))
                                .call(SampleCalls.incoming("i2"))
                                .snapshot(),
                        NOW,
                        ZONE,
                        words)
                .orElseThrow();
        assertThat(view.title()).isEqualTo("Waiting call · to Support line · 1 more waiting");
    }

    @Test
    void aMissedCallStaysForTwoSeconds() {
        var call = SampleCalls.incoming("i1");
        var shown = Situation.paused()
                .call(SampleCalls.ended(call, Cause.MISSED, Optional.empty(), Duration.ofMillis(1999)));
        assertThat(IncomingView.of(shown.snapshot(), NOW, ZONE, words)
                        .orElseThrow()
                        .missed())
                .isTrue();
        var gone =
                Situation.paused().call(SampleCalls.ended(call, Cause.MISSED, Optional.empty(), Duration.ofSeconds(2)));
        assertThat(IncomingView.of(gone.snapshot(), NOW, ZONE, words)).isEmpty();
    }

    @Test
    void theCardNamesTheEndAndItsCode() {
        var call = SampleCalls.outgoing("c1", Phase.RINGING, Duration.ofSeconds(20), Optional.empty(), false);
        var ended = SampleCalls.ended(call, Cause.BUSY, Optional.of(ErrorCode.BUSY), Duration.ofSeconds(1));
        CallCardView card =
                CallCardView.of(ended, Situation.paused().call(ended).snapshot(), NOW, words);
        assertThat(card.state()).isEqualTo("Busy (OH-501)");
        assertThat(card.failed()).isTrue();
        CallCardView talking = CallCardView.of(
                Situation.onCall().snapshot().phone().activeCall().orElseThrow(),
                Situation.onCall().snapshot(),
                NOW,
                words);
        assertThat(talking.state()).isEqualTo("Connected · 02:37");
        assertThat(talking.facts()).isEqualTo("Spring list");
    }

    @Test
    void everyCauseHasWords() {
        for (Cause cause : Cause.values()) {
            assertThat(words.callEnd(cause)).isNotBlank();
        }
    }

    @Test
    void theLogIsGroupedByDayAndFiltered() {
        var calls = Situation.paused().log().snapshot().recentCalls();
        List<LogRow> all = rows(calls, Filter.ALL, "");
        assertThat(all).hasSize(8);
        assertThat(all.get(0)).isEqualTo(new LogRow.Day("Today"));
        assertThat(all.get(6)).isEqualTo(new LogRow.Day("Yesterday"));
        assertThat(((LogRow.Call) all.get(2)).who()).isEqualTo("Missed · Mark T.");
        assertThat(rows(calls, Filter.MISSED, "")).hasSize(2);
        assertThat(rows(calls, Filter.NOT_ANSWERED, "")).hasSize(2);
        assertThat(rows(calls, Filter.ALL, "lena")).hasSize(2);
        assertThat(rows(calls, Filter.ALL, "555 0117")).hasSize(2);
        assertThat(rows(calls, Filter.ALL, "0199")).isEmpty();
    }

    private List<LogRow> rows(List<LoggedCall> calls, Filter filter, String search) {
        return LogRow.of(
                LogLine.together(calls, List.of()),
                filter,
                search,
                LogSort.NEWEST,
                Situation.paused().snapshot(),
                NOW,
                ZONE,
                words);
    }

    @Test
    void theInformationIsAboutTheNumberThenTheQueueThenTheDay() {
        assertThat(information(Situation.paused().queue(), "")).isInstanceOf(NextInQueue.class);
        assertThat(information(Situation.ready().queue(), "")).isInstanceOf(Today.class);
        assertThat(information(Situation.paused(), "")).isInstanceOf(Today.class);
        assertThat(information(Situation.paused().log(), "+17275550142"))
                .isEqualTo(new AboutNumber("Lena M.", "Today 14:28, you called · Call ended", false));
        assertThat(information(Situation.paused().queue(), "17275550155"))
                .isEqualTo(new AboutNumber("Eva L.", "In your queue, 2 of 3", false).waiting("q2"));
        assertThat(((AboutNumber) information(Situation.paused(), "1-800-FLOWERS")).wrong())
                .isTrue();
        assertThat(((AboutNumber) information(Situation.paused(), "2101")).wrong())
                .isTrue();
    }

    private InformationView information(Situation situation, String typed) {
        return InformationView.of(situation.snapshot(), typed, Optional.empty(), NOW, ZONE, words);
    }

    @Test
    void theDaysFiguresAreZeroAndNotDashesOnTheFirstDay() {
        Today today = (Today) information(Situation.ready(), "");
        assertThat(today.figures()).extracting(InformationView.Figure::value).containsExactly("0", "0 min", "0");
        Today busy = (Today) information(Situation.ready().log(), "");
        assertThat(busy.figures()).extracting(InformationView.Figure::value).containsExactly("5", "11 min", "1");
    }

    @Test
    void aLookAlikeNameIsShownInItsCodedForm() {
        PairingView view = PairingView.of(
                Situation.paused()
                        .pairing("p1", "https://\u0441rm.example")
                        .snapshot()
                        .pairingRequests()
                        .getFirst(),
                words);
        assertThat(view.origin()).startsWith("xn--");
        assertThat(view.warning()).isNotBlank();
        PairingView plain = PairingView.of(
                Situation.paused().pairing().snapshot().pairingRequests().getFirst(), words);
        assertThat(plain.origin()).isEqualTo("crm.example");
        assertThat(plain.warning()).isEmpty();
        assertThat(plain.code()).isEqualTo("47 29");
        PairingView port = PairingView.of(
                Situation.paused()
                        .pairing("p1", "http://crm.example:8080")
                        .snapshot()
                        .pairingRequests()
                        .getFirst(),
                words);
        assertThat(port.origin()).isEqualTo("crm.example:8080");
        assertThat(port.wants()).contains("not a secure page");
    }

    @Test
    void miniModeHasTheButtonsOfTheMoment() {
        assertThat(mini(Situation.paused())).extracting(MiniView::buttons).isEqualTo(MiniView.Buttons.FULL_SIZE);
        assertThat(mini(Situation.onCall()).buttons()).isEqualTo(MiniView.Buttons.MUTE_AND_HANG_UP);
        assertThat(mini(Situation.dialling()).buttons()).isEqualTo(MiniView.Buttons.HANG_UP);
        assertThat(mini(Situation.paused().call(SampleCalls.incoming("i1"))).buttons())
                .isEqualTo(MiniView.Buttons.ANSWER_AND_DECLINE);
        assertThat(mini(Situation.paused().lost()).second()).isEqualTo("Trying again in 8 s");
        assertThat(mini(Situation.onCall(true)).strong()).isEqualTo("Muted");
    }

    @Test
    void miniModeSaysWhatMattersNow() {
        assertThat(mini(Situation.paused()).second()).isEqualTo("Break · 04:12");
        assertThat(mini(Situation.paused(Duration.ofMinutes(18))).second()).isEqualTo("Break · 3 min over · 18:00");
        assertThat(mini(Situation.ready()).second()).isEqualTo("Waiting · 00:47");
        assertThat(mini(Situation.wrapUp()).second()).isEqualTo("00:24 · no result yet");
        assertThat(mini(Situation.paused().pairing()).second()).isEqualTo("A page wants to connect");
        assertThat(mini(Situation.onCall()))
                .extracting(MiniView::poor, MiniView::second)
                .containsExactly(false, "On call 02:37");
        assertThat(mini(SoundingCall.of(2.9, 9, SpeechSecurity.NONE)))
                .extracting(MiniView::poor, MiniView::second)
                .containsExactly(true, "02:37");
    }

    private MiniView mini(Situation situation) {
        var snapshot = situation.snapshot();
        return MiniView.of(snapshot, new StateBarModel(words).of(snapshot, NOW), NOW, words);
    }

    @Test
    void theStatusLineNamesRegistrationExtensionAndAgent() {
        assertThat(StatusView.of(Situation.paused().snapshot(), words).text()).isEqualTo("Registered · 2101 · Asha P.");
        assertThat(StatusView.of(Situation.paused().lost().snapshot(), words).trouble())
                .isTrue();
        assertThat(StatusView.of(Situation.paused().atBackup("b.example:5060").snapshot(), words)
                        .text())
                .isEqualTo("Registered at the backup b.example:5060 · 2101 · Asha P.");
        assertThat(StatusView.of(Situation.firstRun().snapshot(), words).text()).isEqualTo("Not connected");
        assertThat(StatusView.of(Situation.loggedOut().snapshot(), words).text())
                .isEqualTo("Not registered");
    }
}
