package org.offhook.core.phone;

import java.util.Optional;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.publication.Presence;
import org.offhook.core.publication.PublicationEffect;
import org.offhook.core.publication.PublicationInput;
import org.offhook.core.publication.PublicationMachine;
import org.offhook.core.publication.PublicationState;
import org.offhook.core.publication.PublicationStep;
import org.offhook.core.registration.RetryPolicy;

/**
 * Tells the exchange what the agent does, where that is wanted: from the registration on, until the agent or the registration goes. Owned
 * by the loop's thread.
 */
final class PresenceDesk {
    /** RFC 3903 §4.1 leaves it open; an hour is what presence servers grant. */
    private static final int EXPIRY_SECONDS = 3_600;

    private static final String TIMER = "publication";

    private final LoopContext context;
    private final boolean wanted;
    private final PublicationMachine machine;
    private PublicationState state = new PublicationState.Idle(0);
    private Optional<Presence> told = Optional.empty();

    PresenceDesk(LoopContext context, boolean wanted, long seed) {
        this.context = context;
        this.wanted = wanted;
        this.machine = new PublicationMachine(EXPIRY_SECONDS, new RetryPolicy(seed + 17));
    }

    /** @param presence what the agent does; empty while nobody is logged in */
    void follow(RegistrationView registration, Optional<Presence> presence) {
        if (!wanted) {
            return;
        }
        switch (registration.status()) {
            case REGISTERED -> show(presence);
            case UNREGISTERING -> leave();
            case NOT_REGISTERED, REGISTERING, LOST -> {
                if (told.isPresent()) {
                    told = Optional.empty();
                    take(new PublicationInput.Suspended());
                }
            }
        }
    }

    private void show(Optional<Presence> presence) {
        if (presence.isEmpty()) {
            leave();
        } else if (!presence.equals(told)) {
            told = presence;
            take(new PublicationInput.PresenceChanged(presence.get()));
        }
    }

    /** Takes it back, before the registration goes. */
    void leave() {
        if (told.isPresent()) {
            told = Optional.empty();
            take(new PublicationInput.Unwanted());
        }
    }

    void take(PublicationInput input) {
        PublicationStep step = machine.step(state, input, context.now);
        state = step.next();
        step.effects().forEach(this::carryOut);
    }

    private void carryOut(PublicationEffect effect) {
        switch (effect) {
            case PublicationEffect.SendPublish(var etag, var presence, int expiry, int attempt) -> {
                if (!context.guarded(
                        "signalling.publish",
                        () -> context.signalling.publications().publish(etag, presence, expiry, attempt))) {
                    context.followUp(() -> take(new PublicationInput.PublishFailed(attempt, ErrorCode.INTERNAL)));
                }
            }
            case PublicationEffect.StartTimer(var at) ->
                context.timers.start(TIMER, at, () -> take(new PublicationInput.TimerFired()));
            case PublicationEffect.StopTimer _ -> context.timers.stop(TIMER);
            case PublicationEffect.Ignore _ -> context.countIgnored();
        }
    }
}
