package org.offhook.agent.session;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.ManualDial;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.session.AgentSession.Lost;
import org.offhook.agent.session.AgentSession.Paused;
import org.offhook.agent.session.AgentSession.User;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.core.account.AccountId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView.Status;

/** The manual dial: what is dialled at once, what waits, and what is refused. */
record DialSteps(DeskSettings settings) {
    /** What the agent types is dialled at once and not slowed down. */
    static final String AGENT = "agent";

    /** A link that somebody pressed, in whatever program: nobody else would tell the agent why nothing comes of it. */
    static final String LINK = "link";

    private PlacingSteps placing() {
        return new PlacingSteps(settings);
    }

    // ---- asked

    SessionStep asked(SessionModel model, SessionInput.DialAsked asked, PhoneSnapshot phone, Instant now) {
        SessionStep step = judged(model, asked, phone, now);
        ManualDial dial = asked.dial();
        return dial.source().equals(LINK)
                ? refusal(step)
                        .map(why -> step.then(new SessionEffect.Tell(
                                new AgentEvent.DialBlocked(dial.number(), "", dial.source(), why))))
                        .orElse(step)
                : step;
    }

    private SessionStep judged(SessionModel model, SessionInput.DialAsked asked, PhoneSnapshot phone, Instant now) {
        ManualDial dial = asked.dial();
        long ticket = asked.ticket();
        Optional<User> user = model.session().loggedIn();
        if (user.isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NOT_LOGGED_IN);
        }
        SessionModel counted = model;
        if (!dial.source().equals(AGENT)) {
            Optional<DialRate> rate = model.rate().take(now);
            if (rate.isEmpty()) {
                return SessionStep.refuse(model, ticket, ErrorCode.DIALLING_TOO_FAST);
            }
            counted = model.withRate(rate.get());
        }
        return switch (DialableNumber.read(dial.number())) {
            case NumberReading.Refused(NumberReading.Reason reason) ->
                SessionStep.refuse(counted, ticket, error(reason));
            case NumberReading.Dialable(DialableNumber number) ->
                take(counted, ticket, dial, settings.rules().dialled(number, dial.phoneCode()), user.get(), phone, now);
        };
    }

    static ErrorCode error(NumberReading.Reason reason) {
        return switch (reason) {
            case HAS_LETTERS -> ErrorCode.NUMBER_HAS_LETTERS;
            case TOO_SHORT -> ErrorCode.NUMBER_TOO_SHORT;
            case TOO_LONG -> ErrorCode.NUMBER_TOO_LONG;
        };
    }

    private SessionStep take(
            SessionModel model,
            long ticket,
            ManualDial dial,
            String number,
            User user,
            PhoneSnapshot phone,
            Instant now) {
        boolean free = AtLeisure.isFree(model, phone) || AtLeisure.isFreeBeside(model, phone, dial.account());
        boolean looking = !dial.source().equals(AGENT) // the agent knows what is on the screen
                && model.work().flatMap(work -> work.leads().preview()).isPresent();
        Optional<ErrorCode> refused = objection(model, dial.account(), number, user, phone, free && !looking);
        if (refused.isPresent()) {
            return SessionStep.refuse(model, ticket, refused.get());
        }
        SessionModel numbered = model.withNextId();
        QueuedDial queued = new QueuedDial(
                "q" + numbered.lastQueueId(),
                number,
                dial.facts().getOrDefault("name", ""),
                dial.source(),
                now,
                dial.preview());
        DialEntry entry = new DialEntry(queued, dial);
        boolean atOnce = free
                && !dial.preview()
                && ((model.autoDial() && model.coming().counted().isEmpty()) // what is counted down comes first
                        || dial.source().equals(AGENT)
                        || settings.mode() == ManualDialMode.STANDARD);
        SessionStep step =
                atOnce ? placing().dial(numbered, entry, Optional.of(ticket), now) : queue(numbered, entry, ticket);
        if (!isTaken(step)) {
            return step;
        }
        SessionStep taken = step.then(next -> BarSteps.gone(next, number));
        return dial.focus() ? taken.then(new SessionEffect.Tell(new AgentEvent.AttentionAsked())) : taken;
    }

    static boolean isTaken(SessionStep step) {
        return refusal(step).isEmpty();
    }

    private static Optional<ErrorCode> refusal(SessionStep step) {
        for (SessionEffect effect : step.effects()) {
            if (effect instanceof SessionEffect.Reply reply
                    && reply.outcome() instanceof CommandOutcome.Refused refused) {
                return Optional.of(refused.error());
            }
        }
        return Optional.empty();
    }

    private Optional<ErrorCode> objection(
            SessionModel model, AccountId account, String number, User user, PhoneSnapshot phone, boolean free) {
        if (settings.mode() == ManualDialMode.STANDARD && !(free && paused(model.session()))) {
            boolean off = model.session() instanceof Lost && !AtLeisure.isFreeBeside(model, phone, account);
            return Optional.of(off ? ErrorCode.NOT_REGISTERED : ErrorCode.NOT_PAUSED);
        }
        if (account.isMain() && number.equals(user.extension())) { // elsewhere it is somebody else's
            return Optional.of(ErrorCode.NUMBER_IS_OWN);
        }
        if (isQueued(model, number) || AtLeisure.isBeingCalled(phone, number)) {
            return Optional.of(ErrorCode.ALREADY_QUEUED);
        }
        // taking a number that cannot be dialled now, to dial it at some later surprise, helps nobody
        return unusable(phone, account);
    }

    /** Paused, or paused again as soon as the connection is back. */
    private static boolean paused(AgentSession session) {
        return session instanceof Paused || (session instanceof Lost at && at.resume() instanceof Next.Pause);
    }

    /** Why nothing can be dialled over this account now, if so. */
    static Optional<ErrorCode> unusable(PhoneSnapshot phone, AccountId account) {
        if (!account.isMain() && phone.account(account).isEmpty()) {
            return Optional.of(ErrorCode.ACCOUNT_UNKNOWN);
        }
        return phone.usable(account) ? Optional.empty() : Optional.of(ErrorCode.NOT_REGISTERED);
    }

    // Loops, not streams, on the way of a click: streams touch ten times the code, which is cold when the click comes.

    private static boolean isQueued(SessionModel model, String number) {
        for (DialEntry entry : model.queue()) {
            if (entry.queued().number().equals(number) && entry.queued().bar().isEmpty()) {
                return true;
            }
        }
        for (QueuedDial stored : model.stored()) {
            if (stored.number().equals(number)) {
                return true;
            }
        }
        return false;
    }

    private SessionStep queue(SessionModel model, DialEntry entry, long ticket) {
        if (model.queue().size() >= settings.queueLimit()) {
            return SessionStep.refuse(model, ticket, ErrorCode.QUEUE_FULL);
        }
        SessionModel longer = model.with(entry);
        int waiting = longer.waiting();
        SessionStep taken = SessionStep.to(
                longer,
                new SessionEffect.Reply(
                        ticket,
                        new Accepted(
                                entry.queued().preview() ? "preview" : "queued",
                                Map.of("queueId", entry.id(), "queued", Integer.toString(waiting)))),
                new SessionEffect.Tell(new AgentEvent.DialQueued(entry.queued(), waiting)));
        return entry.queued().preview() && longer.work().isPresent()
                ? taken.then(new WorkEffect.ClearDial(
                        entry.id(), PlacingSteps.question(longer.work().get(), entry, true)))
                : taken;
    }

    /** The campaign's rules made this number when it was taken; here only agent and line are looked at. */
    SessionStep claimedAsked(
            SessionModel model, SessionInput.ClaimedDialAsked asked, PhoneSnapshot phone, Instant now) {
        ManualDial dial = asked.dial();
        if (model.session().loggedIn().isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NOT_LOGGED_IN);
        }
        if (phone.registration().status() != Status.REGISTERED) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NOT_REGISTERED);
        }
        if (!dial.preview() && !AtLeisure.isFree(model, phone)) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.CALL_IN_PROGRESS);
        }
        SessionModel numbered = model.withNextId();
        QueuedDial queued = new QueuedDial(
                "q" + numbered.lastQueueId(),
                dial.number(),
                dial.facts().getOrDefault("name", ""),
                dial.source(),
                now,
                dial.preview());
        DialEntry entry = DialEntry.claimed(queued, dial, asked.callerId());
        SessionStep step = dial.preview()
                ? queue(numbered, entry, asked.ticket())
                : placing().dial(numbered, entry, Optional.of(asked.ticket()), now);
        return dial.focus() && isTaken(step)
                ? step.then(new SessionEffect.Tell(new AgentEvent.AttentionAsked()))
                : step;
    }

    SessionStep nextAsked(SessionModel model, long ticket, PhoneSnapshot phone, Instant now) {
        Optional<DialEntry> byItself = DialEntry.nextByItself(model.queue());
        if (byItself.isEmpty() && !model.stored().isEmpty()) {
            return StoredSteps.dial(model, ticket, model.stored().getFirst(), phone, now);
        }
        Optional<DialEntry> entry = byItself.or(() -> model.queue().stream().findFirst());
        return fromQueue(model, ticket, entry, phone, now);
    }

    SessionStep queuedAsked(SessionModel model, long ticket, String queueId, PhoneSnapshot phone, Instant now) {
        Optional<QueuedDial> stored = StoredSteps.find(model.stored(), queueId);
        return stored.isPresent()
                ? StoredSteps.dial(model, ticket, stored.get(), phone, now)
                : fromQueue(model, ticket, model.entry(queueId), phone, now);
    }

    private SessionStep fromQueue(
            SessionModel model, long ticket, Optional<DialEntry> entry, PhoneSnapshot phone, Instant now) {
        if (model.session().loggedIn().isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NOT_LOGGED_IN);
        }
        if (entry.isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NOT_QUEUED);
        }
        Optional<ErrorCode> unusable = unusable(phone, entry.get().dial().account());
        if (unusable.isPresent()) {
            return SessionStep.refuse(model, ticket, unusable.get());
        }
        if (!AtLeisure.isFree(model, phone)
                && !AtLeisure.isFreeBeside(model, phone, entry.get().dial().account())) {
            return SessionStep.refuse(model, ticket, AtLeisure.occupied(model));
        }
        return dialQueued(model, entry.get(), Optional.of(ticket), now);
    }

    SessionStep removeAsked(SessionModel model, long ticket, String queueId) {
        Optional<QueuedDial> stored = StoredSteps.find(model.stored(), queueId);
        if (stored.isPresent()) {
            return StoredSteps.remove(model, ticket, stored.get());
        }
        Optional<DialEntry> entry = model.entry(queueId);
        if (entry.isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NOT_QUEUED);
        }
        return SessionStep.accept(model, ticket, "removed").then(same -> unqueued(same, entry.get()));
    }

    static SessionStep unqueued(SessionModel model, DialEntry entry) {
        SessionModel shorter = model.without(entry);
        return SessionStep.to(
                shorter, new SessionEffect.Tell(new AgentEvent.DialUnqueued(entry.queued(), false, shorter.waiting())));
    }

    SessionStep autoDialAsked(SessionModel model, SessionInput.AutoDialAsked asked, PhoneSnapshot phone, Instant now) {
        if (!asked.on() && settings.mode() == ManualDialMode.QUEUE_AND_AUTOCALL) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.CALL_STATE_WRONG, "set by the campaign");
        }
        return SessionStep.accept(
                        model.withAutoDial(asked.on()), asked.ticket(), asked.on() ? "dials by itself" : "waits")
                .then(changed -> dialByItself(changed, phone, now));
    }

    // ---- dialling

    /**
     * Dials the oldest waiting number if the agent is free and it may be dialled by itself, or begins to count down to it. Where nothing is
     * counted down, what waits in the store is taken by whoever holds the agent's lease there.
     */
    SessionStep dialByItself(SessionModel model, PhoneSnapshot phone, Instant now) {
        if (!mayDialByItself(model, phone) || model.coming().counted().isPresent()) {
            return SessionStep.to(model);
        }
        if (settings.autoDialWait().isZero()) {
            return DialEntry.nextByItself(model.queue())
                    .map(entry -> dialQueued(model, entry, Optional.empty(), now))
                    .orElseGet(() -> SessionStep.to(model));
        }
        return CountDown.nextByItself(model)
                .map(id -> CountDown.begin(model, id, now.plus(settings.autoDialWait())))
                .orElseGet(() -> SessionStep.to(model));
    }

    private static boolean mayDialByItself(SessionModel model, PhoneSnapshot phone) {
        return model.autoDial()
                && AtLeisure.isFree(model, phone)
                && phone.registration().status() == Status.REGISTERED;
    }

    /** What waits in the store was looked at. Who said Wait is not counted down to by every number that others queue. */
    SessionStep storedSeen(SessionModel model, SessionInput.StoredDialsSeen seen, PhoneSnapshot phone, Instant now) {
        SessionStep shown = StoredSteps.seen(model, seen, phone);
        return settings.autoDialWait().isZero() || shown.next().coming() instanceof ComingDial.Held
                ? shown
                : shown.then(next -> dialByItself(next, phone, now));
    }

    /** The agent has seen what comes and did not say Wait. */
    SessionStep dueByItself(SessionModel model, PhoneSnapshot phone, Instant now) {
        Optional<ComingDial.CountedDown> due =
                model.coming().counted().filter(counted -> !counted.at().isAfter(now));
        if (due.isEmpty()) {
            return SessionStep.to(model);
        }
        SessionModel counted = model.withComing(new ComingDial.None());
        if (!mayDialByItself(model, phone)) {
            return SessionStep.to(counted);
        }
        String id = due.get().id();
        return model.entry(id)
                .map(entry -> dialQueued(counted, entry, Optional.empty(), now))
                .or(() -> StoredSteps.find(model.stored(), id).map(stored -> StoredSteps.due(counted, stored)))
                .orElseGet(() -> SessionStep.to(counted));
    }

    private SessionStep dialQueued(SessionModel model, DialEntry entry, Optional<Long> ticket, Instant now) {
        SessionModel shorter = model.without(entry);
        AgentEvent gone = new AgentEvent.DialUnqueued(entry.queued(), true, shorter.waiting());
        LeadOnScreen looked =
                model.work().map(work -> work.leads().queued().get(entry.id())).orElse(null);
        DialEntry exact = looked == null ? entry : entry.lookedAt(looked.leadId());
        return SessionStep.to(shorter, new SessionEffect.Tell(gone))
                .then(rest -> placing().dial(rest, exact.outOfQueue(), ticket, now));
    }

    /** Takes everything out of the queue, told one by one. */
    static SessionStep emptied(SessionModel model) {
        SessionStep step = SessionStep.to(model);
        for (DialEntry entry : model.queue()) {
            step = step.then(rest -> {
                SessionModel shorter = rest.without(entry);
                return SessionStep.to(
                        shorter,
                        new SessionEffect.Tell(new AgentEvent.DialUnqueued(entry.queued(), false, shorter.waiting())));
            });
        }
        return step.then(StoredSteps::outOfSight);
    }
}
