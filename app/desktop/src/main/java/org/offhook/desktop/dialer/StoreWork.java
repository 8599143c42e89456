package org.offhook.desktop.dialer;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.CallbackView;
import org.offhook.agent.DoubtView;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.floor.Deciders;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.Clearance;
import org.offhook.agent.port.DialQuestion;
import org.offhook.agent.port.DoubtWord;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.agent.port.PromiseWish;
import org.offhook.agent.port.StoreAnswer;
import org.offhook.agent.port.StoreErrors;
import org.offhook.agent.port.WorkStorePort;
import org.offhook.agent.port.Workplace;
import org.offhook.agent.work.CallResults;
import org.offhook.agent.work.CallScribe;
import org.offhook.agent.work.CallsInDoubt;
import org.offhook.agent.work.Clearances;
import org.offhook.agent.work.LeadEdits;
import org.offhook.agent.work.LeadReader;
import org.offhook.agent.work.WorkRefused;
import org.offhook.agent.work.Workplaces;
import org.offhook.campaign.store.StoreException;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.settings.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dialer's store for an agent's desk: questions on threads of their own, what happened to calls in its order. */
public final class StoreWork implements WorkStorePort, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWork.class);
    private static final Logger AUDIT = LoggerFactory.getLogger("org.offhook.audit");

    private final StoreHouse store;
    private final StoreLine line;
    private final InstantSource clock;
    private final LeadReader leads;
    private final Supplier<String> node;
    private volatile @Nullable Writers writers;

    /** What writes in this node's name. */
    private record Writers(Clearances clearances, CallResults results, CallScribe scribe) {}

    /**
     * @param node name of this desk among all that share the store; asked when the store is first needed, and always the same
     * @param zone where called parties are who tell no other zone
     * @param firstPause before what the store refused is tried again
     * @param atClose how long closing waits for what is still to be kept
     */
    public StoreWork(
            StoreHouse store,
            Supplier<String> node,
            ZoneId zone,
            InstantSource clock,
            Duration firstPause,
            Duration atClose) {
        this.store = store;
        this.line = new StoreLine(store, firstPause, atClose);
        this.clock = clock;
        this.leads = new LeadReader(zone);
        this.node = node;
    }

    /** On a thread of the store: finding the node's name may take its time. */
    private Writers writers() {
        Writers known = writers;
        if (known == null) {
            String name = node.get();
            known = new Writers(new Clearances(name, leads), new CallResults(name, leads), new CallScribe(name));
            writers = known;
        }
        return known;
    }

    /** For the phone of this data directory. */
    public static StoreWork of(StoreHouse store, DataDirectory directory) {
        return new StoreWork(
                store,
                () -> NodeName.of(directory),
                ZoneId.systemDefault(),
                InstantSource.system(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<Workplace>>> look(String agent) {
        return answer(store.ask(open -> Workplaces.find(open, agent, clock.instant())));
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> next(String agent, String campaign) {
        return answer(store.ask(open -> open.transact(ports -> ports.leads()
                .handOutNext(campaign, agent)
                .map(lead -> leads.read(ports, campaign, lead, clock.instant())))));
    }

    @Override
    public CompletionStage<StoreAnswer<Boolean>> giveBack(String agent, long lead) {
        return answer(line.keepAndTell(open -> open.leads().handBack(lead, agent)));
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> lead(String campaign, long lead) {
        return answer(store.ask(
                open -> open.leads().find(lead).map(one -> leads.read(open, campaign, one, clock.instant()))));
    }

    @Override
    public CompletionStage<StoreAnswer<Clearance>> clear(DialQuestion question) {
        String attempt = UUID.randomUUID().toString();
        return answer(store.ask(open ->
                open.transact(ports -> writers().clearances().clear(ports, question, attempt, clock.instant()))));
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<ErrorCode>>> barred(
            String agent, String campaign, String typed, String dialled) {
        return answer(store.ask(open -> open.transact(
                ports -> writers().clearances().barred(ports, agent, campaign, typed, dialled, clock.instant()))));
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> offered(CallNote.Begun begun) {
        return answer(line.keepAndTell(open -> open.transact(ports -> writers()
                .scribe()
                .write(ports, begun)
                .map(lead -> leads.read(ports, begun.campaign(), lead, clock.instant())))));
    }

    @Override
    public void note(CallNote note) {
        line.keep(open -> open.transact(ports -> writers().scribe().write(ports, note)));
    }

    @Override
    public CompletionStage<StoreAnswer<LeadOnScreen>> edit(String campaign, long lead, Map<String, String> changes) {
        return answer(store.ask(open -> open.transact(
                ports -> leads.read(ports, campaign, LeadEdits.apply(ports, lead, changes), clock.instant()))));
    }

    @Override
    public CompletionStage<StoreAnswer<Boolean>> keep(KeptWrapUp wrapUp) {
        return answer(line.once(open -> {
            CallResults.keep(open, wrapUp);
            return true;
        }));
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> save(KeptWrapUp wrapUp) {
        return answer(line.once(
                open -> open.transact(ports -> writers().results().save(ports, wrapUp, clock.instant()))));
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> promise(PromiseWish wish) {
        return answer(store.ask(
                open -> open.transact(ports -> writers().results().promise(ports, wish, clock.instant()))));
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> moveCallback(
            String agent, String campaign, long callback, LocalDateTime at) {
        return answer(store.ask(open -> open.transact(
                ports -> writers().results().move(ports, agent, campaign, callback, at, clock.instant()))));
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> cancelCallback(
            String agent, String campaign, long callback) {
        return answer(store.ask(open ->
                open.transact(ports -> writers().results().cancel(ports, agent, campaign, callback, clock.instant()))));
    }

    private static <T> CompletionStage<StoreAnswer<T>> answer(CompletableFuture<T> asked) {
        return asked.<StoreAnswer<T>>thenApply(StoreAnswer.Done::new).exceptionally(StoreWork::failed);
    }

    @Override
    public CompletionStage<StoreAnswer<List<DoubtView>>> doubts(String agent) {
        return answer(store.ask(open -> CallsInDoubt.of(open, agent)));
    }

    @Override
    public CompletionStage<StoreAnswer<List<DoubtView>>> decide(DoubtWord word) {
        return answer(store.ask(open -> {
            List<DoubtView> left = open.transact(ports -> CallsInDoubt.decide(ports, word));
            AUDIT.info(
                    "{} RESOLVE {} {}: {}",
                    word.agent(),
                    word.kind(),
                    word.id(),
                    word.dialAgain() ? "dial again" : "done with");
            store.doubts()
                    .decided(
                            Deciders.dials(open, word.agent()).size(),
                            open.dialQueue().inDoubt().size(),
                            open.futureCalls().inDoubt().size());
            return left;
        }));
    }

    private static <T> StoreAnswer<T> failed(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : thrown;
        return switch (cause) {
            case WorkRefused refused -> new StoreAnswer.Failed<>(refused.error(), refused.detail());
            case StoreException failure -> StoreAnswer.Failed.of(StoreErrors.codeOf(failure));
            default -> {
                LOG.error("a question to the store failed", cause);
                yield StoreAnswer.Failed.of(ErrorCode.INTERNAL);
            }
        };
    }

    /** Keeps what can be kept in time. */
    @Override
    public void close() {
        line.close();
    }
}
