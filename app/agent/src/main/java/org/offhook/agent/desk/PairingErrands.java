package org.offhook.agent.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.pairing.PairingEffect;
import org.offhook.agent.pairing.PairingInput;
import org.offhook.agent.pairing.PairingMachine;
import org.offhook.agent.pairing.PairingModel;
import org.offhook.agent.port.PairingStorePort;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.LoopHost;

/** Runs the machine of the pages that may use the phone, and carries its orders out. On the loop only. */
final class PairingErrands {
    private final LoopHost loop;
    private final PairingStorePort store;
    private final LoopQuestions questions;
    private final PairingMachine machine;
    private final Reply reply;
    private final Consumer<AgentEvent> tell;
    private PairingModel model;

    /** Answers a command. */
    @FunctionalInterface
    interface Reply {
        void to(long ticket, CommandOutcome outcome);
    }

    PairingErrands(
            LoopHost loop,
            PairingStorePort store,
            LoopQuestions questions,
            DeskSettings settings,
            DeskStart start,
            Reply reply,
            Consumer<AgentEvent> tell) {
        this.loop = loop;
        this.store = store;
        this.questions = questions;
        this.machine = new PairingMachine(settings.pairingLimit(), settings.pairingSilence());
        this.reply = reply;
        this.tell = tell;
        this.model = PairingModel.of(start.pairedOrigins());
    }

    PairingModel model() {
        return model;
    }

    void take(PairingInput input) {
        PairingMachine.Step step = machine.step(model, input, loop.now());
        model = step.next();
        step.effects().forEach(this::carryOut);
    }

    private void carryOut(PairingEffect effect) {
        switch (effect) {
            case PairingEffect.Reply(long ticket, CommandOutcome outcome) -> reply.to(ticket, outcome);
            case PairingEffect.Tell(AgentEvent event) -> tell.accept(event);
            case PairingEffect.Save save ->
                questions.ask(
                        "pairings.save",
                        () -> store.save(save.origin()),
                        error -> take(new PairingInput.Stored(save.requestId(), error)),
                        () -> take(
                                new PairingInput.Stored(save.requestId(), Optional.of(ErrorCode.PAIRING_NOT_STORED))));
            case PairingEffect.Remove remove ->
                questions.ask(
                        "pairings.remove",
                        () -> store.remove(remove.origin()),
                        error -> take(new PairingInput.Removed(remove.ticket(), remove.origin(), error)),
                        () -> take(new PairingInput.Removed(
                                remove.ticket(), remove.origin(), Optional.of(ErrorCode.PAIRING_NOT_STORED))));
            case PairingEffect.StartTimer(String id, Instant at) ->
                loop.startTimer("pairing-" + id, at, () -> take(new PairingInput.TimedOut(id)));
            case PairingEffect.StopTimer(String id) -> loop.stopTimer("pairing-" + id);
        }
    }
}
