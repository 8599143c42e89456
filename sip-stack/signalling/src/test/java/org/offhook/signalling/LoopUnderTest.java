package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.offhook.core.account.Account;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.LoopClock;
import org.offhook.core.phone.LoopGuest;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.SignallingPort;
import org.offhook.core.port.WatchInput;
import org.offhook.core.publication.Presence;
import org.offhook.core.publication.PublicationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;
import org.offhook.testkit.core.FakeMedia;

/** Loop and signalling together, registered with a scripted peer: the phone without its sound. */
final class LoopUnderTest implements AutoCloseable {
    static final String FAR = "far";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final ScriptedSipPeer peer;
    final FakeMedia media = new FakeMedia();
    final List<PhoneEvent> events = new CopyOnWriteArrayList<>();
    private final List<PublicationInput> publications = new CopyOnWriteArrayList<>();
    private volatile Optional<Presence> presence = Optional.empty();
    private final PhoneLoop loop;
    private final String contact;

    LoopUnderTest(ScriptedSipPeer peer, PhoneSettings settings) throws Exception {
        this(peer, settings, PhoneUnderTest.account(ServerAddress.of("127.0.0.1", peer.port()), Transport.UDP));
    }

    LoopUnderTest(ScriptedSipPeer peer, PhoneSettings settings, SignallingSettings signalling) throws Exception {
        this(
                peer,
                settings,
                PhoneUnderTest.account(ServerAddress.of("127.0.0.1", peer.port()), Transport.UDP),
                signalling);
    }

    LoopUnderTest(ScriptedSipPeer peer, PhoneSettings settings, Account account) throws Exception {
        this(peer, settings, account, PhoneUnderTest.settings());
    }

    private LoopUnderTest(ScriptedSipPeer peer, PhoneSettings settings, Account account, SignallingSettings signalling)
            throws Exception {
        this(peer, settings, account, new JainSignalling(signalling));
    }

    LoopUnderTest(ScriptedSipPeer peer, PhoneSettings settings, Account account, JainSignalling signalling)
            throws Exception {
        this.peer = peer;
        loop = new PhoneLoop(noting(signalling), media, settings, new LoopClock(), "wire-");
        loop.attach(new LoopGuest() {
            @Override
            public void onStep(PhoneSnapshot snapshot, List<PhoneEvent> happened, Instant now) {
                events.addAll(happened);
            }

            @Override
            public OptionalInt turnAway(CallParty caller, CallParty called) {
                return OptionalInt.empty();
            }

            @Override
            public Optional<Presence> presence() {
                return presence;
            }
        });
        loop.start();
        ask(new PhoneCommand.ConnectAccount(account));
        SipText register = peer.expect("REGISTER");
        contact = register.uri("Contact");
        peer.respond(register, 200, "reg", "Contact: " + register.header("Contact"), "Expires: 300");
        await(
                "the registration",
                PhoneEvent.RegistrationChanged.class,
                seen -> seen.registration().status().name().equals("REGISTERED"));
    }

    /** The signalling, which also notes what it has put into the loop's inbox of publications. */
    private SignallingPort noting(SignallingPort signalling) {
        return proxy(SignallingPort.class, signalling, "start", arguments -> {
            PhoneInbox inbox = proxy(PhoneInbox.class, arguments[0], "watchInput", Function.identity());
            return new Object[] {inbox};
        });
    }

    /** Hands all on; what one method is called with passes through {@code change}, and is noted if it is of a publication. */
    private <T> T proxy(Class<T> kind, Object to, String method, Function<Object[], Object[]> change) {
        return kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (_, called, arguments) -> {
                    boolean meant = called.getName().equals(method);
                    Object result = called.invoke(to, meant ? change.apply(arguments) : arguments);
                    if (meant && arguments[0] instanceof WatchInput.OfPublication(PublicationInput answer)) {
                        publications.add(answer);
                    }
                    return result;
                }));
    }

    /** Waits until the loop has the answer to so many PUBLISH; what is asked of it afterwards comes after them. */
    void awaitPublished(int times) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (publications.stream()
                        .filter(PublicationInput.PublishAccepted.class::isInstance)
                        .count()
                < times) {
            assertThat(System.nanoTime())
                    .as(times + " PUBLISH answered, but " + publications)
                    .isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** What the agent does from now on; empty for nobody. */
    void agent(Optional<Presence> next) {
        presence = next;
        loop.post(() -> {});
    }

    /** What the far end says of its stream. */
    static String sdp(String direction) {
        return "v=0\r\n"
                + "o=far 1 1 IN IP4 127.0.0.1\r\n"
                + "s=-\r\n"
                + "c=IN IP4 127.0.0.1\r\n"
                + "t=0 0\r\n"
                + "m=audio 30000 RTP/AVP 0 101\r\n"
                + "a=rtpmap:101 telephone-event/8000\r\n"
                + "a=" + direction + "\r\n";
    }

    CommandOutcome.Accepted ask(PhoneCommand command) throws Exception {
        CommandOutcome outcome = loop.submit(command).toCompletableFuture().get(5, TimeUnit.SECONDS);
        assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
        return (CommandOutcome.Accepted) outcome;
    }

    /** A call of ours and its INVITE. */
    record Placed(CallId call, SipText invite) {}

    /** Dials, and the peer answers with these headers. */
    Placed talk(String... headers) throws Exception {
        Placed placed = dial();
        String[] extra = java.util.Arrays.copyOf(headers, headers.length + 2);
        extra[headers.length] = peer.contact();
        extra[headers.length + 1] = sdp("sendrecv");
        peer.respond(placed.invite(), 200, FAR, extra);
        peer.expect("ACK");
        await("the call", PhoneEvent.CallConnected.class, seen -> true);
        return placed;
    }

    /** Dials; the INVITE waits for its answer. */
    Placed dial() throws Exception {
        CommandOutcome.Accepted dialled =
                ask(new PhoneCommand.PlaceCall(new DialPlan("5550100", "", Optional.empty(), Duration.ofSeconds(30))));
        CallId call = new CallId(dialled.data().getOrDefault("callId", ""));
        return new Placed(call, peer.expect("INVITE"));
    }

    /** Where the phone listens. */
    String contact() {
        return contact;
    }

    /** A request of the peer in the dialog of a call of ours. */
    String inDialog(String method, Placed placed, int cseq, String... extra) {
        return peer.request(
                method,
                placed.invite().uri("Contact"),
                placed.invite().header("To") + ";tag=" + FAR,
                placed.invite().header("From"),
                placed.invite().header("Call-ID"),
                cseq,
                extra);
    }

    /** Waits until the sound has been told to carry these digits. */
    void awaitMediaDigits(CallId call, String digits) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!media.digits(call).equals(digits)) {
            assertThat(System.nanoTime())
                    .as("digits, but " + media.digits(call))
                    .isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** As the loop shows it; what is on the wire already may not be shown yet. */
    CallView view(CallId call) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<CallView> shown = loop.snapshot().call(call);
        while (shown.isEmpty()) {
            assertThat(System.nanoTime()).as("no " + call + " is shown").isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
            shown = loop.snapshot().call(call);
        }
        return shown.get();
    }

    /** How many calls live. */
    long liveCalls() {
        return loop.snapshot().calls().stream().filter(CallView::live).count();
    }

    <E extends PhoneEvent> E await(String what, Class<E> kind, Predicate<E> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<E> found = events.stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .filter(wanted)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(2_000_000);
        }
        throw new AssertionError(
                "waited in vain for " + what + "; heard " + events + "; ladder:\n" + String.join("\n", peer.ladder()));
    }

    /** Removes the registration, so that closing waits for nobody. */
    void leave() throws Exception {
        ask(new PhoneCommand.DisconnectAccount());
        SipText gone = peer.expect("REGISTER");
        peer.respond(gone, 200, "reg");
        await(
                "the end of the registration",
                PhoneEvent.RegistrationChanged.class,
                seen -> seen.registration().status().name().equals("NOT_REGISTERED"));
    }

    @Override
    public void close() {
        loop.close();
    }
}
