package org.offhook.ui.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.CallView;
import org.offhook.core.recording.CallRecording;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * The card of the call that is on, or of the one that just ended.
 *
 * @param name name, or empty when only the number is known
 * @param number grouped for the eye; of a conversation of several, how many talk
 * @param dialled the number as dialled
 * @param state what the call does now, with its running time
 * @param facts whom the caller wanted, who transferred it and what the CRM sent along, in one line; may be empty
 * @param security how speech is encrypted, in a word or two; empty where it is not
 * @param securityHint the same in a sentence
 * @param ended it is over: no meters
 * @param held the agent has put it on hold
 * @param recording that it is recorded, or that this is paused; empty for neither
 * @param recorded what is said now gets into the recording
 * @param failed it ended in a way the agent should notice
 */
public record CallCardView(
        String name,
        String number,
        String dialled,
        String state,
        String facts,
        String security,
        String securityHint,
        boolean ended,
        boolean held,
        boolean failed,
        String recording,
        boolean recorded) {
    private static final int FACTS_SHOWN = 3;

    public static CallCardView of(CallView call, AgentSnapshot snapshot, Instant now, Words words) {
        CallParty party = call.party();
        String number = party.number().isEmpty() ? words.of("call.noNumber") : ShownNumber.of(party.number(), snapshot);
        String facts = Calls.transferredBy(call, snapshot, words)
                .map(by -> joined(by, facts(snapshot.callFacts().getOrDefault(call.id(), Map.of()))))
                .orElseGet(() -> facts(snapshot.callFacts().getOrDefault(call.id(), Map.of())));
        Optional<String> wanted = Calls.wanted(call, snapshot);
        if (wanted.isPresent()) {
            facts = joined(words.of("call.wanted", wanted.get()), facts);
        }
        if (!call.account().isMain()) {
            facts = joined(words.of("account.over", call.account().name()), facts);
        }
        boolean ended = call.end().isPresent();
        List<CallView> conference = Calls.conference(snapshot);
        boolean several = !conference.isEmpty() && !ended;
        boolean secured = call.encrypted() && !ended && !several;
        if (several) {
            facts = ""; // who they are stands in the rows below
        }
        return new CallCardView(
                several ? "" : party.name(),
                several ? words.of("call.people", conference.size() + 1) : number,
                party.number(),
                state(call, now, words),
                facts,
                secured ? words.of("call.security.", call.security()) : "",
                secured ? words.of("call.security.hint.", call.security()) : "",
                ended,
                call.held(),
                failed(call),
                recording(call, words),
                call.recording() == CallRecording.RECORDING);
    }

    private static String state(CallView call, Instant now, Words words) {
        if (call.end().isPresent()) {
            String how = words.callEnd(call.end().get().cause());
            String code = call.end().get().error().map(error -> error.code()).orElse("");
            String said = code.isEmpty() ? how : words.of("call.endWithCode", how, code);
            Optional<Instant> connected = call.connectedAt();
            return connected.isEmpty()
                    ? said
                    : words.of(
                            "state.second.join",
                            said,
                            TimeText.running(connected.get(), call.endedAt().orElse(now)));
        }
        String phase = words.of("call.phase.", call.phase());
        if (call.transfer().runs()) {
            phase = words.of("call.transferring");
        } else if (call.held()) {
            phase = words.of("state.held");
        } else if (call.heldByFarEnd()) {
            phase = words.of("state.heldByFarEnd");
        }
        Instant since = call.connectedAt().orElse(call.startedAt());
        return words.of("state.second.join", phase, TimeText.running(since, now));
    }

    private static String joined(String first, String second) {
        return second.isEmpty() ? first : first + " · " + second;
    }

    private static String recording(CallView call, Words words) {
        return switch (call.recording()) {
            case RECORDING -> words.of("call.recording");
            case PAUSED -> words.of("call.recording.paused");
            case FAILED -> words.of("call.recording.failed");
            case OFF, AWAITED -> "";
        };
    }

    private static boolean failed(CallView call) {
        return call.end().flatMap(end -> end.error()).isPresent();
    }

    private static String facts(Map<String, String> facts) {
        return facts.values().stream()
                .filter(value -> !value.isBlank())
                .limit(FACTS_SHOWN)
                .collect(Collectors.joining(" · "));
    }
}
