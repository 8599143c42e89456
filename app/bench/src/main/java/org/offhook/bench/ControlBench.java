package org.offhook.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.desk.LoopAgentDesk;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.Transfer;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.LoopClock;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.signalling.JainSignalling;
import org.offhook.signalling.SignallingSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;
import org.offhook.testkit.core.FakeMedia;

/**
 * {@code ./bench control}: a command at the agent's door to the first message of it at the far end's socket: hold, resume, blind transfer. Desk,
 * loop and SIP stack are the product's own; the sound is played, the far end is a script on loopback.
 */
final class ControlBench {
    private static final int ROUNDS = 500;
    private static final int QUICK_ROUNDS = 50;
    private static final int WARM_UP = 100;
    private static final String FAR = "far";

    private final ScriptedSipPeer peer;
    private final LoopAgentDesk desk;
    private final List<Double> holds = new ArrayList<>();
    private final List<Double> resumes = new ArrayList<>();
    private final List<Double> transfers = new ArrayList<>();

    private ControlBench(ScriptedSipPeer peer, LoopAgentDesk desk) {
        this.peer = peer;
        this.desk = desk;
    }

    /** Measures and prints; also writes the JSON that is asked for. */
    static void run(List<String> arguments) throws IOException, InterruptedException {
        Figures figures = new Figures();
        SignallingSettings settings =
                SignallingSettings.defaults().withLoopbackOnly(true).withSessionInterval(Duration.ZERO);
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp()) {
            Account account = Account.of(
                    "2101",
                    "pbx.example",
                    ServerAddress.of(InetAddress.getLoopbackAddress().getHostAddress(), peer.port()),
                    Transport.UDP,
                    Secret.of("phone-secret"));
            PhoneLoop loop = new PhoneLoop(
                    new JainSignalling(settings), new FakeMedia(), PhoneSettings.of(1), new LoopClock(), "bench-");
            try (LoopAgentDesk desk = DialMeasures.desk(loop, account)) {
                loop.start();
                ControlBench bench = new ControlBench(peer, desk);
                CallId call = bench.talk();
                int rounds = arguments.contains("--quick") ? QUICK_ROUNDS : ROUNDS;
                for (int i = -WARM_UP; i < rounds; i++) {
                    bench.round(call, i >= 0);
                }
                put(figures, "hold_to_reinvite_ms", bench.holds);
                put(figures, "resume_to_reinvite_ms", bench.resumes);
                put(figures, "transfer_to_refer_ms", bench.transfers);
                bench.leave(call);
            }
        }
        Console.say(figures.table());
        figures.writeJsonIfAsked(arguments);
    }

    private static void put(Figures figures, String name, List<Double> millis) {
        Quantiles quantiles = Quantiles.of(millis);
        figures.put("offhook", name + ".p50", quantiles.median());
        figures.put("offhook", name + ".p99", quantiles.at(99));
    }

    /** Logs in, dials and is answered. */
    private CallId talk() throws IOException, InterruptedException {
        var login = desk.submit(
                new AgentCommand.LogIn(DialMeasures.AGENT, Secret.of("a"), Optional.empty(), Optional.empty()));
        SipText register = peer.expect("REGISTER");
        peer.respond(register, 200, "reg", "Contact: " + register.header("Contact"), "Expires: 3600");
        outcome(login.toCompletableFuture());
        ask(new PhoneCommand.PlaceCall(new DialPlan("5550100", "", Optional.empty(), Duration.ofSeconds(30))));
        answer(peer.expect("INVITE"), "sendrecv");
        Waiting.until("the call stands", Duration.ofSeconds(10), Duration.ofMillis(1), () -> call().isPresent());
        return call().orElseThrow().id();
    }

    private Optional<CallView> call() {
        return desk.snapshot().phone().calls().stream()
                .filter(call -> call.phase() == CallView.Phase.CONNECTED)
                .findFirst();
    }

    private void round(CallId call, boolean counts) throws IOException, InterruptedException {
        double hold = timed(new PhoneCommand.HoldCall(call, true), "INVITE", "recvonly");
        double resume = timed(new PhoneCommand.HoldCall(call, false), "INVITE", "sendrecv");
        double transfer = timed(new PhoneCommand.TransferCall(call, "305"), "REFER", "");
        if (counts) {
            holds.add(hold);
            resumes.add(resume);
            transfers.add(transfer);
        }
    }

    /** The far end takes a re-INVITE, and goes to nobody else. */
    private double timed(PhoneCommand command, String method, String direction)
            throws IOException, InterruptedException {
        long from = System.nanoTime();
        ask(command);
        SipText request = peer.expect(method);
        double millis = (System.nanoTime() - from) / 1e6;
        if (direction.isEmpty()) {
            peer.respond(request, 603, FAR);
            Waiting.until(
                    "the transfer is refused",
                    Duration.ofSeconds(10),
                    Duration.ofMillis(1),
                    () -> call().map(CallView::transfer).equals(Optional.of(Transfer.NONE)));
        } else {
            answer(request, direction);
        }
        return millis;
    }

    private void answer(SipText invite, String direction) throws IOException, InterruptedException {
        peer.respond(
                invite,
                200,
                FAR,
                peer.contact(),
                "v=0\r\n"
                        + "o=far 1 1 IN IP4 127.0.0.1\r\n"
                        + "s=-\r\n"
                        + "c=IN IP4 127.0.0.1\r\n"
                        + "t=0 0\r\n"
                        + "m=audio 30000 RTP/AVP 0 101\r\n"
                        + "a=rtpmap:101"
                        + " telephone-event/8000\r\n"
                        + "a=" + direction + "\r\n");
        peer.expect("ACK");
    }

    private void leave(CallId call) throws IOException, InterruptedException {
        ask(new PhoneCommand.HangUpCall(call));
        peer.respond(peer.expect("BYE"), 200, FAR);
    }

    private void ask(PhoneCommand command) {
        CommandOutcome outcome =
                outcome(desk.submit(new AgentCommand.Phone(command)).toCompletableFuture());
        if (outcome instanceof CommandOutcome.Refused(var error, String detail)) {
            throw new MeasurementFailed("refused: " + error.code() + " " + detail);
        }
    }

    private static CommandOutcome outcome(java.util.concurrent.CompletableFuture<CommandOutcome> answer) {
        try {
            return answer.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new MeasurementFailed("the desk does not answer: " + e);
        }
    }
}
