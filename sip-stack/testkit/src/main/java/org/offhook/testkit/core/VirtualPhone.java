package org.offhook.testkit.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallInput.InviteReceived;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.IncomingRuling;
import org.offhook.core.phone.LoopGuest;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.publication.Presence;

/** A whole phone on fake ports in virtual time: the test's thread is the loop. */
public final class VirtualPhone implements AutoCloseable {
    public static final Account ACCOUNT = Account.of(
            "2101", "pbx.example", ServerAddress.of("pbx.example"), Transport.UDP, Secret.of("phone-secret"));

    public final VirtualTime time = new VirtualTime();
    public final FakeSignalling signalling = new FakeSignalling();
    public final FakeMedia media = new FakeMedia();
    public final PhoneLoop loop;
    private final List<PhoneEvent> events = new ArrayList<>();
    private IncomingRuling ruling = IncomingRuling.RING;
    private Optional<Presence> presence = Optional.empty();

    public VirtualPhone() {
        this(PhoneSettings.of(1));
    }

    public VirtualPhone(PhoneSettings settings) {
        loop = new PhoneLoop(signalling, media, settings, time, "t-");
        loop.attach(new LoopGuest() {
            @Override
            public void onStep(PhoneSnapshot snapshot, List<PhoneEvent> told, Instant now) {
                events.addAll(told);
            }

            @Override
            public OptionalInt turnAway(CallParty caller, CallParty called) {
                return OptionalInt.empty();
            }

            @Override
            public IncomingRuling rule(InviteReceived invite) {
                return ruling;
            }

            @Override
            public Optional<Presence> presence() {
                return presence;
            }
        });
    }

    /** A phone that is registered. */
    public static VirtualPhone registered() {
        VirtualPhone phone = new VirtualPhone();
        phone.command(new PhoneCommand.ConnectAccount(ACCOUNT));
        phone.signalling.forgetOrders();
        phone.events.clear();
        return phone;
    }

    public CommandOutcome command(PhoneCommand command) {
        CompletableFuture<CommandOutcome> outcome = loop.submit(command).toCompletableFuture();
        settle();
        return outcome.join();
    }

    /** Dials and gives the call's id. */
    public CallId dial(String number) {
        CommandOutcome outcome =
                command(new PhoneCommand.PlaceCall(new DialPlan(number, "", Optional.empty(), Duration.ofSeconds(60))));
        if (outcome instanceof CommandOutcome.Accepted accepted) {
            return new CallId(accepted.data().getOrDefault("callId", ""));
        }
        throw new AssertionError("not dialled: " + outcome);
    }

    /** What becomes of calls that come in from now on. */
    public void rule(IncomingRuling next) {
        ruling = next;
    }

    /** What the agent does from now on; empty for nobody. */
    public void agent(Optional<Presence> next) {
        presence = next;
        loop.post(() -> {});
        settle();
    }

    /** Handles everything that waits, without letting time pass. */
    public void settle() {
        loop.pump();
    }

    /** Lets time pass, stopping at every timer on the way. */
    public void pass(Duration duration) {
        settle();
        Instant end = time.instant().plus(duration);
        for (Optional<Instant> next = loop.nextDeadline();
                next.isPresent() && !next.get().isAfter(end);
                next = loop.nextDeadline()) {
            time.passUntil(next.get());
            loop.pump();
        }
        time.passUntil(end);
        loop.pump();
    }

    public PhoneSnapshot snapshot() {
        return loop.snapshot();
    }

    public CallView call(CallId id) {
        return snapshot().call(id).orElseThrow(() -> new AssertionError("no such call: " + id));
    }

    public List<PhoneEvent> events() {
        return List.copyOf(events);
    }

    /** Events of one kind, oldest first. */
    public <T extends PhoneEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void close() {
        loop.close();
    }
}
