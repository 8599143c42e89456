package org.offhook.bridge.http;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingScope;
import org.offhook.bridge.event.SnapshotJson;
import org.offhook.bridge.message.Answers;
import org.offhook.bridge.message.CrmAction;
import org.offhook.bridge.message.CrmMessage;
import org.offhook.bridge.message.FieldValue;
import org.offhook.bridge.message.MessageReader;
import org.offhook.bridge.message.MessageReader.Reading;
import org.offhook.bridge.message.Refusal;
import org.offhook.bridge.message.Request;
import org.offhook.bridge.message.RequestReader;
import org.offhook.bridge.message.RequestReader.Sender;
import org.offhook.bridge.trust.Caller;
import org.offhook.bridge.trust.Door;
import org.offhook.bridge.trust.RateLimit;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;

/**
 * Takes every message of every way in: reads it, checks what its sender may do and how fast, and gives the desk a command. Every
 * message with an {@code id} is acknowledged, every wrong one answered with a code; nothing is ever silently dropped.
 */
final class MessageClerk {
    private final AgentDesk desk;
    private final InstantSource clock;
    private final Pace dials;
    private final RefusalCounts refusals;
    private final Executor answers;
    private final RequestReader reader;
    private final Map<Caller, RateLimit> dialLimits = new ConcurrentHashMap<>();

    /**
     * @param dials how fast one caller may dial
     * @param answers where outcomes are written: the desk completes them on its loop, which must not wait for us
     */
    MessageClerk(AgentDesk desk, InstantSource clock, Pace dials, RefusalCounts refusals, Executor answers) {
        this.desk = desk;
        this.clock = clock;
        this.dials = dials;
        this.refusals = refusals;
        this.answers = answers;
        this.reader = new RequestReader(desk::snapshot);
    }

    /** So many at once, then so many a second. */
    record Pace(int burst, double perSecond) {
        RateLimit start(long nowNanos) {
            return new RateLimit(burst, perSecond, nowNanos);
        }
    }

    void take(String text, Visitor visitor) {
        if (!visitor.pace().allows(System.nanoTime())) {
            refuse(visitor, Optional.empty(), Refusal.of(ErrorCode.TOO_MANY_REQUESTS, "slow down"));
            return;
        }
        switch (MessageReader.read(text)) {
            case Reading.Refused(Refusal refusal, Optional<FieldValue> id) -> refuse(visitor, id, refusal);
            case Reading.Understood(CrmMessage message) ->
                CrmAction.named(message.action())
                        .ifPresentOrElse(
                                action -> take(action, message, visitor),
                                () -> refuse(
                                        visitor,
                                        message.id(),
                                        Refusal.of(ErrorCode.ACTION_UNKNOWN, "docs/protocols.md lists the actions")));
        }
    }

    private void take(CrmAction action, CrmMessage message, Visitor visitor) {
        Optional<Refusal> forbidden = forbidden(action, visitor.caller());
        if (forbidden.isPresent()) {
            refuse(visitor, message.id(), forbidden.get());
            return;
        }
        switch (reader.read(action, message, sender(visitor.caller(), message))) {
            case Request.Refused(Refusal refusal) -> refuse(visitor, message.id(), refusal);
            case Request.Command(AgentCommand command) -> {
                if (action.dials() && !mayDialNow(visitor.caller())) {
                    refuse(visitor, message.id(), Refusal.of(ErrorCode.DIALLING_TOO_FAST, "the limit is per page"));
                } else {
                    submit(command, message.id(), visitor);
                }
            }
            case Request.Hello _ -> greet(message.id(), visitor);
            case Request.Snapshot() -> snapshot(message.id(), visitor);
            case Request.Subscribe(var from) -> streamed(message.id(), visitor, visitor.subscribe(from), "subscribed");
            case Request.Unsubscribe() -> streamed(message.id(), visitor, visitor.unsubscribe(), "unsubscribed");
        }
    }

    private void submit(AgentCommand command, Optional<FieldValue> id, Visitor visitor) {
        desk.submit(command).thenAcceptAsync(outcome -> finish(id, outcome, visitor), answers);
    }

    private void finish(Optional<FieldValue> id, CommandOutcome outcome, Visitor visitor) {
        switch (outcome) {
            case CommandOutcome.Refused refused -> refuse(visitor, id, Refusal.of(refused.error(), refused.detail()));
            case CommandOutcome.Accepted accepted -> accept(visitor, id, accepted.message(), accepted.data());
        }
    }

    private void greet(Optional<FieldValue> id, Visitor visitor) {
        accept(visitor, id, "hello", Map.of("scopes", words(scopes(visitor.caller()))));
    }

    private void snapshot(Optional<FieldValue> id, Visitor visitor) {
        if (visitor.wantsEveryAnswer()) {
            visitor.answer(SnapshotJson.of(desk.snapshot(), clock.instant()), Optional.empty());
            return;
        }
        streamed(id, visitor, visitor.subscribe(Optional.empty()), "snapshot");
    }

    private void streamed(Optional<FieldValue> id, Visitor visitor, boolean done, String message) {
        if (done) {
            accept(visitor, id, message, Map.of());
        } else {
            refuse(visitor, id, Refusal.of(ErrorCode.ACTION_UNKNOWN, "events need the WebSocket"));
        }
    }

    private static void accept(Visitor visitor, Optional<FieldValue> id, String message, Map<String, String> data) {
        if (id.isPresent() || visitor.wantsEveryAnswer()) {
            visitor.answer(Answers.accepted(id, message, data), Optional.empty());
        }
    }

    private void refuse(Visitor visitor, Optional<FieldValue> id, Refusal refusal) {
        refusals.count(refusal.error());
        visitor.answer(Answers.refused(id, refusal), Optional.of(refusal.error()));
    }

    private Optional<Refusal> forbidden(CrmAction action, Caller caller) {
        Set<PairingScope> granted = scopes(caller);
        if (granted.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.ORIGIN_NOT_PAIRED, "the pairing was taken back"));
        }
        return action.scope()
                .filter(scope -> !granted.contains(scope))
                .map(scope -> Refusal.of(ErrorCode.SCOPE_MISSING, action.word() + " needs " + scope));
    }

    /** What a caller may do at this moment: a pairing that was taken back counts from the next message on. */
    Set<PairingScope> scopes(Caller caller) {
        return switch (caller) {
            case Caller.Program() -> Caller.EVERY_SCOPE;
            case Caller.Page(String origin) ->
                Door.find(origin, desk.snapshot().pairedOrigins())
                        .map(PairedOrigin::scopes)
                        .orElse(EnumSet.noneOf(PairingScope.class));
        };
    }

    static String words(Set<PairingScope> scopes) {
        return scopes.stream().sorted().map(PairingScope::name).collect(Collectors.joining(" "));
    }

    private boolean mayDialNow(Caller caller) {
        long now = System.nanoTime();
        return dialLimits.computeIfAbsent(caller, _ -> dials.start(now)).allows(now);
    }

    /** Pages are the CRM; a program may say what it is (a link, the command line), because the desk confirms links. */
    private static Sender sender(Caller caller, CrmMessage message) {
        return switch (caller) {
            case Caller.Page(String origin) -> new Sender("crm", origin);
            case Caller.Program _ ->
                new Sender(
                        message.fields().get("source") instanceof FieldValue.Text(String source)
                                        && source.matches("[a-z][a-z0-9-]{1,19}")
                                ? source
                                : "program",
                        "program");
        };
    }
}
