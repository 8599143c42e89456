package org.offhook.ui.shell;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentEvent.PairingUnanswered;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.CallbackView;
import org.offhook.agent.PairingRequest;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.BannerView;
import org.offhook.ui.model.Hints;
import org.offhook.ui.model.Work;
import org.offhook.ui.queue.DoubtsPage;

/** What the agent may put away from the banner's place, and what the banner's button does. JavaFX thread only. */
final class Notices {
    private final WindowContext context;
    private final Route route;
    private final Supplier<AgentSnapshot> snapshot;
    private final Set<Long> remindersPutAway = new HashSet<>();
    private final LinkedHashMap<String, PairingUnanswered> unanswered = new LinkedHashMap<>();
    private Optional<Refused> refusal = Optional.empty();

    Notices(WindowContext context, Route route, Supplier<AgentSnapshot> snapshot) {
        this.context = context;
        this.route = route;
        this.snapshot = snapshot;
    }

    /** @param requestWaits a pairing request could not take the body */
    Hints hints(boolean requestWaits) {
        return new Hints(refusal, requestWaits, waitedInVain(), reminder());
    }

    /** What a page's request came to: one that nobody answered is told until the page asks anew or the agent puts it away. */
    void heard(AgentEvent event) {
        switch (event) {
            case PairingUnanswered page -> unanswered.putLast(page.request().origin(), page);
            case AgentEvent.PairingAsked(PairingRequest request) -> unanswered.remove(request.origin());
            default -> {} // what else happens stands in the snapshot
        }
    }

    /** The last page of which nobody took notice. */
    private Optional<PairingUnanswered> waitedInVain() {
        return Optional.ofNullable(unanswered.lastEntry()).map(Map.Entry::getValue);
    }

    /** What was asked last was not done: told until something else is done. */
    void refused(Refused refused) {
        refusal = Optional.of(refused);
    }

    void forgetRefusal() {
        refusal = Optional.empty();
    }

    /** The promised call that is due and was not put away. */
    private Optional<CallbackView> reminder() {
        return Work.reminder(snapshot.get(), remindersPutAway);
    }

    /** Away with what was refused, else with the page nobody answered, else with the reminder: it stays in the list of callbacks. */
    void close() {
        if (refusal.isPresent()) {
            refusal = Optional.empty();
        } else if (!unanswered.isEmpty()) {
            unanswered.pollLastEntry();
        } else {
            reminder().map(CallbackView::id).ifPresent(remindersPutAway::add);
        }
        context.navigator().refresh();
    }

    void pressed(BannerView.Action action) {
        switch (action) {
            case NONE -> {}
            case TRY_NOW -> context.door().ask(new PhoneCommand.RetryRegistration());
            case CHANGE_ACCOUNT -> context.navigator().openAccount();
            case CHOOSE_AUDIO -> context.navigator().openAudio();
            case LOOK_AGAIN ->
                context.door()
                        .ask(new PhoneCommand.ChooseAudio(snapshot.get().phone().audioChoice()));
            case LOOK_AT_REQUEST -> {
                route.lookAtRequest(snapshot.get());
                context.navigator().refresh();
            }
            case DECIDE -> context.navigator().open(new DoubtsPage(context));
            case CALL_BACK -> reminder().ifPresent(due -> context.door().ask(new AgentCommand.CallBackNow(due.id())));
        }
    }
}
