package org.offhook.ui.shell;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.CallbackView;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.BannerView;
import org.offhook.ui.model.Work;
import org.offhook.ui.queue.DoubtsPage;

/** What the agent may put away from the banner's place, and what the banner's button does. JavaFX thread only. */
final class Notices {
    private final WindowContext context;
    private final Route route;
    private final Supplier<AgentSnapshot> snapshot;
    private final Set<Long> remindersPutAway = new HashSet<>();
    private Optional<Refused> refusal = Optional.empty();

    Notices(WindowContext context, Route route, Supplier<AgentSnapshot> snapshot) {
        this.context = context;
        this.route = route;
        this.snapshot = snapshot;
    }

    /** What was asked last and not done, until something else is done. */
    Optional<Refused> refusal() {
        return refusal;
    }

    void refused(Refused refused) {
        refusal = Optional.of(refused);
    }

    void forgetRefusal() {
        refusal = Optional.empty();
    }

    /** The promised call that is due and was not put away. */
    Optional<CallbackView> reminder() {
        return Work.reminder(snapshot.get(), remindersPutAway);
    }

    /** Away with what was refused, else with the reminder: it stays in the list of callbacks. */
    void close() {
        if (refusal.isEmpty()) {
            reminder().map(CallbackView::id).ifPresent(remindersPutAway::add);
        }
        refusal = Optional.empty();
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
