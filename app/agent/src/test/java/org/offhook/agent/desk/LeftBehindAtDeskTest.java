package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.agent.desk.StoreDesk.lead;
import static org.offhook.agent.desk.StoreDesk.refusal;
import static org.offhook.agent.desk.StoreDesk.wrapUp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand.DecideDoubt;
import org.offhook.agent.AgentCommand.LogOut;
import org.offhook.agent.AgentCommand.SaveWrapUp;
import org.offhook.agent.AgentState;
import org.offhook.agent.DoubtView;
import org.offhook.agent.DoubtView.Kind;
import org.offhook.agent.Draft;
import org.offhook.agent.port.DoubtWord;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome.Accepted;

/** What an earlier life of the program left to a person, in virtual time: calls in doubt, results that were not saved. */
class LeftBehindAtDeskTest {
    private static DoubtView doubt(long id) {
        return new DoubtView(Kind.QUEUE, id, "asha", "305", "Tom", "crm", Instant.EPOCH);
    }

    // ---- calls in doubt

    @Test
    void aPersonsWordOnACallInDoubtGoesToTheStoreAndTheQuestionIsGone() {
        VirtualDesk desk = VirtualDesk.ofTheStore(store -> {
            store.doubts.add(doubt(4));
            store.doubts.add(doubt(5));
        });
        assertThat(desk.snapshot().work().doubts()).containsExactly(doubt(4), doubt(5));

        assertThat(desk.ask(new DecideDoubt(Kind.QUEUE, 4, true))).isInstanceOf(Accepted.class);
        assertThat(desk.ask(new DecideDoubt(Kind.QUEUE, 5, false))).isInstanceOf(Accepted.class);

        assertThat(desk.work.words)
                .containsExactly(
                        new DoubtWord("asha", Kind.QUEUE, 4, true), new DoubtWord("asha", Kind.QUEUE, 5, false));
        assertThat(desk.snapshot().work().doubts()).isEmpty();
    }

    @Test
    void whatIsNotInDoubtIsNotDecided() {
        VirtualDesk desk = VirtualDesk.ofTheStore(store -> store.doubts.add(doubt(4)));

        assertThat(refusal(desk.ask(new DecideDoubt(Kind.SCHEDULE, 4, false)))).isEqualTo(ErrorCode.NOT_IN_DOUBT);
        assertThat(refusal(VirtualDesk.loggedIn().ask(new DecideDoubt(Kind.QUEUE, 4, false))))
                .isEqualTo(ErrorCode.NOT_IN_DOUBT);
        assertThat(refusal(new VirtualDesk().ask(new DecideDoubt(Kind.QUEUE, 4, false))))
                .isEqualTo(ErrorCode.NOT_LOGGED_IN);
        assertThat(desk.work.words).isEmpty();
    }

    @Test
    void aRefusedWordLeavesTheQuestion() {
        VirtualDesk desk = VirtualDesk.ofTheStore(store -> store.doubts.add(doubt(4)));
        desk.work.away = Optional.of(ErrorCode.STORE_UNREACHABLE);

        assertThat(refusal(desk.ask(new DecideDoubt(Kind.QUEUE, 4, false)))).isEqualTo(ErrorCode.STORE_UNREACHABLE);

        assertThat(desk.snapshot().work().doubts()).containsExactly(doubt(4));
    }

    @Test
    void doubtsThatAreFoundAfterTheLoginAreAskedAboutAtOnce() {
        VirtualDesk desk = VirtualDesk.ofTheStore(_ -> {});
        desk.work.doubts.add(doubt(4));

        desk.desk.raiseFault(ErrorCode.CALL_IN_DOUBT, "queue: 1, schedule: 0");
        desk.settle();

        assertThat(desk.snapshot().work().doubts()).containsExactly(doubt(4));
    }

    /** Who administers, and makes no calls of a campaign. */
    private static VirtualDesk withoutACampaign(DoubtView... doubts) {
        VirtualDesk desk = new VirtualDesk();
        desk.work.doubts.addAll(List.of(doubts));
        desk.users.doubts = List.of(doubts);
        desk.ask(VirtualDesk.login("asha", "secret"));
        return desk;
    }

    @Test
    void whoHasNoCampaignSeesAndDecidesThemToo() {
        VirtualDesk desk = withoutACampaign(doubt(4), doubt(5));
        assertThat(desk.snapshot().work().campaign()).isEmpty();
        assertThat(desk.snapshot().work().doubts()).containsExactly(doubt(4), doubt(5));

        assertThat(desk.ask(new DecideDoubt(Kind.QUEUE, 4, true))).isInstanceOf(Accepted.class);

        assertThat(desk.work.words).containsExactly(new DoubtWord("asha", Kind.QUEUE, 4, true));
        assertThat(desk.snapshot().work().doubts()).containsExactly(doubt(5));
    }

    @Test
    void whoHasNoCampaignIsAskedAboutWhatIsFoundAfterTheLoginAndSeesWhatOthersDecided() {
        VirtualDesk desk = withoutACampaign();
        desk.work.doubts.add(doubt(4));
        desk.work.doubts.add(doubt(5));
        desk.desk.raiseFault(ErrorCode.CALL_IN_DOUBT, "queue: 2, schedule: 0");
        desk.settle();
        assertThat(desk.snapshot().work().doubts()).containsExactly(doubt(4), doubt(5));

        desk.work.doubts.remove(doubt(4));
        desk.desk.raiseFault(ErrorCode.CALL_IN_DOUBT, "queue: 1, schedule: 0");
        desk.settle();

        assertThat(desk.snapshot().work().doubts()).containsExactly(doubt(5));
    }

    @Test
    void nobodySeesThemAfterTheLogOut() {
        VirtualDesk desk = withoutACampaign(doubt(4));
        desk.ask(new LogOut());
        assertThat(desk.snapshot().work().doubts()).isEmpty();
        desk.desk.raiseFault(ErrorCode.CALL_IN_DOUBT, "queue: 1, schedule: 0");
        desk.settle();
        assertThat(desk.snapshot().work().doubts()).isEmpty();
    }

    // ---- results that were not saved

    private static KeptWrapUp unfinished(VirtualDesk desk, String call, long lead) {
        return new KeptWrapUp(
                "asha",
                "SPRING",
                new CallId(call),
                new CallParty("30" + lead, ""),
                OptionalLong.of(lead),
                Duration.ofSeconds(30),
                new CallEnd(CallEnd.Cause.HUNG_UP, CallEnd.Side.FAR_END, 0, Optional.empty()),
                desk.time.instant().plusSeconds(lead),
                new Draft(Optional.of("SALE"), "", Optional.empty()));
    }

    @Test
    void eachResultThatWasNotSavedComesBackWithItsOwnLead() {
        VirtualDesk desk = new VirtualDesk();
        for (long lead : new long[] {1, 2, 3}) {
            KeptWrapUp kept = unfinished(desk, "old-" + lead, lead);
            desk.work.kept.put(kept.call().value(), kept);
        }
        desk.logInToTheStore();

        for (long lead : new long[] {3, 2, 1}) {
            CallId call = new CallId("old-" + lead);
            assertThat(wrapUp(desk).call()).isEqualTo(call);
            assertThat(lead(desk).leadId()).isEqualTo(lead);
            assertThat(desk.ask(new SaveWrapUp(call))).isInstanceOf(Accepted.class);
        }

        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.PAUSED);
        assertThat(desk.work.kept).isEmpty();
    }
}
