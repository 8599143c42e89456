package org.offhook.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.AgentState;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.ManualDial;
import org.offhook.agent.TlsFinding;
import org.offhook.agent.desk.DeskPorts;
import org.offhook.agent.desk.LoopAgentDesk;
import org.offhook.agent.port.KeepsNothing;
import org.offhook.agent.port.UserDirectoryPort;
import org.offhook.audio.AudioDevices;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.LoopClock;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.media.MediaEngine;
import org.offhook.media.PhoneMedia;
import org.offhook.media.RecordingRule;
import org.offhook.practice.PracticeDirectory;
import org.offhook.practice.PracticeException;
import org.offhook.practice.PracticeExchange;
import org.offhook.practice.PracticeSettings;
import org.offhook.signalling.JainSignalling;
import org.offhook.signalling.SignallingSettings;

/**
 * The whole phone in this process, as the product wires it: desk, loop, SIP, RTP, with silent devices, logged in on a practice exchange.
 * Driven through the desk's command door.
 */
final class SoakPhone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(1);

    private final PracticeExchange exchange;
    private final JainSignalling signalling;
    private final PhoneMedia media;
    private final LoopAgentDesk desk;

    private SoakPhone(PracticeExchange exchange) {
        this.exchange = exchange;
        signalling = new JainSignalling(SignallingSettings.defaults().withLoopbackOnly(true));
        media = new PhoneMedia(
                MediaEngine.onLoopback("soak"),
                AudioDevices.fromSetting("silent"),
                signalling::localAddress,
                RecordingRule.NEVER);
        PhoneLoop loop = new PhoneLoop(signalling, media, PhoneSettings.of(1), new LoopClock(), "soak-");
        desk = desk(loop, exchange.account());
        loop.start();
    }

    static SoakPhone start() {
        try {
            SoakPhone phone = new SoakPhone(PracticeExchange.start(PracticeSettings.USUAL.withRingFor(Duration.ZERO)));
            phone.ask(new AgentCommand.LogIn("soak", Secret.of("soak"), Optional.empty(), Optional.empty()));
            phone.await("the login", () -> phone.desk.snapshot().agent().state() == AgentState.PAUSED);
            return phone;
        } catch (PracticeException refused) {
            throw new MeasurementFailed("the practice exchange did not start: " + refused.getMessage());
        }
    }

    private static LoopAgentDesk desk(PhoneLoop loop, Account account) {
        Optional<ErrorCode> kept = Optional.empty();
        DeskPorts ports = new DeskPorts(
                (name, _) -> CompletableFuture.completedFuture(new UserDirectoryPort.Verdict(kept, name)),
                new KeepsNothing(),
                new KeepsNothing(),
                () -> CompletableFuture.completedFuture(account),
                _ -> CompletableFuture.completedFuture(TlsFinding.ABSENT),
                _ -> CompletableFuture.completedFuture(kept));
        return LoopAgentDesk.create(
                loop,
                ports,
                DeskSettings.defaults(),
                new DeskStart(Setup.OWN_EXCHANGE, Optional.of(account), List.of(), List.of()),
                "soak");
    }

    /** One call from the command to its end: both sides have been heard from. */
    void call() {
        ask(new AgentCommand.ClickToCall(ManualDial.typed(PracticeDirectory.TEST_TONE)));
        await("the call", () -> talking().isPresent());
        CallId call = talking().orElseThrow().id();
        await("sound both ways", () -> {
            MediaStatistics heard = media.statistics(call);
            return heard.packetsReceived() > 0 && heard.packetsSent() > 0;
        });
        ask(new AgentCommand.Phone(new PhoneCommand.HangUpCall(call)));
        await("the end of the call", this::free);
    }

    private Optional<CallView> talking() {
        return desk.snapshot().phone().activeCall().filter(call -> call.phase() == CallView.Phase.CONNECTED);
    }

    private boolean free() {
        return desk.snapshot().phone().activeCall().isEmpty()
                && desk.snapshot().agent().state() == AgentState.PAUSED;
    }

    /** Waits until SIP has forgotten everything of all calls, which takes 64·T1 after the last one (RFC 3261 §17). */
    void settle() {
        Waiting.until(
                "empty tables, but left are: " + signalling.leftovers(),
                Duration.ofMinutes(2),
                Duration.ofMillis(200),
                () -> signalling.leftovers().isEmpty());
    }

    private void ask(AgentCommand command) {
        try {
            CommandOutcome outcome = desk.submit(command).toCompletableFuture().get(10, TimeUnit.SECONDS);
            if (outcome instanceof CommandOutcome.Refused refused) {
                throw new MeasurementFailed("refused: " + refused.error() + " " + refused.detail());
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new MeasurementFailed("the desk does not answer: " + e);
        }
    }

    private void await(String what, BooleanSupplier condition) {
        Waiting.until(what, PATIENCE, LOOK, condition);
    }

    @Override
    public void close() {
        desk.close();
        exchange.close();
    }
}
