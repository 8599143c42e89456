package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.DeskSettings;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.LoopClock;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.core.FakeMedia;
import org.offhook.testkit.core.FakeSignalling;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** Measures the way from a click to the order to send INVITE, over the real loop and its thread. Prints; gates nothing. */
@Tag("long")
class ClickToInviteTest {
    private static final int WARM_UP = 2_000;
    private static final int CLICKS = 1_000;

    @Test
    void ordersTheInviteOfEveryClick() throws Exception {
        FakeSignalling signalling = new FakeSignalling().farEnd(FarEnd.ANSWERS);
        PhoneLoop loop = new PhoneLoop(signalling, new FakeMedia(), PhoneSettings.of(1), new LoopClock(), "m-");
        VirtualDesk.FakeStore store = new VirtualDesk.FakeStore();
        LoopAgentDesk desk = LoopAgentDesk.create(
                loop,
                new DeskPorts(new VirtualDesk.FakeUsers(), store, store, () -> new CompletableFuture<>(), store, store),
                DeskSettings.defaults(),
                VirtualDesk.ownExchange(),
                "measure");
        loop.start();
        try (desk) {
            ask(desk, VirtualDesk.login("asha", "x"));
            long[] nanos = new long[CLICKS];
            for (int i = -WARM_UP; i < CLICKS; i++) {
                long before = System.nanoTime();
                Accepted accepted = (Accepted) ask(desk, VirtualDesk.typed("7275551212"));
                if (i >= 0) {
                    nanos[i] = signalling.lastInviteNanos() - before;
                }
                ask(
                        desk,
                        new AgentCommand.Phone(new PhoneCommand.HangUpCall(
                                new org.offhook.core.call.CallId(accepted.data().getOrDefault("callId", "")))));
            }
            assertThat(signalling.orders(org.offhook.testkit.core.SignallingOrder.Invite.class))
                    .hasSize(WARM_UP + CLICKS);
            Arrays.sort(nanos);
            System.out.printf(
                    "click to sendInvite, %d clicks: p50 %.0f us, p99 %.0f us, max %.0f us%n",
                    CLICKS, nanos[CLICKS / 2] / 1e3, nanos[CLICKS * 99 / 100] / 1e3, nanos[CLICKS - 1] / 1e3);
        }
    }

    private static CommandOutcome ask(LoopAgentDesk desk, AgentCommand command) throws Exception {
        return desk.submit(command).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
