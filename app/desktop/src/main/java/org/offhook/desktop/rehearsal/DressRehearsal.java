package org.offhook.desktop.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.ManualDial;
import org.offhook.agent.desk.DeskPorts;
import org.offhook.agent.desk.LoopAgentDesk;
import org.offhook.agent.port.KeepsNothing;
import org.offhook.agent.port.UserDirectoryPort.Verdict;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clicks, talks and hangs up on a desk and a loop of its own, as often as it takes until that way is compiled: interpreted, the loop's
 * part of a click takes half a millisecond, compiled a tenth of it. Nothing is opened and nobody is called. Its time is its own too,
 * so that the rules of dialling hold in it as they do outside.
 */
public final class DressRehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(DressRehearsal.class);

    /** Above the count at which the shipped options compile a method (installer/jvm.options). */
    private static final int CALLS = 140;

    private static final long PAUSE_NANOS = 2_000_000;
    private static final Duration BETWEEN_CALLS = Duration.ofSeconds(30);

    private final EmptyHouse exchange = new EmptyHouse();
    private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));
    private final PhoneLoop loop =
            new PhoneLoop(exchange, new MutedMedia(), PhoneSettings.of(1), () -> now, "rehearsal-");
    private final LoopAgentDesk desk =
            LoopAgentDesk.create(loop, ports(), DeskSettings.defaults(), start(), "rehearsal");

    /** Plays it once in the background. */
    public static void begin() {
        Thread.ofPlatform().daemon().name("offhook-rehearsal").start(() -> {
            try {
                new DressRehearsal().play(CALLS, PAUSE_NANOS);
            } catch (RuntimeException e) {
                LOG.debug("the rehearsal ended early", e); // the first click is slower then, nothing else
            }
        });
    }

    /**
     * @param pauseNanos rest after each call, for the phone that runs beside it
     * @return calls that were connected and ended
     */
    int play(int calls, long pauseNanos) {
        order(new AgentCommand.LogIn("rehearsal", Secret.of("-"), Optional.empty(), Optional.empty()));
        int complete = 0;
        for (int i = 0; i < calls; i++) {
            order(new AgentCommand.ClickToCall(
                    ManualDial.of("7275551212", "crm").withPhoneCode("1").withFocus(true)));
            complete += hangUp();
            now = now.plus(BETWEEN_CALLS);
            pump();
            LockSupport.parkNanos(pauseNanos);
        }
        loop.close();
        return complete;
    }

    private int hangUp() {
        int connected = 0;
        for (CallView call : desk.snapshot().phone().calls()) {
            if (call.live()) {
                connected += call.connectedAt().isPresent() ? 1 : 0;
                CallId id = call.id();
                order(new AgentCommand.Phone(new PhoneCommand.HangUpCall(id)));
            }
        }
        return connected;
    }

    private void order(AgentCommand command) {
        desk.submit(command);
        pump();
    }

    private void pump() {
        while (loop.pump()) {
            // until nothing follows any more
        }
    }

    int invites() {
        return exchange.invites();
    }

    private static DeskStart start() {
        return new DeskStart(
                Setup.OWN_EXCHANGE,
                Optional.of(new Account(
                        "2101",
                        "rehearsal.invalid",
                        ServerAddress.of("192.0.2.1"),
                        Transport.UDP,
                        "2101",
                        Secret.of("-"),
                        "",
                        Account.DEFAULT_EXPIRY)),
                List.of(),
                List.of());
    }

    private static DeskPorts ports() {
        return new DeskPorts(
                (user, password) -> CompletableFuture.completedFuture(new Verdict(Optional.empty(), "")),
                new KeepsNothing(),
                new KeepsNothing(),
                () -> CompletableFuture.failedFuture(new IllegalStateException("no practice in a rehearsal")),
                _ -> CompletableFuture.failedFuture(new IllegalStateException("no server in a rehearsal")),
                _ -> KeepsNothing.KEPT);
    }
}
