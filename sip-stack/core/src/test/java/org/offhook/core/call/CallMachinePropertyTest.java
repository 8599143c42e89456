package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.testkit.base.Seed;

/** What holds for every call, whatever happens to it in whatever order. */
class CallMachinePropertyTest {
    private static final int CALLS = 20_000;
    private static final int INPUTS = 40;

    @Test
    void endsOnceAcksEveryAnswerReleasesItsMediaAndLeavesNoTimer() {
        long seed = Seed.of("CallMachinePropertyTest");
        SplittableRandom random = new SplittableRandom(seed);
        List<CallInput> inputs = new ArrayList<>(CallSamples.inputs().values());
        for (int call = 0; call < CALLS; call++) {
            new Life(random, inputs, "seed " + seed + ", call " + call).live();
        }
    }

    private static final class Life {
        private final SplittableRandom random;
        private final List<CallInput> inputs;
        private final String name;
        private final List<String> story = new ArrayList<>();
        private final Map<CallTimer, Instant> timers = new HashMap<>();
        private CallState state = new CallState.New();
        private Instant now = CallSamples.NOW;
        private int ends;
        private int held;
        private boolean ringing;
        private boolean begun;

        Life(SplittableRandom random, List<CallInput> inputs, String name) {
            this.random = random;
            this.inputs = inputs;
            this.name = name;
        }

        void live() {
            for (int i = 0; i < INPUTS; i++) {
                now = now.plusMillis(random.nextInt(500));
                CallInput input = inputs.get(random.nextInt(inputs.size()));
                if (input instanceof CallInput.TimerFired(CallTimer timer) && !timers.containsKey(timer)) {
                    continue; // the loop fires only what runs
                }
                take(input);
            }
            finish();
            assertThat(state instanceof CallState.Gone || !begun)
                    .as("%s: %s", name, story)
                    .isTrue();
            assertThat(ends).as("%s ends once: %s", name, story).isEqualTo(begun ? 1 : 0);
            assertThat(held).as("%s holds no media: %s", name, story).isZero();
            assertThat(ringing).as("%s rings no more: %s", name, story).isFalse();
            assertThat(timers).as("%s leaves no timer: %s", name, story).isEmpty();
        }

        /** Hang up, then let the world answer and time pass, as it always does in the end. */
        private void finish() {
            take(CallSamples.HANG_UP);
            take(CallSamples.ACK);
            for (int i = 0; i < 5 && !timers.isEmpty(); i++) {
                take(new CallInput.TimerFired(timers.keySet().iterator().next()));
            }
        }

        private void take(CallInput input) {
            boolean gone = state instanceof CallState.Gone;
            boolean over = !state.live() && begun;
            if (input instanceof CallInput.TimerFired(CallTimer timer)) {
                timers.remove(timer);
            }
            CallState before = state;
            CallStep step = CallMachine.step(state, input, now);
            story.add(
                    state.getClass().getSimpleName() + " × " + input.getClass().getSimpleName());
            state = step.next();
            begun |= !(state instanceof CallState.New);
            step.effects().forEach(effect -> carryOut(effect, gone, over));
            if (state instanceof CallState.Connected at) {
                assertThat(at.facts().held().here() && !at.facts().plan().muted())
                        .as("%s sends nothing of the agent while it holds: %s", name, story)
                        .isFalse();
                assertThat(at.facts().held().here())
                        .as("%s has what was wished for once no exchange runs: %s", name, story)
                        .isEqualTo(at.facts().wish() == Wish.HOLD);
            }
            if (input instanceof CallInput.ReinviteAnswered answered && before instanceof CallState.Reoffering) {
                assertThat(step.effects())
                        .as("%s ACKs every 2xx to a re-INVITE: %s", name, story)
                        .contains(new CallEffect.SendAck(answered.dialog(), Optional.empty()));
            }
            if (input instanceof CallInput.InviteAnswered answered && outgoing() && !gone) {
                assertThat(step.effects())
                        .as("%s ACKs every 2xx: %s", name, story)
                        .anySatisfy(effect -> assertThat(effect)
                                .isInstanceOfSatisfying(
                                        CallEffect.SendAck.class,
                                        ack -> assertThat(ack.dialog()).isEqualTo(answered.dialog())));
            }
        }

        /** Only a call of ours can be answered; a 2xx for an incoming one is nobody's. */
        private boolean outgoing() {
            return switch (state) {
                case CallState.Calling _, CallState.Proceeding _, CallState.Early _, CallState.Cancelling _ -> true;
                case CallState.EndTone _ -> true;
                case CallState.Ended at -> at.facts().way() == CallFacts.Way.OUTGOING && sentInvite;
                case CallState.Connected at -> at.facts().way() == CallFacts.Way.OUTGOING;
                case CallState.ConnectedWithOffer at -> at.facts().way() == CallFacts.Way.OUTGOING;
                case CallState.Reoffering at -> at.facts().way() == CallFacts.Way.OUTGOING;
                case CallState.Yielding at -> at.facts().way() == CallFacts.Way.OUTGOING;
                case CallState.New _,
                        CallState.Reserving _,
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
                        CallState.Gone _ -> false;
            };
        }

        private boolean sentInvite;

        private void carryOut(CallEffect effect, boolean gone, boolean over) {
            assertThat(gone && !(effect instanceof CallEffect.Ignore))
                    .as("%s orders nothing once it is gone: %s", name, story)
                    .isFalse();
            switch (effect) {
                case CallEffect.SendInvite _ -> sentInvite = true;
                case CallEffect.ReserveMedia _ -> held = 1;
                case CallEffect.ReleaseMedia _ -> held = 0;
                case CallEffect.StartRinging _ -> ringing = true;
                case CallEffect.StopRinging _ -> ringing = false;
                case CallEffect.StartTimer timer -> timers.put(timer.timer(), now.plus(timer.after()));
                case CallEffect.StopTimer timer -> timers.remove(timer.timer());
                case CallEffect.Announce(CallNews news) -> {
                    assertThat(over)
                            .as("%s tells nothing after its end: %s", name, story)
                            .isFalse();
                    if (news instanceof CallNews.Ended(CallEnd _, Duration talked)) {
                        ends++;
                        assertThat(talked).isGreaterThanOrEqualTo(Duration.ZERO);
                    }
                }
                case CallEffect.SendAck _, CallEffect.SendBye _ -> {}
                case CallEffect.SendCancel _,
                        CallEffect.Respond _,
                        CallEffect.Redirect _,
                        CallEffect.SendReinvite _,
                        CallEffect.SendRefer _,
                        CallEffect.RespondToRefer _,
                        CallEffect.FollowReferral _,
                        CallEffect.RespondToReinvite _,
                        CallEffect.SendUpdate _,
                        CallEffect.SendDigitsByInfo _,
                        CallEffect.ForgetCall _,
                        CallEffect.LocateMedia _,
                        CallEffect.PrepareMedia _,
                        CallEffect.ApplyMedia _,
                        CallEffect.SendTelephoneEvents _,
                        CallEffect.Refuse _,
                        CallEffect.Ignore _ -> {}
            }
        }
    }
}
