package org.offhook.practice.farend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.practice.farend.FarEndEffect.Ending;
import org.offhook.practice.farend.FarEndEffect.Finish;
import org.offhook.practice.farend.FarEndEffect.KeyDigits;
import org.offhook.practice.farend.FarEndEffect.NoteConnected;
import org.offhook.practice.farend.FarEndEffect.Offer;
import org.offhook.practice.farend.FarEndEffect.Play;
import org.offhook.practice.farend.FarEndEffect.RefuseReinvite;
import org.offhook.practice.farend.FarEndEffect.Respond;
import org.offhook.practice.farend.FarEndEffect.RespondWithSession;
import org.offhook.practice.farend.FarEndEffect.SendAck;
import org.offhook.practice.farend.FarEndEffect.SendBye;
import org.offhook.practice.farend.FarEndEffect.SendCancel;
import org.offhook.practice.farend.FarEndEffect.SendInvite;
import org.offhook.practice.farend.FarEndEffect.SendReinvite;
import org.offhook.practice.farend.FarEndEffect.StartTimer;
import org.offhook.practice.farend.FarEndEffect.TakeAnswer;
import org.offhook.practice.farend.FarEndInput.AckArrived;
import org.offhook.practice.farend.FarEndInput.ByeArrived;
import org.offhook.practice.farend.FarEndInput.ByeCompleted;
import org.offhook.practice.farend.FarEndInput.CallOrdered;
import org.offhook.practice.farend.FarEndInput.CancelArrived;
import org.offhook.practice.farend.FarEndInput.DeedOrdered;
import org.offhook.practice.farend.FarEndInput.DialogFailed;
import org.offhook.practice.farend.FarEndInput.HangUpOrdered;
import org.offhook.practice.farend.FarEndInput.InviteAnswered;
import org.offhook.practice.farend.FarEndInput.InviteArrived;
import org.offhook.practice.farend.FarEndInput.InviteRefused;
import org.offhook.practice.farend.FarEndInput.ProvisionalArrived;
import org.offhook.practice.farend.FarEndInput.ReinviteArrived;
import org.offhook.practice.farend.FarEndInput.TimerFired;
import org.offhook.practice.farend.FarEndScript.Act;
import org.offhook.practice.farend.FarEndScript.Answers;
import org.offhook.practice.farend.FarEndScript.Deed;
import org.offhook.practice.farend.FarEndScript.Refuses;
import org.offhook.practice.farend.FarEndScript.Ringing;
import org.offhook.practice.farend.FarEndScript.RingsForEver;
import org.offhook.practice.sound.Sound;
import org.offhook.testkit.base.Seed;

class FarEndMachineTest {
    private static final Duration RING = Duration.ofSeconds(2);
    private static final Sound VOICE = new Sound.Tone(700);
    private static final Answers TALKER = new Answers(new Ringing.Plain(), RING, VOICE, List.of());
    private static final Optional<String> OFFER = Optional.of("their offer");
    private static final Optional<String> NONE = Optional.empty();
    private static final FarEndInput RINGING_OVER = new TimerFired(new FarEndTimer.RingingOver());

    private FarEndState state = new FarEndState.Idle();

    @Test
    void ringsAnswersAndTalksUntilThePhoneHangsUp() {
        assertThat(give(new InviteArrived(TALKER, OFFER)))
                .containsExactly(new Respond(180), new StartTimer(new FarEndTimer.RingingOver(), RING));
        assertThat(give(RINGING_OVER)).containsExactly(new RespondWithSession(200, OFFER), new Play(VOICE));
        assertThat(give(new AckArrived(NONE))).contains(new NoteConnected());
        assertThat(give(new ByeArrived())).containsExactly(new Finish(Ending.PHONE_HUNG_UP));
        assertThat(state).isEqualTo(new FarEndState.Gone());
    }

    @Test
    void takesTheAnswerFromTheAckOfALateOffer() {
        give(new InviteArrived(TALKER, NONE));
        assertThat(give(RINGING_OVER)).contains(new RespondWithSession(200, NONE));
        assertThat(give(new AckArrived(Optional.of("their answer")))).contains(new TakeAnswer("their answer"));
    }

    @Test
    void isBusyAtOnceWithoutRinging() {
        assertThat(give(new InviteArrived(new Refuses(Duration.ZERO, 486), OFFER)))
                .containsExactly(new Respond(486), new Finish(Ending.FAR_END_REFUSED));
    }

    @Test
    void declinesAfterRinging() {
        give(new InviteArrived(new Refuses(RING, 603), OFFER));
        assertThat(give(RINGING_OVER)).containsExactly(new Respond(603), new Finish(Ending.FAR_END_REFUSED));
    }

    @Test
    void ringsForEverUntilThePhoneCancels() {
        assertThat(give(new InviteArrived(new RingsForEver(), OFFER))).containsExactly(new Respond(180));
        assertThat(give(new CancelArrived())).containsExactly(new Respond(487), new Finish(Ending.PHONE_CANCELLED));
    }

    @Test
    void ignoresACancelThatComesAfterTheAnswer() {
        give(new InviteArrived(TALKER, OFFER));
        give(RINGING_OVER);
        FarEndStep late = FarEndMachine.step(state, new CancelArrived());
        assertThat(late.ignored()).contains(FarEndStep.Ignored.OUT_OF_PLACE);
        assertThat(late.state()).isEqualTo(state);
    }

    @Test
    void playsBeforeTheAnswerWhenThereIsAnOfferAndRingsOtherwise() {
        Answers early = new Answers(new Ringing.EarlyMedia(new Sound.Ringback()), RING, VOICE, List.of());
        assertThat(give(new InviteArrived(early, OFFER)))
                .startsWith(new RespondWithSession(183, OFFER), new Play(new Sound.Ringback()));
        state = new FarEndState.Idle();
        assertThat(give(new InviteArrived(early, NONE))).startsWith(new Respond(180));
    }

    @Test
    void doesItsActsAtTheirTime() {
        Answers busyBody = new Answers(
                new Ringing.Plain(),
                RING,
                VOICE,
                List.of(
                        new Act(Duration.ofSeconds(1), new Deed.KeyDigits("12")),
                        new Act(Duration.ofSeconds(3), new Deed.HangUp())));
        give(new InviteArrived(busyBody, OFFER));
        give(RINGING_OVER);
        assertThat(give(new AckArrived(NONE)))
                .contains(
                        new StartTimer(new FarEndTimer.ActDue(0), Duration.ofSeconds(1)),
                        new StartTimer(new FarEndTimer.ActDue(1), Duration.ofSeconds(3)));
        assertThat(give(new TimerFired(new FarEndTimer.ActDue(0)))).containsExactly(new KeyDigits("12"));
        assertThat(give(new TimerFired(new FarEndTimer.ActDue(1)))).containsExactly(new SendBye());
        assertThat(give(new ByeCompleted())).containsExactly(new Finish(Ending.FAR_END_HUNG_UP));
    }

    @Test
    void holdsAndResumes() {
        talk(TALKER);
        assertThat(give(new DeedOrdered(new Deed.Hold()))).containsExactly(new SendReinvite(Offer.HOLD));
        assertThat(give(new InviteAnswered(Optional.of("held"))))
                .containsExactly(new SendAck(), new TakeAnswer("held"), new Play(new Sound.Silence()));
        assertThat(give(new DeedOrdered(new Deed.Resume()))).containsExactly(new SendReinvite(Offer.RESUME));
        assertThat(give(new InviteAnswered(Optional.of("back"))))
                .containsExactly(new SendAck(), new TakeAnswer("back"), new Play(VOICE));
        assertThat(state).isEqualTo(new FarEndState.Talking(TALKER));
    }

    @Test
    void refusesACrossingReinviteWith491AndGoesOnWhenItsOwnIsRefused() {
        talk(TALKER);
        give(new DeedOrdered(new Deed.Hold()));
        assertThat(give(new ReinviteArrived(OFFER))).containsExactly(new RefuseReinvite(491));
        assertThat(give(new InviteRefused(491))).containsExactly(new FarEndEffect.WithdrawOffer(Offer.HOLD));
        assertThat(state).isEqualTo(new FarEndState.Talking(TALKER));
    }

    @Test
    void letsAByeWinOverItsOwnReinvite() {
        talk(TALKER);
        give(new DeedOrdered(new Deed.Hold()));
        assertThat(give(new ByeArrived())).containsExactly(new Finish(Ending.PHONE_HUNG_UP));
        assertThat(FarEndMachine.step(state, new InviteRefused(481)).ignored()).contains(FarEndStep.Ignored.GONE);
    }

    @Test
    void hangsUpWhenTheDialogIsGoneAtThePhone() {
        talk(TALKER);
        give(new DeedOrdered(new Deed.Hold()));
        assertThat(give(new InviteRefused(481))).containsExactly(new SendBye());
    }

    @Test
    void endsOnceWhenByesCross() {
        talk(TALKER);
        assertThat(give(new HangUpOrdered())).containsExactly(new SendBye());
        assertThat(give(new ByeArrived())).containsExactly(new Finish(Ending.FAR_END_HUNG_UP));
        assertThat(give(new ByeCompleted())).isEmpty();
    }

    @Test
    void waitsForTheAckBeforeItHangsUp() {
        give(new InviteArrived(TALKER, OFFER));
        give(RINGING_OVER);
        assertThat(give(new HangUpOrdered())).isEmpty();
        assertThat(give(new AckArrived(NONE))).containsExactly(new SendBye());
    }

    @Test
    void callsThePhone() {
        assertThat(give(new CallOrdered(TALKER)))
                .containsExactly(
                        new SendInvite(), new StartTimer(new FarEndTimer.CallLimit(), FarEndMachine.CALL_LIMIT));
        give(new ProvisionalArrived());
        assertThat(give(new InviteAnswered(Optional.of("their answer"))))
                .startsWith(new SendAck(), new TakeAnswer("their answer"), new Play(VOICE), new NoteConnected());
    }

    @Test
    void reportsThatThePhoneRefused() {
        give(new CallOrdered(TALKER));
        assertThat(give(new InviteRefused(486))).containsExactly(new Finish(Ending.PHONE_REFUSED));
    }

    @Test
    void cancelsOnlyAfterAProvisionalResponse() {
        give(new CallOrdered(TALKER));
        assertThat(give(new HangUpOrdered())).isEmpty();
        assertThat(give(new ProvisionalArrived())).containsExactly(new SendCancel());
        assertThat(give(new ProvisionalArrived())).isEmpty();
        assertThat(give(new InviteRefused(487))).containsExactly(new Finish(Ending.NOT_ANSWERED));
    }

    @Test
    void acknowledgesAndEndsACallWhoseAnswerCrossedTheCancel() {
        give(new CallOrdered(TALKER));
        give(new ProvisionalArrived());
        give(new TimerFired(new FarEndTimer.CallLimit()));
        assertThat(give(new InviteAnswered(Optional.of("late")))).containsExactly(new SendAck(), new SendBye());
        assertThat(give(new ByeCompleted())).containsExactly(new Finish(Ending.NOT_ANSWERED));
    }

    @Test
    void endsACallWhose2xxHasNoAnswer() {
        give(new CallOrdered(TALKER));
        assertThat(give(new InviteAnswered(NONE))).containsExactly(new SendAck(), new SendBye());
    }

    /** Which inputs mean something in which state; every other pair must be ignored with a reason and change nothing. */
    @Test
    void judgesEveryPairOfStateAndInput() {
        Map<Class<?>, String> meaningful = new LinkedHashMap<>();
        meaningful.put(FarEndState.Idle.class, "InviteArrived CallOrdered HangUpOrdered DialogFailed");
        meaningful.put(FarEndState.Ringing.class, "RingingOver CancelArrived ByeArrived HangUpOrdered DialogFailed");
        meaningful.put(FarEndState.Answered.class, "AckArrived ByeArrived HangUpOrdered DialogFailed ReinviteArrived");
        meaningful.put(
                FarEndState.Talking.class,
                "ActDue HoldOrdered TalkLimit HangUpOrdered ByeArrived DialogFailed ReinviteArrived AckArrived");
        meaningful.put(
                FarEndState.Holding.class,
                "ActDue ResumeOrdered TalkLimit HangUpOrdered ByeArrived DialogFailed ReinviteArrived AckArrived");
        String asked = "InviteAnswered InviteRefused ReinviteArrived ActDue TalkLimit HangUpOrdered ByeArrived"
                + " DialogFailed";
        meaningful.put(FarEndState.HoldAsked.class, asked);
        meaningful.put(FarEndState.ResumeAsked.class, asked);
        String calling = "ProvisionalArrived InviteAnswered InviteRefused DialogFailed CallLimit HangUpOrdered";
        meaningful.put(FarEndState.Calling.class, calling);
        meaningful.put(FarEndState.CallRinging.class, calling);
        meaningful.put(FarEndState.CancelWaiting.class, "ProvisionalArrived InviteAnswered InviteRefused DialogFailed");
        meaningful.put(FarEndState.Cancelling.class, "InviteAnswered InviteRefused DialogFailed");
        meaningful.put(FarEndState.HangUpWaiting.class, "AckArrived ByeArrived DialogFailed ReinviteArrived");
        meaningful.put(
                FarEndState.Leaving.class, "ByeCompleted ByeArrived DialogFailed ReinviteArrived InviteAnswered");
        meaningful.put(FarEndState.Gone.class, "ReinviteArrived");
        assertThat(meaningful.keySet()).containsExactlyInAnyOrder(FarEndState.class.getPermittedSubclasses());

        Answers hangsUp = new Answers(
                new Ringing.Plain(), RING, VOICE, List.of(new Act(Duration.ofSeconds(1), new Deed.HangUp())));
        for (FarEndState from : states(hangsUp)) {
            List<String> expected =
                    List.of(meaningful.getOrDefault(from.getClass(), "").split(" "));
            inputs().forEach((name, input) -> {
                FarEndStep step = FarEndMachine.step(from, input);
                assertThat(step.ignored().isEmpty())
                        .as("%s in %s", name, from.getClass().getSimpleName())
                        .isEqualTo(expected.contains(name));
                if (step.ignored().isPresent()) {
                    assertThat(step.state()).isEqualTo(from);
                    assertThat(step.effects()).isEmpty();
                }
            });
        }
    }

    @Test
    void finishesExactlyOnceWhateverHappens() {
        long seed = Seed.of("FarEndMachineTest");
        SplittableRandom random = new SplittableRandom(seed);
        List<FarEndInput> all = List.copyOf(inputs().values());
        for (int run = 0; run < 5_000; run++) {
            state = new FarEndState.Idle();
            int finished = 0;
            int finals = 0;
            for (int i = 0; i < 40; i++) {
                for (FarEndEffect effect : give(all.get(random.nextInt(all.size())))) {
                    finished += effect instanceof Finish ? 1 : 0;
                    finals += effect instanceof Respond(int status) && status >= 200 ? 1 : 0;
                    finals += effect instanceof RespondWithSession(int status, var _) && status >= 200 ? 1 : 0;
                }
            }
            assertThat(finished).isEqualTo(state instanceof FarEndState.Gone ? 1 : 0);
            assertThat(finals).isLessThanOrEqualTo(1);
        }
    }

    private static List<FarEndState> states(Answers script) {
        return List.of(
                new FarEndState.Idle(),
                new FarEndState.Ringing(script, OFFER),
                new FarEndState.Answered(script),
                new FarEndState.Talking(script),
                new FarEndState.Holding(script),
                new FarEndState.HoldAsked(script),
                new FarEndState.ResumeAsked(script),
                new FarEndState.Calling(script),
                new FarEndState.CallRinging(script),
                new FarEndState.CancelWaiting(),
                new FarEndState.Cancelling(),
                new FarEndState.HangUpWaiting(),
                new FarEndState.Leaving(Ending.FAR_END_HUNG_UP),
                new FarEndState.Gone());
    }

    private static Map<String, FarEndInput> inputs() {
        Map<String, FarEndInput> inputs = new LinkedHashMap<>();
        List<FarEndInput> plain = new ArrayList<>(List.of(
                new InviteArrived(TALKER, OFFER),
                new AckArrived(NONE),
                new CancelArrived(),
                new ByeArrived(),
                new ReinviteArrived(OFFER),
                new CallOrdered(TALKER),
                new ProvisionalArrived(),
                new InviteAnswered(Optional.of("answer")),
                new InviteRefused(486),
                new ByeCompleted(),
                new DialogFailed(),
                new HangUpOrdered()));
        plain.forEach(input -> inputs.put(input.getClass().getSimpleName(), input));
        inputs.put("HoldOrdered", new DeedOrdered(new Deed.Hold()));
        inputs.put("ResumeOrdered", new DeedOrdered(new Deed.Resume()));
        inputs.put("RingingOver", RINGING_OVER);
        inputs.put("ActDue", new TimerFired(new FarEndTimer.ActDue(0)));
        inputs.put("CallLimit", new TimerFired(new FarEndTimer.CallLimit()));
        inputs.put("TalkLimit", new TimerFired(new FarEndTimer.TalkLimit()));
        return inputs;
    }

    private void talk(Answers script) {
        give(new InviteArrived(script, OFFER));
        give(RINGING_OVER);
        give(new AckArrived(NONE));
        assertThat(state).isEqualTo(new FarEndState.Talking(script));
    }

    private List<FarEndEffect> give(FarEndInput input) {
        FarEndStep step = FarEndMachine.step(state, input);
        state = step.state();
        return step.effects();
    }
}
