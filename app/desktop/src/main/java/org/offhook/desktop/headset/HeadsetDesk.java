package org.offhook.desktop.headset;

import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.SequencedEvent;
import org.offhook.audio.headset.Headset;
import org.offhook.audio.headset.PhoneSituation;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.phone.PhoneCommand;

/** Joins a headset and the desk: what is pressed becomes a command, what the phone does becomes lamps. */
public final class HeadsetDesk implements AgentObserver, Headset.Presses, AutoCloseable {
    private final AgentDesk desk;
    private volatile Optional<Headset> headset = Optional.empty();
    private PhoneSituation shown = PhoneSituation.NO_CALL;

    private HeadsetDesk(AgentDesk desk) {
        this.desk = desk;
    }

    /** Starts looking for a headset; it is let go when this is closed. */
    public static HeadsetDesk start(AgentDesk desk) {
        HeadsetDesk joined = new HeadsetDesk(desk);
        joined.headset = Optional.of(Headset.start(joined));
        desk.observe(joined);
        return joined;
    }

    /** What a headset has to know: a call that is talked on goes before one that rings beside it. */
    static PhoneSituation situation(List<CallView> calls) {
        Optional<CallView> up = calls.stream().filter(HeadsetDesk::isUp).findFirst();
        if (up.isPresent()) {
            return up.get().muted() ? PhoneSituation.UP_MUTED : PhoneSituation.UP;
        }
        return offered(calls).isPresent() ? PhoneSituation.RINGS : PhoneSituation.NO_CALL;
    }

    private static boolean isUp(CallView call) {
        return switch (call.phase()) {
            case CONNECTING, RINGING, EARLY_MEDIA, ANSWERING, CONNECTED -> true;
            case OFFERED, ENDING, ENDED -> false;
        };
    }

    private static Optional<CallId> offered(List<CallView> calls) {
        return calls.stream()
                .filter(call -> call.phase() == Phase.OFFERED)
                .map(CallView::id)
                .findFirst();
    }

    /** On the loop. */
    @Override
    public void onStep(AgentSnapshot snapshot, List<SequencedEvent> events) {
        PhoneSituation now = situation(snapshot.phone().calls());
        if (now != shown) {
            shown = now;
            headset.ifPresent(known -> known.show(now));
        }
    }

    private List<CallView> calls() {
        return desk.snapshot().phone().calls();
    }

    @Override
    public void answer() {
        offered(calls()).ifPresent(call -> ask(new PhoneCommand.AnswerCall(call)));
    }

    @Override
    public void hangUp() {
        calls().stream()
                .filter(HeadsetDesk::isUp)
                .findFirst()
                .ifPresent(call -> ask(new PhoneCommand.HangUpCall(call.id())));
    }

    @Override
    public void toggleMute() {
        calls().stream()
                .filter(HeadsetDesk::isUp)
                .findFirst()
                .ifPresent(call -> ask(new PhoneCommand.MuteCall(call.id(), !call.muted())));
    }

    private void ask(PhoneCommand command) {
        desk.submit(new AgentCommand.Phone(command));
    }

    @Override
    public void close() {
        headset.ifPresent(Headset::close);
    }
}
