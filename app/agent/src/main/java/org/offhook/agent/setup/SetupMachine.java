package org.offhook.agent.setup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.setup.SetupState.Settled;
import org.offhook.agent.setup.SetupState.StartingPractice;
import org.offhook.agent.setup.SetupState.Storing;
import org.offhook.agent.setup.SetupState.Trying;
import org.offhook.core.account.Account;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.RegistrationView;

/**
 * First run and settings, as a pure function.
 *
 * <pre>
 *  Settled ─account─────────────────▶ Trying ─200─▶ Storing ─durable─▶ Settled (new)
 *     └─practice─▶ StartingPractice ────▲  └─refused, silent─▶ Settled (as before)
 * </pre>
 *
 * @param limit how long the registrar may take
 */
public record SetupMachine(Duration limit) {

    /** What one input did. */
    public record Step(SetupState next, List<SetupEffect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }

        static Step to(SetupState next, SetupEffect... effects) {
            return new Step(next, List.of(effects));
        }
    }

    /** Takes one input. */
    public Step step(SetupState state, SetupInput input, Instant now) {
        return switch (input) {
            case SetupInput.ConfigureAsked(long ticket, Account account) ->
                after(superseded(state), tryOut(ticket, Setup.OWN_EXCHANGE, account, state.settled(), now));
            case SetupInput.PracticeAsked(long ticket) ->
                after(
                        superseded(state),
                        Step.to(new StartingPractice(ticket, state.settled()), new SetupEffect.StartPractice(ticket)));
            case SetupInput.PracticeStarted(long ticket, Account account) ->
                state instanceof StartingPractice at && at.ticket() == ticket
                        ? tryOut(ticket, Setup.PRACTICE_EXCHANGE, account, at.before(), now)
                        : Step.to(state);
            case SetupInput.PracticeFailed(long ticket) ->
                state instanceof StartingPractice at && at.ticket() == ticket
                        ? failed(at.before(), ticket, ErrorCode.PRACTICE_EXCHANGE_FAILED)
                        : Step.to(state);
            case SetupInput.RegistrationSeen(RegistrationView seen) -> seen(state, seen);
            case SetupInput.TimedOut(long ticket) ->
                state instanceof Trying at && at.ticket() == ticket
                        ? failed(at.before(), ticket, ErrorCode.SERVER_SILENT)
                        : Step.to(state);
            case SetupInput.Stored(long ticket, Optional<ErrorCode> error) -> stored(state, ticket, error);
        };
    }

    private Step tryOut(long ticket, Setup wanted, Account account, Settled before, Instant now) {
        return Step.to(
                new Trying(ticket, wanted, account, before),
                new SetupEffect.StartTimer(ticket, now.plus(limit)),
                new SetupEffect.ConnectAccount(account));
    }

    private static Step seen(SetupState state, RegistrationView seen) {
        if (!(state instanceof Trying at)
                || !seen.extension().equals(at.account().extension())
                || !seen.domain().equals(at.account().domain())) {
            return Step.to(state);
        }
        if (seen.status() == RegistrationView.Status.REGISTERED) {
            return Step.to(
                    new Storing(at.ticket(), at.wanted(), at.account(), at.before()),
                    new SetupEffect.StopTimer(),
                    at.wanted() == Setup.PRACTICE_EXCHANGE
                            ? new SetupEffect.SavePractice(at.ticket())
                            : new SetupEffect.SaveAccount(at.ticket(), at.account()));
        }
        return seen.problem()
                .map(problem -> failed(at.before(), at.ticket(), problem))
                .orElseGet(() -> Step.to(state));
    }

    private static Step stored(SetupState state, long ticket, Optional<ErrorCode> error) {
        if (!(state instanceof Storing at) || at.ticket() != ticket) {
            return Step.to(state);
        }
        if (error.isPresent()) {
            return failed(at.before(), ticket, error.get());
        }
        Optional<Account> account = at.wanted() == Setup.OWN_EXCHANGE
                ? Optional.of(at.account())
                : at.before().account();
        return Step.to(
                new Settled(at.wanted(), account),
                new SetupEffect.Reply(
                        ticket,
                        new Accepted(
                                "connected",
                                java.util.Map.of("extension", at.account().extension()))));
    }

    private static Step failed(Settled before, long ticket, ErrorCode error) {
        return Step.to(
                before,
                new SetupEffect.StopTimer(),
                new SetupEffect.DisconnectAccount(),
                new SetupEffect.Reply(ticket, Refused.of(error)));
    }

    /** A newer choice takes the place of one that is still being tried. */
    private static List<SetupEffect> superseded(SetupState state) {
        Refused refused = new Refused(ErrorCode.CALL_STATE_WRONG, "another exchange was chosen meanwhile");
        return switch (state) {
            case Settled _ -> List.of();
            case StartingPractice at -> List.of(new SetupEffect.Reply(at.ticket(), refused));
            case Trying at -> List.of(new SetupEffect.Reply(at.ticket(), refused));
            case Storing at -> List.of(new SetupEffect.Reply(at.ticket(), refused));
        };
    }

    private static Step after(List<SetupEffect> first, Step step) {
        List<SetupEffect> all = new ArrayList<>(first);
        all.addAll(step.effects());
        return new Step(step.next(), all);
    }
}
