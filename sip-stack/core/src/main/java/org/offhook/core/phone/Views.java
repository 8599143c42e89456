package org.offhook.core.phone;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallFacts;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallState;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.phone.RegistrationView.Status;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.registration.RegistrationState;
import org.offhook.core.registration.RegistrationState.Problem;

/** Shows machines' states to observers. */
final class Views {
    private Views() {}

    /** Empty for a call that nobody can see: before its first input and after its last. */
    static Optional<CallView> of(CallId id, CallState state) {
        return switch (state) {
            case CallState.New _, CallState.Gone _ -> Optional.empty();
            case CallState.Reserving at -> live(id, at.facts(), Phase.CONNECTING);
            case CallState.Calling at -> live(id, at.facts(), Phase.CONNECTING);
            case CallState.Proceeding at -> live(id, at.facts(), Phase.RINGING);
            case CallState.Early at -> live(id, at.facts(), Phase.EARLY_MEDIA);
            case CallState.Cancelling at -> live(id, at.facts(), Phase.ENDING);
            case CallState.Offered at -> live(id, at.facts(), Phase.OFFERED);
            case CallState.Alerting at -> live(id, at.facts(), Phase.OFFERED);
            case CallState.AnswerPending at -> live(id, at.facts(), Phase.ANSWERING);
            case CallState.OfferDue at -> live(id, at.facts(), Phase.OFFERED);
            case CallState.AlertingWithOffer at -> live(id, at.facts(), Phase.OFFERED);
            case CallState.AlertingAgreed at -> live(id, at.facts(), Phase.OFFERED);
            case CallState.AnswerAwaitingPrack at -> live(id, at.facts(), Phase.ANSWERING);
            case CallState.Answering at -> answered(id, at.facts(), Phase.ANSWERING, at.answeredAt());
            case CallState.AnsweringWithOffer at -> answered(id, at.facts(), Phase.ANSWERING, at.answeredAt());
            case CallState.ClosingAfterAck at -> answered(id, at.facts(), Phase.ENDING, at.answeredAt());
            case CallState.Connected at -> answered(id, at.facts(), Phase.CONNECTED, at.answeredAt());
            case CallState.ConnectedWithOffer at -> answered(id, at.facts(), Phase.CONNECTED, at.answeredAt());
            case CallState.Reoffering at -> answered(id, at.facts(), Phase.CONNECTED, at.answeredAt());
            case CallState.Yielding at -> answered(id, at.facts(), Phase.CONNECTED, at.answeredAt());
            case CallState.EndTone at -> ended(id, at.facts(), at.end(), Optional.empty(), at.endedAt());
            case CallState.Ended at -> ended(id, at.facts(), at.end(), at.answeredAt(), at.endedAt());
        };
    }

    /** The dialog of a call that is up; empty before its answer and after its end. */
    static Optional<DialogId> dialog(CallState state) {
        return switch (state) {
            case CallState.Connected at -> Optional.of(at.dialog());
            case CallState.ConnectedWithOffer at -> Optional.of(at.dialog());
            case CallState.Reoffering at -> Optional.of(at.dialog());
            case CallState.Yielding at -> Optional.of(at.dialog());
            case CallState.New _,
                    CallState.Reserving _,
                    CallState.Calling _,
                    CallState.Proceeding _,
                    CallState.Early _,
                    CallState.Cancelling _,
                    CallState.Offered _,
                    CallState.Alerting _,
                    CallState.AnswerPending _,
                    CallState.OfferDue _,
                    CallState.AlertingWithOffer _,
                    CallState.AlertingAgreed _,
                    CallState.AnswerAwaitingPrack _,
                    CallState.Answering _,
                    CallState.AnsweringWithOffer _,
                    CallState.ClosingAfterAck _,
                    CallState.EndTone _,
                    CallState.Ended _,
                    CallState.Gone _ -> Optional.empty();
        };
    }

    private static Optional<CallView> live(CallId id, CallFacts facts, Phase phase) {
        return Optional.of(view(id, facts, phase, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Optional<CallView> answered(CallId id, CallFacts facts, Phase phase, Instant at) {
        return Optional.of(view(id, facts, phase, Optional.of(at), Optional.empty(), Optional.empty()));
    }

    private static Optional<CallView> ended(
            CallId id, CallFacts facts, CallEnd end, Optional<Instant> answeredAt, Instant endedAt) {
        return Optional.of(view(id, facts, Phase.ENDED, answeredAt, Optional.of(endedAt), Optional.of(end)));
    }

    private static CallView view(
            CallId id,
            CallFacts facts,
            Phase phase,
            Optional<Instant> connectedAt,
            Optional<Instant> endedAt,
            Optional<CallEnd> end) {
        return new CallView(
                id,
                direction(facts),
                phase,
                facts.party(),
                facts.called(),
                facts.startedAt(),
                connectedAt,
                endedAt,
                facts.muted(),
                facts.held().here() && endedAt.isEmpty(),
                phase == Phase.CONNECTED && facts.heldByFarEnd(),
                facts.transfer(),
                end,
                facts.plan().stream().map(RtpStream::codec),
                facts.digitsSent(),
                facts.plan().stream().map(RtpStream::secured).orElse(SpeechSecurity.NONE),
                facts.transferredBy(),
                Optional.empty(),
                CallRecording.OFF);
    }

    static CallDirection direction(CallFacts facts) {
        return switch (facts.way()) {
            case OUTGOING -> CallDirection.OUTGOING;
            case INCOMING -> CallDirection.INCOMING;
        };
    }

    static RegistrationView of(RegistrationState state) {
        return switch (state) {
            case RegistrationState.Idle at ->
                new RegistrationView(
                        Status.NOT_REGISTERED,
                        "",
                        "",
                        RegistrationView.NONE.transport(),
                        at.since(),
                        Optional.empty(),
                        0,
                        Optional.empty());
            case RegistrationState.Registering at ->
                view(
                        at.failures() == 0 ? Status.REGISTERING : Status.LOST,
                        at.account(),
                        at.since(),
                        at.last(),
                        Optional.empty());
            case RegistrationState.Registered at ->
                view(Status.REGISTERED, at.account(), at.since(), Optional.empty(), Optional.empty())
                        .atBackup(at.backup());
            case RegistrationState.Refreshing at ->
                view(Status.REGISTERED, at.account(), at.since(), Optional.empty(), Optional.empty())
                        .atBackup(at.backup());
            case RegistrationState.BackingOff at ->
                view(Status.LOST, at.account(), at.since(), Optional.of(at.problem()), Optional.of(at.nextAttempt()));
            case RegistrationState.Refused at ->
                view(Status.NOT_REGISTERED, at.account(), at.since(), Optional.of(at.problem()), Optional.empty());
            case RegistrationState.Offline at ->
                view(
                        Status.LOST,
                        at.account(),
                        at.since(),
                        Optional.of(new Problem(ErrorCode.NETWORK_GONE, 0)),
                        Optional.empty());
            case RegistrationState.Unregistering at ->
                view(Status.UNREGISTERING, at.account(), at.since(), Optional.empty(), Optional.empty());
            case RegistrationState.Replacing at ->
                view(Status.REGISTERING, at.following(), at.since(), Optional.empty(), Optional.empty());
        };
    }

    private static RegistrationView view(
            Status status, Account account, Instant since, Optional<Problem> problem, Optional<Instant> nextAttempt) {
        return new RegistrationView(
                status,
                account.extension(),
                account.domain(),
                account.transport(),
                since,
                problem.map(Problem::error),
                problem.map(Problem::sipStatus).orElse(0),
                nextAttempt);
    }
}
