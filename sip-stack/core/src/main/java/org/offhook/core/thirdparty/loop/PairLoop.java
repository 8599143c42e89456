package org.offhook.core.thirdparty.loop;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.port.LegMediaPort;
import org.offhook.core.port.LegSignallingPort;
import org.offhook.core.thirdparty.JoinEffect;
import org.offhook.core.thirdparty.LegEffect;
import org.offhook.core.thirdparty.LegEffect.LegNews;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegInput.LegTimer;
import org.offhook.core.thirdparty.LegPlan;
import org.offhook.core.thirdparty.LegState;
import org.offhook.core.thirdparty.LegTone;
import org.offhook.core.thirdparty.PairMachine;
import org.offhook.core.thirdparty.PairMachine.Pair;
import org.offhook.core.thirdparty.PairMachine.PairEffect;
import org.offhook.core.thirdparty.PairMachine.PairInput;
import org.offhook.core.thirdparty.PairMachine.PairStep;
import org.offhook.core.thirdparty.Side;

/** Runs a machine for every pair of legs on one thread, which owns them all. */
public final class PairLoop implements PairCalls, AutoCloseable {
    /** A late 2xx may come for 64·T1 after the end (RFC 3261 §13.2.2.4), and must be hung up. */
    static final Duration MEMORY = Duration.ofSeconds(40);

    /** Speech and reports do a handshake each, and those of reports are done a moment later, if at all. */
    static final Duration SECURED = Duration.ofMillis(100);

    /** What was sent before is with an exchange by then, and was read. */
    static final Duration HUSHED = Duration.ofMillis(80);

    private static final CallEnd NOTHING_TO_PLAY = new CallEnd(
            CallEnd.Cause.LOCAL_FAILURE, CallEnd.Side.PHONE, 0, Optional.of(ErrorCode.ANNOUNCEMENT_MISSING));

    private final LegSignallingPort signalling;
    private final LegMediaPort media;
    private final TaskLoop loop;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final String idPrefix;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong ignored = new AtomicLong();
    private final Map<CallId, Seat> seats = new HashMap<>();
    private final LegPaths paths;

    private record Seat(Running pair, Side side) {}

    /**
     * @param clock names SDP sessions; its steps do no harm
     * @param random spreads the back-off after a collision of re-INVITEs
     * @param idPrefix makes call ids unique beside the phone's own
     */
    public PairLoop(
            LegSignallingPort signalling,
            LegMediaPort media,
            TaskLoop loop,
            InstantSource clock,
            RandomGenerator random,
            String idPrefix) {
        this.signalling = signalling;
        this.media = media;
        this.loop = loop;
        this.clock = clock;
        this.random = random;
        this.idPrefix = idPrefix;
        this.paths = new LegPaths(loop, this::state, this::tell);
        Inbox inbox = new Inbox();
        signalling.attach(inbox);
        media.attach(inbox);
    }

    private LegState state(CallId leg) {
        Seat seat = seats.get(leg);
        return seat == null ? new LegState.New() : seat.pair().state.leg(seat.side());
    }

    private void tell(CallId leg, LegInput input) {
        Optional.ofNullable(seats.get(leg))
                .ifPresent(seat -> seat.pair().take(new PairInput.OfLeg(seat.side(), input)));
    }

    private final class Inbox implements LegMediaPort.LegMediaInbox {
        @Override
        public void legInput(CallId leg, LegInput input) {
            onSeat(leg, seat -> {
                if (input instanceof LegInput.MediaRemapped remapped) {
                    paths.remapped(leg, remapped);
                    signalling.askHowSeen(leg);
                    return;
                }
                if (input instanceof LegInput.PathRestored) {
                    paths.restored(leg);
                }
                seat.pair().take(new PairInput.OfLeg(seat.side(), input));
            });
        }

        @Override
        public void pathLost(CallId leg) {
            onSeat(leg, _ -> paths.lost(leg));
        }

        @Override
        public void secured(CallId leg, DtlsPeer peer) {
            onSeat(leg, seat -> loop.after(SECURED, () -> seat.pair().take(new PairInput.Secured(seat.side(), peer))));
        }

        @Override
        public void announcementLoaded(CallId leg, Optional<ErrorCode> problem) {
            onSeat(leg, seat -> seat.pair().loaded(seat.side(), problem));
        }

        @Override
        public void announcementPlayed(CallId leg) {
            onSeat(leg, seat -> seat.pair().announced());
        }

        private void onSeat(CallId leg, Consumer<Seat> work) {
            loop.execute(() -> Optional.ofNullable(seats.get(leg)).ifPresentOrElse(work, ignored::incrementAndGet));
        }
    }

    @Override
    public Legs begin(Consumer<PairNews> listener) {
        Running pair = new Running(listener);
        loop.execute(pair::sit);
        return pair;
    }

    /** How much of what peers did meant nothing. */
    public long ignoredInputs() {
        return ignored.get();
    }

    /** Hangs up whatever is up, and ends the loop. */
    @Override
    public void close() {
        loop.execute(() -> List.copyOf(seats.values())
                .forEach(seat -> seat.pair().take(new PairInput.OfLeg(seat.side(), new LegInput.EndRequested()))));
        loop.close();
    }

    private final class Running implements Legs {
        private final Consumer<PairNews> listener;
        private final Map<Side, CallId> calls = new EnumMap<>(Side.class);
        private final Map<Side, LegPlan> awaitingAnnouncement = new EnumMap<>(Side.class);
        private final Map<Object, Runnable> timers = new HashMap<>();
        private Pair state = Pair.NEW;
        private Announcing announcing = Announcing.NOTHING;

        private enum Announcing {
            NOTHING,
            PLAYING
        }

        private record TimerKey(Side side, LegTimer timer) {}

        private static final String BACK_OFF = "back-off";
        private static final String HUSH = "hush";

        Running(Consumer<PairNews> listener) {
            this.listener = listener;
            for (Side side : Side.values()) {
                calls.put(side, new CallId(idPrefix + ids.incrementAndGet()));
            }
        }

        private void sit() {
            calls.forEach((side, call) -> seats.put(call, new Seat(this, side)));
        }

        private CallId call(Side side) {
            return Objects.requireNonNull(calls.get(side));
        }

        // ---- any thread

        @Override
        public void call(Side side, LegPlan plan, Optional<String> announcement) {
            loop.execute(() -> announcement.ifPresentOrElse(
                    name -> {
                        awaitingAnnouncement.put(side, plan);
                        media.load(call(side), name);
                    },
                    () -> take(new PairInput.OfLeg(side, new LegInput.CallRequested(plan)))));
        }

        @Override
        public void end(Side side) {
            loop.execute(() -> {
                awaitingAnnouncement.remove(side);
                take(new PairInput.OfLeg(side, new LegInput.EndRequested()));
            });
        }

        @Override
        public void join() {
            loop.execute(() -> take(new PairInput.JoinRequested()));
        }

        @Override
        public void announce() {
            loop.execute(() -> {
                if (state.first().talks()) {
                    announcing = Announcing.PLAYING;
                    media.announce(call(Side.FIRST));
                } else {
                    listener.accept(new PairNews.AnnouncementOver(PairNews.Played.NOT));
                }
            });
        }

        @Override
        public void stopAnnouncement() {
            loop.execute(() -> {
                announcing = Announcing.NOTHING;
                if (state.first().hasMedia()) {
                    media.play(call(Side.FIRST), LegTone.SILENCE);
                }
            });
        }

        // ---- the loop

        private void loaded(Side side, Optional<ErrorCode> problem) {
            LegPlan plan = awaitingAnnouncement.remove(side);
            if (plan == null) {
                return; // given up meanwhile
            }
            if (problem.isPresent()) {
                listener.accept(new PairNews.Ended(side, NOTHING_TO_PLAY));
                media.release(call(side));
                forgetLater();
            } else {
                take(new PairInput.OfLeg(side, new LegInput.CallRequested(plan)));
            }
        }

        private void announced() {
            if (announcing == Announcing.PLAYING) {
                announcing = Announcing.NOTHING;
                listener.accept(new PairNews.AnnouncementOver(PairNews.Played.WHOLE));
            }
        }

        void take(PairInput input) {
            boolean before = state.over();
            PairStep step = PairMachine.step(state, input, clock.instant());
            state = step.next();
            step.effects().forEach(this::carryOut);
            if (state.over() && !before) {
                forgetLater();
            }
        }

        private void forgetLater() {
            calls.values().forEach(paths::forget);
            loop.after(MEMORY, () -> calls.values().forEach(seats::remove));
        }

        private void carryOut(PairEffect effect) {
            switch (effect) {
                case PairEffect.OfLeg(Side side, LegEffect of) -> carryOut(side, call(side), of);
                case PairEffect.Play(Side to, var tone) -> media.play(call(to), tone);
                case PairEffect.Relay(Side to) -> media.relay(call(to.other()), call(to));
                case PairEffect.OfJoin(JoinEffect of) -> carryOut(of);
            }
        }

        private void carryOut(Side side, CallId call, LegEffect effect) {
            switch (effect) {
                case LegEffect.SendInvite(LegPlan plan, var sdp) -> signalling.sendInvite(call, plan, sdp);
                case LegEffect.SendCancel _ -> signalling.sendCancel(call);
                case LegEffect.SendAck(var dialog, var sdp) -> signalling.sendAck(call, dialog, sdp);
                case LegEffect.SendBye(var dialog, var reason) -> signalling.sendBye(call, dialog, reason);
                case LegEffect.SendReinvite(var dialog, var sdp) -> signalling.sendReinvite(call, dialog, sdp);
                case LegEffect.RespondToReinvite(var dialog, int status, var sdp) ->
                    signalling.respondToReinvite(call, dialog, status, sdp);
                case LegEffect.ForgetLeg _ -> signalling.forget(call);
                case LegEffect.ReserveMedia _ -> media.reserve(call);
                case LegEffect.LocateMedia(String address) -> media.locate(call, address);
                case LegEffect.ApplyMedia(var plan) -> media.apply(call, plan);
                case LegEffect.ReleaseMedia _ -> media.release(call);
                case LegEffect.StartTimer(LegTimer timer, Duration length) ->
                    start(new TimerKey(side, timer), length, new PairInput.OfLeg(side, new LegInput.TimerFired(timer)));
                case LegEffect.StopTimer(LegTimer timer) -> stop(new TimerKey(side, timer));
                case LegEffect.Report(LegNews news) -> report(side, news);
                case LegEffect.TellJoin _ -> {} // the pair's machine has handed it on
                case LegEffect.Ignore _ -> ignored.incrementAndGet();
            }
        }

        private void report(Side side, LegNews news) {
            switch (news) {
                case LegNews.Placed(String callId) -> listener.accept(new PairNews.Placed(side, callId));
                case LegNews.Answered _ -> listener.accept(new PairNews.Answered(side));
                case LegNews.KeyPressed(char digit) -> listener.accept(new PairNews.KeyPressed(side, digit));
                case LegNews.Ended(CallEnd end) -> listener.accept(new PairNews.Ended(side, end));
                case LegNews.Rings _, LegNews.PlaysEarly _ -> {} // the pair's machine lets the first hear it
            }
        }

        private void carryOut(JoinEffect effect) {
            switch (effect) {
                case JoinEffect.Bridge(var recording) -> media.bridge(call(Side.FIRST), call(Side.SECOND), recording);
                case JoinEffect.Hush _ -> {
                    media.hush(call(Side.FIRST));
                    start(HUSH, HUSHED, new PairInput.HushOver());
                }
                case JoinEffect.StartBackOff _ -> start(BACK_OFF, backOff(), new PairInput.BackOffOver());
                case JoinEffect.StopBackOff _ -> stop(BACK_OFF);
                case JoinEffect.ReportJoined _ -> listener.accept(new PairNews.Joined());
                case JoinEffect.ReportBroken _ -> listener.accept(new PairNews.Broken());
                case JoinEffect.Ignore _ -> ignored.incrementAndGet();
                case JoinEffect.Reinvite _,
                        JoinEffect.Acknowledge _,
                        JoinEffect.GiveMedia _,
                        JoinEffect.Respond _ -> {} // carried out by a leg
            }
        }

        /** RFC 3261 §14.1: 2.1 to 4 s in steps of 10 ms for the owner of the Call-ID, which we always are. */
        private Duration backOff() {
            return Duration.ofMillis(2_100 + 10L * random.nextInt(191));
        }

        private void start(Object key, Duration length, PairInput input) {
            stop(key);
            timers.put(key, loop.after(length, () -> take(input)));
        }

        private void stop(Object key) {
            Runnable cancel = timers.remove(key);
            if (cancel != null) {
                cancel.run();
            }
        }
    }
}
