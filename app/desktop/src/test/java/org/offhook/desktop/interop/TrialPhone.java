package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallInput.InviteReceived;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallerIdentity;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.SrtpSuite;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.core.phone.IncomingRuling;
import org.offhook.core.phone.LoopClock;
import org.offhook.core.phone.LoopGuest;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView;
import org.offhook.core.phone.Rejection;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.port.MediaPort;
import org.offhook.core.publication.Presence;
import org.offhook.media.MediaEngine;
import org.offhook.media.PhoneMedia;
import org.offhook.media.RecordingRule;
import org.offhook.media.transport.PortRange;
import org.offhook.media.transport.StunServer;
import org.offhook.signalling.JainSignalling;
import org.offhook.signalling.SignallingSettings;

/** The phone as the product wires it (loop, signalling, media), with a headset that hums and listens for tones. */
final class TrialPhone extends AgentsView implements AutoCloseable {
    static final int AGENT_HERTZ = 1_100;

    private final PhoneMedia media;
    private final PhoneLoop loop;
    private final TrialLegs legs;
    private volatile Function<InviteReceived, IncomingRuling> rule = invite -> IncomingRuling.RING;
    private volatile Optional<InviteReceived> invite = Optional.empty();
    private volatile Optional<Presence> presence = Optional.empty();

    private TrialPhone(InetAddress address, SignallingSettings settings, int hertz, MediaTerms terms) {
        this(address, settings, hertz, terms, WatchSettings.NOTHING, UnaryOperator.identity(), Optional.empty());
    }

    private TrialPhone(
            InetAddress address,
            SignallingSettings settings,
            int hertz,
            MediaTerms terms,
            WatchSettings watch,
            UnaryOperator<MediaPort> sound,
            Optional<StunServer> stun) {
        super(new ToneHeadset(hertz));
        JainSignalling signalling = new JainSignalling(settings);
        MediaEngine engine = new MediaEngine("phone", address, PortRange.ANY, stun);
        media = new PhoneMedia(engine, headset(), signalling::localAddress, RecordingRule.NEVER, terms);
        loop = new PhoneLoop(
                signalling,
                sound.apply(media),
                PhoneSettings.of(42).withLines(2).withWatch(watch),
                new LoopClock(),
                "trial-");
        legs = new TrialLegs(signalling, engine, terms);
        loop.attach(new LoopGuest() {
            @Override
            public void onStep(PhoneSnapshot snapshot, List<PhoneEvent> happened, Instant now) {
                happened(happened);
            }

            @Override
            public OptionalInt turnAway(CallParty caller, CallParty called) {
                return OptionalInt.empty();
            }

            @Override
            public Optional<Presence> presence() {
                return presence;
            }

            @Override
            public IncomingRuling rule(InviteReceived received) {
                invite = Optional.of(received);
                return rule.apply(received);
            }
        });
        loop.start();
    }

    /** On loopback. */
    static TrialPhone start() {
        return start(InetAddress.getLoopbackAddress(), settings -> settings);
    }

    static TrialPhone start(InetAddress address, UnaryOperator<SignallingSettings> change) {
        return start(address, change, AGENT_HERTZ);
    }

    /** @param hertz what its microphone hums */
    static TrialPhone start(InetAddress address, UnaryOperator<SignallingSettings> change, int hertz) {
        return new TrialPhone(address, change.apply(SignallingSettings.defaults()), hertz, MediaTerms.PLAIN);
    }

    /** @param terms what its account agrees to */
    static TrialPhone speaking(InetAddress address, UnaryOperator<SignallingSettings> change, MediaTerms terms) {
        return speaking(address, change, terms, AGENT_HERTZ);
    }

    /** @param hertz what its microphone hums */
    static TrialPhone speaking(
            InetAddress address, UnaryOperator<SignallingSettings> change, MediaTerms terms, int hertz) {
        return new TrialPhone(address, change.apply(SignallingSettings.defaults()), hertz, terms);
    }

    /** Its calls are encrypted by this suite or not at all. */
    static TrialPhone encrypting(InetAddress address, UnaryOperator<SignallingSettings> change, SrtpSuite suite) {
        return new TrialPhone(
                address,
                change.apply(SignallingSettings.defaults()),
                AGENT_HERTZ,
                MediaTerms.PLAIN.withEncryption(Encryption.MANDATORY),
                WatchSettings.NOTHING,
                media -> OneSuite.of(suite, media),
                Optional.empty());
    }

    /** One that asks a STUN server how its calls look from outside of its router. */
    static TrialPhone asking(StunServer server, InetAddress address, UnaryOperator<SignallingSettings> change) {
        return new TrialPhone(
                address,
                change.apply(SignallingSettings.defaults()),
                AGENT_HERTZ,
                MediaTerms.PLAIN,
                WatchSettings.NOTHING,
                UnaryOperator.identity(),
                Optional.of(server));
    }

    /** On loopback, told about a mailbox and other phones. */
    static TrialPhone watching(WatchSettings watch) {
        return new TrialPhone(
                InetAddress.getLoopbackAddress(),
                SignallingSettings.defaults(),
                AGENT_HERTZ,
                MediaTerms.PLAIN,
                watch,
                UnaryOperator.identity(),
                Optional.empty());
    }

    /** Its two-leg calls of other parties. */
    TrialLegs legs() {
        return legs;
    }

    /** What becomes of calls that come in from now on; before, they ring. */
    void rule(Function<InviteReceived, IncomingRuling> next) {
        rule = next;
    }

    /** What the agent does from now on; empty for nobody. */
    void agent(Optional<Presence> next) {
        presence = next;
        loop.post(() -> {});
    }

    /** The latest call that came in. */
    InviteReceived invite() {
        return invite.orElseThrow();
    }

    // ---- what an agent does

    /** Registers and waits for the 200. */
    void register(Account account) {
        connect(account);
        awaitRegistered(account);
    }

    /** Waits for the 200 to what {@link #connect(Account)} asked. */
    void awaitRegistered(Account account) {
        await(
                () -> snapshot().registration().status() == RegistrationView.Status.REGISTERED
                        && snapshot().registration().transport() == account.transport(),
                () -> "registered, but is " + snapshot().registration());
    }

    /** Asks to register and returns at once. */
    void connect(Account account) {
        accept(new PhoneCommand.ConnectAccount(account));
    }

    void unregister() {
        disconnect();
        await(
                () -> snapshot().registration().status() == RegistrationView.Status.NOT_REGISTERED,
                () -> "unregistered, but is " + snapshot().registration());
    }

    /** Asks to leave and returns at once. */
    void disconnect() {
        accept(new PhoneCommand.DisconnectAccount());
    }

    CallId dial(String number) {
        return dial(number, Duration.ofMinutes(1));
    }

    /** Over an account beside the main one. */
    CallId dial(String number, AccountId account) {
        return dial(number, Duration.ofMinutes(1), account);
    }

    /** The accounts beside the main one from now on. */
    void use(List<ExtraAccount> accounts) {
        accept(new PhoneCommand.UseAccounts(accounts, false));
    }

    CallId dial(String number, Duration ringLimit) {
        return dial(number, ringLimit, AccountId.MAIN);
    }

    private CallId dial(String number, Duration ringLimit, AccountId account) {
        headset().listenAnew();
        DialPlan plan = new DialPlan(number, "", Optional.empty(), ringLimit);
        CommandOutcome.Accepted accepted = accept(new PhoneCommand.PlaceCall(plan, account));
        return new CallId(String.valueOf(accepted.data().get("callId")));
    }

    /** @param shown what the campaign wants the other side to see */
    CallId dialAs(CallerIdentity shown, String number) {
        DialPlan plan = new DialPlan(number, "", Optional.of(shown), Duration.ofMinutes(1));
        return new CallId(
                String.valueOf(accept(new PhoneCommand.PlaceCall(plan)).data().get("callId")));
    }

    void answer(CallId call) {
        headset().listenAnew();
        accept(new PhoneCommand.AnswerCall(call));
    }

    void reject(CallId call) {
        accept(new PhoneCommand.RejectCall(call));
    }

    void reject(CallId call, Rejection why) {
        accept(new PhoneCommand.RejectCall(call, why));
    }

    void hangUp(CallId call) {
        accept(new PhoneCommand.HangUpCall(call));
    }

    void mute(CallId call, boolean muted) {
        accept(new PhoneCommand.MuteCall(call, muted));
    }

    void hold(CallId call, boolean hold) {
        accept(new PhoneCommand.HoldCall(call, hold));
    }

    void swap() {
        accept(new PhoneCommand.SwapCalls());
    }

    /** Sends the far end to somebody who knows nothing of it. */
    void transfer(CallId call, String number) {
        accept(new PhoneCommand.TransferCall(call, number));
    }

    /** Connects the far ends of two calls. */
    void connect(CallId call, CallId other) {
        accept(new PhoneCommand.ConnectCalls(call, other));
    }

    void park(CallId call) {
        accept(new PhoneCommand.ParkCall(call));
    }

    CallId pickUp(String number) {
        headset().listenAnew();
        return new CallId(String.valueOf(
                accept(new PhoneCommand.PickUpCall(number)).data().get("callId")));
    }

    void join() {
        accept(new PhoneCommand.JoinCalls());
    }

    void sendDigits(CallId call, String digits) {
        accept(new PhoneCommand.SendDigits(call, digits));
    }

    private CommandOutcome.Accepted accept(PhoneCommand command) {
        try {
            CommandOutcome outcome = loop.submit(command).toCompletableFuture().get(5, TimeUnit.SECONDS);
            assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
            return (CommandOutcome.Accepted) outcome;
        } catch (InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException failed) {
            throw new AssertionError("the loop does not answer", failed);
        }
    }

    @Override
    PhoneSnapshot snapshot() {
        return loop.snapshot();
    }

    MediaStatistics statistics(CallId call) {
        return media.statistics(call);
    }

    @Override
    public void close() {
        legs.close();
        loop.close();
        media.close();
    }
}
