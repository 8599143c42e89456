package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.thirdparty.LegSamples.FAR;
import static org.offhook.core.thirdparty.LegSamples.ONE;
import static org.offhook.core.thirdparty.LegSamples.TWO;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.core.thirdparty.PairMachine.Pair;
import org.offhook.core.thirdparty.PairMachine.PairEffect;
import org.offhook.core.thirdparty.PairMachine.PairInput;
import org.offhook.core.thirdparty.PairMachine.PairStep;

/** Two legs and their join, one input after the other. */
abstract class PairOnTrial {
    Pair pair = Pair.NEW;
    final List<PairEffect> orders = new ArrayList<>();

    List<String> take(PairInput input) {
        PairStep step = PairMachine.step(pair, input, LegSamples.NOW);
        pair = step.next();
        orders.addAll(step.effects());
        return step.effects().stream().map(PairOnTrial::shown).toList();
    }

    List<String> first(LegInput input) {
        return take(new PairInput.OfLeg(Side.FIRST, input));
    }

    List<String> second(LegInput input) {
        return take(new PairInput.OfLeg(Side.SECOND, input));
    }

    private static String shown(PairEffect effect) {
        return switch (effect) {
            case PairEffect.OfLeg(Side side, LegEffect of) -> side + " " + LegSamples.shown(of);
            case PairEffect.OfJoin(JoinEffect.Bridge(Recording recording)) -> "Bridge recording " + recording;
            case PairEffect.OfJoin(JoinEffect of) -> of.getClass().getSimpleName();
            case PairEffect.Play(Side to, LegTone tone) -> to + " hears " + tone;
            case PairEffect.Relay(Side to) -> to + " hears " + to.other();
        };
    }

    /** SDP of the latest order of that kind. */
    String sdpOf(Class<? extends LegEffect> kind, Side side) {
        for (PairEffect effect : orders.reversed()) {
            if (effect instanceof PairEffect.OfLeg(Side of, LegEffect order) && of == side && kind.isInstance(order)) {
                return (switch (order) {
                            case LegEffect.SendReinvite(var _, var sdp) -> sdp;
                            case LegEffect.SendAck(var _, var sdp) -> sdp;
                            case LegEffect.RespondToReinvite(var _, int _, var sdp) -> sdp;
                            default -> Optional.<String>empty();
                        })
                        .orElseThrow();
            }
        }
        throw new AssertionError("no " + kind.getSimpleName());
    }

    static String mediaOf(String sdp) {
        return sdp.substring(sdp.indexOf("m="));
    }

    void bothAnswered(LegPlan secondPlan) {
        first(LegSamples.call(LegSamples.OURS));
        first(LegSamples.RESERVED);
        first(LegSamples.answered(ONE));
        second(LegSamples.call(secondPlan));
        if (secondPlan.offer() == LegPlan.Offer.OURS) {
            second(LegSamples.RESERVED);
        }
        second(LegSamples.answered(TWO));
    }

    /** Joins them, and lets the moment pass in which leg one hears nothing more of us. */
    List<String> join() {
        List<String> shown = new ArrayList<>(take(new PairInput.JoinRequested()));
        if (pair.join() instanceof JoinState.Hushing) {
            shown.addAll(take(new PairInput.HushOver()));
        }
        return shown;
    }

    void joined() {
        bothAnswered(LegSamples.NONE);
        join();
        first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)));
        assertThat(pair.join()).isEqualTo(new JoinState.Joined(Secrecy.PLAIN));
    }
}
