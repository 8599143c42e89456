package org.offhook.agent.twoleg;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.ManualDial;
import org.offhook.agent.SequencedEvent;
import org.offhook.agent.twoleg.LegTarget.Alert;
import org.offhook.agent.twoleg.LegTarget.Dialled;
import org.offhook.agent.twoleg.LegTarget.OwnPhone;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;

/**
 * Two-leg calls of which one leg is the agent's own phone: through the desk's door, so that the agent's state, the queue and the log know
 * of them. The agent's leg is no call of its own: asked for by a preview in the queue, or taken by itself with the window in front and a
 * tone. As there
 * is only one SIP call, the legs are joined as soon as both have answered.
 */
public final class OwnPhoneLegs implements TwoLegCallPort {
    private final AgentDesk desk;
    private final String source;

    /** @param source who asks, as the desk shows and logs it */
    public OwnPhoneLegs(AgentDesk desk, String source) {
        this.desk = desk;
        this.source = source;
    }

    @Override
    public boolean takes(TwoLegPlan plan) {
        return own(plan)
                        .filter(phone -> phone.extension()
                                .equals(desk.snapshot().phone().registration().extension()))
                        .isPresent()
                && dialled(plan).isPresent();
    }

    private static Optional<OwnPhone> own(TwoLegPlan plan) {
        return plan.first() instanceof OwnPhone first
                ? Optional.of(first)
                : plan.second() instanceof OwnPhone second ? Optional.of(second) : Optional.empty();
    }

    private static Optional<Dialled> dialled(TwoLegPlan plan) {
        return plan.first() instanceof Dialled first
                ? Optional.of(first)
                : plan.second() instanceof Dialled second ? Optional.of(second) : Optional.empty();
    }

    @Override
    public Legs begin(TwoLegPlan plan, Consumer<TwoLegInput> inbox) {
        Dialled number = dialled(plan).orElseThrow(() -> new IllegalArgumentException("not asked whether it takes it"));
        return new DeskLegs(number, plan.first() instanceof OwnPhone ? Leg.SECOND : Leg.FIRST, inbox);
    }

    /** What the desk knows of the other leg. Told by the desk's loop and by the two-leg loop, so its short methods exclude each other. */
    private final class DeskLegs implements Legs {
        private final Dialled number;
        private final Leg dialledLeg;
        private final Consumer<TwoLegInput> inbox;
        private final String request = UUID.randomUUID().toString();
        private final AgentDesk.Subscription watching;
        private Optional<String> queued = Optional.empty();
        private Optional<CallId> call = Optional.empty();
        private Stage stage = Stage.NEW;

        /** How far the dialled leg is. */
        private enum Stage {
            NEW,
            /** In the agent's queue, to be looked at. */
            SHOWN,
            /** The agent pressed Dial; the call follows in the same step. */
            TAKEN,
            PLACED,
            OVER
        }

        DeskLegs(Dialled number, Leg dialledLeg, Consumer<TwoLegInput> inbox) {
            this.number = number;
            this.dialledLeg = dialledLeg;
            this.inbox = inbox;
            this.watching = desk.observe((_, events) -> events.forEach(this::happened));
        }

        @Override
        public void call(Leg leg, LegTarget target) {
            switch (target) {
                case OwnPhone(String _, Alert alert) -> callAgent(leg, alert);
                case Dialled _ -> dial();
                case LegTarget.Announcement _ -> inbox.accept(new TwoLegInput.LegEnded(leg, LegFailure.NOT_CONNECTED));
            }
        }

        private void callAgent(Leg leg, Alert alert) {
            if (leg == Leg.SECOND) {
                placed(leg, request); // the agent hears the other party already
                inbox.accept(new TwoLegInput.LegAnswered(leg));
                return;
            }
            Optional<LegFailure> why = unavailable(desk.snapshot());
            if (why.isPresent()) {
                ended(leg, why.get());
                return;
            }
            switch (alert) {
                case TAKE -> {
                    desk.submit(new AgentCommand.ShowWindow());
                    desk.submit(new AgentCommand.Phone(new PhoneCommand.PlayNotice()));
                    placed(leg, request);
                    inbox.accept(new TwoLegInput.LegAnswered(leg));
                }
                case RING ->
                    desk.submit(new AgentCommand.ClickToCall(asked(true))).thenAccept(outcome -> shown(leg, outcome));
            }
        }

        private static Optional<LegFailure> unavailable(AgentSnapshot snapshot) {
            AgentState state = snapshot.agent().state();
            if (snapshot.phone().calls().stream().anyMatch(CallView::live)) {
                return Optional.of(LegFailure.BUSY);
            }
            return state == AgentState.PAUSED || state == AgentState.READY
                    ? Optional.empty()
                    : Optional.of(LegFailure.UNREACHABLE);
        }

        private ManualDial asked(boolean preview) {
            return ManualDial.of(number.dialled(), source).withPreview(preview).withFocus(true);
        }

        private synchronized void shown(Leg leg, CommandOutcome outcome) {
            switch (outcome) {
                case CommandOutcome.Accepted(String _, Map<String, String> data) -> {
                    stage = Stage.SHOWN;
                    queued = Optional.ofNullable(data.get("queueId"));
                    placed(leg, request);
                }
                case CommandOutcome.Refused _ -> ended(leg, LegFailure.NOT_CONNECTED);
            }
        }

        private synchronized void dial() {
            switch (stage) {
                case NEW ->
                    desk.submit(new AgentCommand.ClickToCall(asked(false))).thenAccept(this::dialled);
                // The desk dialled it when the agent pressed the key.
                case TAKEN -> {}
                case PLACED -> call.ifPresent(id -> placed(dialledLeg, id.value()));
                case SHOWN, OVER -> ended(dialledLeg, LegFailure.NOT_CONNECTED);
            }
        }

        private synchronized void dialled(CommandOutcome outcome) {
            switch (outcome) {
                case CommandOutcome.Accepted(String _, Map<String, String> data) -> {
                    String id = data.getOrDefault("callId", "");
                    if (id.isEmpty()) {
                        // Queued: somebody else's call came between. Nobody waits on the line for a queue.
                        desk.submit(new AgentCommand.RemoveQueued(data.getOrDefault("queueId", "")));
                        ended(dialledLeg, LegFailure.BUSY);
                    } else {
                        began(new CallId(id));
                        placed(dialledLeg, id);
                        catchUp();
                    }
                }
                case CommandOutcome.Refused _ -> ended(dialledLeg, LegFailure.NOT_CONNECTED);
            }
        }

        private void began(CallId id) {
            stage = Stage.PLACED;
            call = Optional.of(id);
        }

        /** What happened before we knew which call is ours. */
        private void catchUp() {
            call.flatMap(id -> desk.snapshot().phone().call(id)).ifPresent(view -> {
                if (view.connectedAt().isPresent()) {
                    inbox.accept(new TwoLegInput.LegAnswered(dialledLeg));
                }
                view.end().ifPresent(end -> over(LegFailure.of(end)));
            });
        }

        private synchronized void happened(SequencedEvent event) {
            switch (event.event()) {
                case AgentEvent.DialUnqueued(var dial, boolean byDialling, int _)
                when queued.filter(dial.id()::equals).isPresent() && stage == Stage.SHOWN -> unqueued(byDialling);
                case AgentEvent.PhoneHappened(PhoneEvent.CallDialled(CallId id, var _, var _))
                when stage == Stage.TAKEN -> {
                    began(id);
                    placed(dialledLeg, id.value());
                }
                case AgentEvent.PhoneHappened(PhoneEvent.CallConnected(CallId id))
                when isOurs(id) -> inbox.accept(new TwoLegInput.LegAnswered(dialledLeg));
                case AgentEvent.PhoneHappened(PhoneEvent.CallEnded ended)
                when isOurs(ended.call()) -> over(LegFailure.of(ended.end()));
                case AgentEvent.AgentChanged _,
                        AgentEvent.PhoneHappened _,
                        AgentEvent.DialQueued _,
                        AgentEvent.DialUnqueued _,
                        AgentEvent.LeadShown _,
                        AgentEvent.LeadGone _,
                        AgentEvent.WrapUpBegan _,
                        AgentEvent.WrapUpEnded _,
                        AgentEvent.CallbackDue _,
                        AgentEvent.CampaignChanged _,
                        AgentEvent.DialBlocked _,
                        AgentEvent.StoredDialAsked _,
                        AgentEvent.PairingAsked _,
                        AgentEvent.PairingAnswered _,
                        AgentEvent.PairingUnanswered _,
                        AgentEvent.PairingRevoked _,
                        AgentEvent.FaultRaised _,
                        AgentEvent.FaultCleared _,
                        AgentEvent.AttentionAsked _ -> {}
            }
        }

        private boolean isOurs(CallId id) {
            return call.filter(id::equals).isPresent();
        }

        /** The agent pressed Dial, or Skip. */
        private void unqueued(boolean byDialling) {
            if (byDialling) {
                stage = Stage.TAKEN;
                inbox.accept(new TwoLegInput.LegAnswered(Leg.FIRST));
            } else {
                over(LegFailure.NO_ANSWER);
                ended(Leg.FIRST, LegFailure.NO_ANSWER);
            }
        }

        private void over(LegFailure failure) {
            if (stage != Stage.OVER) {
                stage = Stage.OVER;
                watching.close();
                ended(dialledLeg, failure);
            }
        }

        private void placed(Leg leg, String id) {
            inbox.accept(new TwoLegInput.LegPlaced(leg, id));
        }

        private void ended(Leg leg, LegFailure failure) {
            inbox.accept(new TwoLegInput.LegEnded(leg, failure));
        }

        @Override
        public synchronized void end(Leg leg) {
            if (leg != dialledLeg) {
                if (stage == Stage.SHOWN) {
                    stage = Stage.OVER;
                    watching.close();
                    queued.ifPresent(id -> desk.submit(new AgentCommand.RemoveQueued(id)));
                }
                if (stage == Stage.NEW) {
                    watching.close();
                }
                ended(leg, LegFailure.NO_ANSWER);
                return;
            }
            switch (stage) {
                case PLACED, TAKEN ->
                    call.ifPresent(id -> desk.submit(new AgentCommand.Phone(new PhoneCommand.HangUpCall(id))));
                case NEW, SHOWN, OVER -> {
                    watching.close();
                    ended(leg, LegFailure.NO_ANSWER);
                }
            }
        }

        @Override
        public void join(TwoLegPlan.Joining how) {
            inbox.accept(new TwoLegInput.LegsJoined());
        }

        @Override
        public void announce(String name) {
            inbox.accept(new TwoLegInput.AnnouncementEnded(false));
        }

        @Override
        public void stopAnnouncement() {
            // nothing is played
        }
    }
}
