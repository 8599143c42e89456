package org.offhook.agent.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PairingScope;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;

/** Pages that ask, and the person who answers. */
class PairingMachineTest {
    private static final String CRM = "https://crm.example";
    private final PairingMachine machine = new PairingMachine(Duration.ofSeconds(60), Duration.ofMinutes(10));
    private final List<PairingEffect> effects = new ArrayList<>();
    private PairingModel model = PairingModel.of(List.of());
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");

    private List<PairingEffect> take(PairingInput input) {
        PairingMachine.Step step = machine.step(model, input, now);
        model = step.next();
        effects.addAll(step.effects());
        return step.effects();
    }

    private PairingRequest request(String id, String origin) {
        return new PairingRequest(
                id, origin, true, Optional.empty(), "4729", Set.of(PairingScope.READ, PairingScope.DIAL), now);
    }

    private void ask(long ticket, String id) {
        take(new PairingInput.Asked(ticket, request(id, CRM)));
    }

    private CommandOutcome reply(long ticket) {
        return effects.stream()
                .filter(PairingEffect.Reply.class::isInstance)
                .map(PairingEffect.Reply.class::cast)
                .filter(reply -> reply.ticket() == ticket)
                .reduce((_, _) -> {
                    throw new AssertionError("answered twice: " + ticket);
                })
                .orElseThrow(() -> new AssertionError("not answered: " + ticket))
                .outcome();
    }

    /** Two under one id would share a timer, and the second would never be answered. */
    @Test
    void refusesASecondRequestUnderTheSameId() {
        ask(1, "a");
        take(new PairingInput.Asked(2, request("a", "https://other.example")));
        assertThat(reply(2)).isEqualTo(new Refused(ErrorCode.FIELD_INVALID, "another request has this id"));
        assertThat(model.waiting()).hasSize(1);
    }

    @Test
    void grantsOnlyWhatWasStored() {
        ask(1, "a");
        take(new PairingInput.Answered(2, "a", Set.of(PairingScope.READ)));
        assertThat(model.paired()).isEmpty();
        assertThat(model.waiting()).isEmpty();
        take(new PairingInput.Stored("a", Optional.empty()));
        assertThat(reply(1))
                .isInstanceOfSatisfying(
                        Accepted.class, accepted -> assertThat(accepted.data()).containsEntry("scopes", "READ"));
        assertThat(reply(2)).isInstanceOf(Accepted.class);
        assertThat(model.paired()).extracting(PairedOrigin::origin).containsExactly(CRM);
    }

    @Test
    void refusesWhatCannotBeStored() {
        ask(1, "a");
        take(new PairingInput.Answered(2, "a", Set.of(PairingScope.READ)));
        take(new PairingInput.Stored("a", Optional.of(ErrorCode.PAIRING_NOT_STORED)));
        assertThat(reply(1)).isEqualTo(new Refused(ErrorCode.PAIRING_NOT_STORED, "not stored"));
        assertThat(model.paired()).isEmpty();
    }

    @Test
    void refusesWhenNobodyAnswersWithinAMinute() {
        ask(1, "a");
        assertThat(effects).contains(new PairingEffect.StartTimer("a", now.plusSeconds(60)));
        PairingRequest asked = model.waiting().getFirst();
        take(new PairingInput.TimedOut("a"));
        assertThat(reply(1)).isInstanceOf(Refused.class);
        assertThat(model.pending()).isEmpty();
        assertThat(effects)
                .as("whoever was away can be told")
                .contains(new PairingEffect.Tell(
                        new AgentEvent.PairingUnanswered(asked, now.plus(Duration.ofMinutes(10)))));
    }

    @Test
    void doesNotAskAgainForTenMinutesAfterARefusal() {
        ask(1, "a");
        take(new PairingInput.Answered(2, "a", Set.of()));
        assertThat(reply(1)).isInstanceOf(Refused.class);
        assertThat(reply(2)).isInstanceOf(Accepted.class);
        now = now.plus(Duration.ofMinutes(9));
        ask(3, "b");
        assertThat(reply(3)).isInstanceOf(Refused.class);
        assertThat(model.waiting()).isEmpty();
        now = now.plus(Duration.ofMinutes(2));
        ask(4, "c");
        assertThat(model.waiting()).hasSize(1);
    }

    @Test
    void asksOnceHoweverOftenThePageAsks() {
        ask(1, "a");
        ask(2, "b");
        assertThat(model.waiting()).hasSize(1);
        take(new PairingInput.Answered(3, "a", Set.of(PairingScope.DIAL)));
        take(new PairingInput.Stored("a", Optional.empty()));
        assertThat(reply(1)).isEqualTo(reply(2));
        assertThat(effects.stream().filter(effect -> effect instanceof PairingEffect.Tell(AgentEvent.PairingAsked _)))
                .hasSize(1);
    }

    @Test
    void letsAPairedPageInAtOnceUnlessItWantsMore() {
        model = PairingModel.of(
                List.of(new PairedOrigin(CRM, Set.of(PairingScope.READ, PairingScope.DIAL), now, true)));
        ask(1, "a");
        assertThat(reply(1)).isInstanceOf(Accepted.class);
        take(new PairingInput.Asked(
                2, new PairingRequest("b", CRM, true, Optional.empty(), "", Set.of(PairingScope.STATE), now)));
        assertThat(model.waiting()).hasSize(1);
    }

    @Test
    void takesNoMoreRequestsThanAPersonCanJudge() {
        for (int i = 0; i < PairingMachine.MOST_PENDING; i++) {
            take(new PairingInput.Asked(i, request("r" + i, "https://" + i + ".example")));
        }
        ask(99, "x");
        assertThat(reply(99))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.error()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
    }

    @Test
    void grantsNothingThatWasNotAskedForAndAnswersNothingTwice() {
        ask(1, "a");
        take(new PairingInput.Answered(2, "a", Set.of(PairingScope.STATE)));
        assertThat(reply(2)).isInstanceOf(Refused.class);
        take(new PairingInput.Answered(3, "a", Set.of()));
        take(new PairingInput.Answered(4, "a", Set.of(PairingScope.READ)));
        assertThat(reply(4)).isInstanceOf(Refused.class);
        assertThat(take(new PairingInput.TimedOut("a"))).isEmpty();
        assertThat(take(new PairingInput.Stored("a", Optional.empty()))).isEmpty();
    }

    @Test
    void takesAPairingBackExceptTheAdministrators() {
        model = PairingModel.of(List.of(
                new PairedOrigin(CRM, Set.of(PairingScope.READ), now, false),
                new PairedOrigin("https://fixed.example", Set.of(PairingScope.READ), now, true)));
        take(new PairingInput.RevocationAsked(1, "https://fixed.example"));
        assertThat(reply(1)).isInstanceOf(Refused.class);
        take(new PairingInput.RevocationAsked(2, "https://nobody.example"));
        assertThat(reply(2)).isEqualTo(Refused.of(ErrorCode.ORIGIN_NOT_PAIRED));
        assertThat(take(new PairingInput.RevocationAsked(3, CRM))).containsExactly(new PairingEffect.Remove(3, CRM));
        take(new PairingInput.Removed(3, CRM, Optional.empty()));
        assertThat(reply(3)).isInstanceOf(Accepted.class);
        assertThat(model.paired()).hasSize(1);
        assertThat(effects).contains(new PairingEffect.Tell(new AgentEvent.PairingRevoked(CRM)));
    }
}
