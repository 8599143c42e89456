package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.core.thirdparty.JoinInput.Keys;
import org.offhook.core.thirdparty.LegInput.Reply;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of the join's state and input. */
class JoinMachineTableTest {
    private static final Optional<String> SDP = Optional.of(LegSamples.ONE);

    private static Map<String, JoinState> states() {
        Map<String, JoinState> states = new LinkedHashMap<>();
        states.put("Apart", new JoinState.Apart());
        states.put("AwaitingKeys", new JoinState.AwaitingKeys(LegSamples.TWO, Secrecy.PLAIN));
        states.put("Hushing", new JoinState.Hushing(LegSamples.TWO, Secrecy.PLAIN));
        states.put("Crossing", new JoinState.Crossing(LegSamples.TWO, Secrecy.PLAIN));
        states.put("BackingOff", new JoinState.BackingOff(LegSamples.TWO, Secrecy.PLAIN));
        states.put("FallingBack", new JoinState.FallingBack());
        states.put("Joined", new JoinState.Joined(Secrecy.PLAIN));
        states.put("PassingOffer", new JoinState.PassingOffer(Side.FIRST, Secrecy.PLAIN));
        states.put("FetchingOffer", new JoinState.FetchingOffer(Side.FIRST, Secrecy.PLAIN));
        states.put("AwaitingAnswer", new JoinState.AwaitingAnswer(Side.FIRST, LegSamples.TWO, Secrecy.PLAIN));
        states.put("Bridged", new JoinState.Bridged());
        states.put("Parted", new JoinState.Parted());
        return states;
    }

    private static Bond bond(Secrecy secrecy) {
        return new Bond(secrecy, Optional.empty());
    }

    private static Map<String, JoinInput> inputs() {
        Map<String, JoinInput> inputs = new LinkedHashMap<>();
        inputs.put("CrossRequested", new JoinInput.CrossRequested(LegSamples.TWO, bond(Secrecy.PLAIN), Keys.THERE));
        inputs.put(
                "CrossRequested of one that talks encrypted",
                new JoinInput.CrossRequested(LegSamples.TWO, bond(Secrecy.ENCRYPTED), Keys.THERE));
        inputs.put(
                "CrossRequested of one that began its handshake, by one that wants to",
                new JoinInput.CrossRequested(
                        LegSamples.TWO.replace("RTP/AVP", "RTP/SAVP") + "a=setup:active\r\n",
                        new Bond(Secrecy.ENCRYPTED, Optional.of(PairHandshakeTest.BEGINS)),
                        Keys.THERE));
        inputs.put(
                "CrossRequested of one whose handshake runs",
                new JoinInput.CrossRequested(LegSamples.TWO, bond(Secrecy.PLAIN), Keys.AWAITED));
        inputs.put("Secured", new JoinInput.Secured());
        inputs.put("HushOver", new JoinInput.HushOver());
        inputs.put("BridgeRequested", new JoinInput.BridgeRequested());
        inputs.put("JoinImpossible", new JoinInput.JoinImpossible());
        for (Side side : Side.values()) {
            inputs.put("ReinviteTaken " + side, new JoinInput.ReinviteTaken(side, SDP));
            inputs.put("ReinviteTaken " + side + " without SDP", new JoinInput.ReinviteTaken(side, Optional.empty()));
            inputs.put("ReinviteRefused " + side + " 491", new JoinInput.ReinviteRefused(side, 491));
            inputs.put("ReinviteRefused " + side + " 488", new JoinInput.ReinviteRefused(side, 488));
            inputs.put("MediaTaken " + side, new JoinInput.MediaTaken(side));
            inputs.put("Asked " + side, new JoinInput.Asked(side, SDP));
            inputs.put("Asked " + side + " without SDP", new JoinInput.Asked(side, Optional.empty()));
            inputs.put("Acknowledged " + side, new JoinInput.Acknowledged(side, SDP));
            inputs.put("Acknowledged " + side + " without SDP", new JoinInput.Acknowledged(side, Optional.empty()));
            inputs.put("LegGone " + side, new JoinInput.LegGone(side));
        }
        inputs.put("BackOffOver", new JoinInput.BackOffOver());
        return inputs;
    }

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        assertThat(states().keySet()).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(JoinState.class));
        Set<String> kinds = inputs().values().stream()
                .map(input -> input.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(JoinInput.class));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("join");
        states().forEach((name, state) -> inputs().forEach((inputName, input) -> {
            JoinStep step = JoinMachine.step(state, input);
            String orders =
                    step.effects().stream().map(JoinMachineTableTest::shown).collect(Collectors.joining(" · "));
            String next = step.next().getClass().getSimpleName();
            table.add(
                    name,
                    inputName,
                    next.equals(name)
                            ? (orders.isEmpty() ? "no change" : orders)
                            : "→ " + next + (orders.isEmpty() ? "" : ": " + orders));
        }));
        table.agreesWithThePage();
    }

    private static String shown(JoinEffect effect) {
        return switch (effect) {
            case JoinEffect.Reinvite(Side to, var sdp) ->
                "Reinvite " + to + (sdp.isPresent() ? " with SDP" : " without SDP");
            case JoinEffect.Acknowledge(Side to, var sdp) ->
                "Acknowledge " + to
                        + sdp.map(text -> text.contains("m=audio 0 ") ? " refusing" : " with SDP")
                                .orElse("");
            case JoinEffect.GiveMedia(Side to) -> "GiveMedia " + to;
            case JoinEffect.Respond(Side to, Reply reply) ->
                "Respond " + to
                        + switch (reply) {
                            case Reply.WithAnswer _ -> " 200 with answer";
                            case Reply.WithOffer _ -> " 200 with offer";
                            case Reply.Refusing(int status) -> " " + status;
                        };
            case JoinEffect.Ignore(String reason) -> "ignored: " + reason;
            case JoinEffect.Bridge(Recording recording) -> "Bridge recording " + recording;
            case JoinEffect.Hush _,
                    JoinEffect.StartBackOff _,
                    JoinEffect.StopBackOff _,
                    JoinEffect.ReportJoined _,
                    JoinEffect.ReportBroken _ -> effect.getClass().getSimpleName();
        };
    }

    @Test
    void every2xxToOurReinviteGetsItsAck() {
        states().forEach((name, state) -> {
            for (Side side : Side.values()) {
                boolean acknowledged =
                        JoinMachine.step(state, new JoinInput.ReinviteTaken(side, SDP)).effects().stream()
                                .anyMatch(effect ->
                                        effect instanceof JoinEffect.Acknowledge(Side to, var _) && to == side);
                // Where its offer goes to the party who asked for it, the ACK waits for that one's answer.
                boolean waits = state instanceof JoinState.FetchingOffer(Side from, Secrecy _) && side == from.other();
                assertThat(acknowledged).as(name + " × " + side).isEqualTo(!waits);
            }
        });
    }
}
