package org.offhook.agent.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CampaignRules;
import org.offhook.agent.CampaignView;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.DoubtView;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadWish;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.PauseCode;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.Clearance;
import org.offhook.agent.port.DialQuestion;
import org.offhook.agent.port.DoubtWord;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.agent.port.PromiseWish;
import org.offhook.agent.port.StoreAnswer;
import org.offhook.agent.port.WorkStorePort;
import org.offhook.agent.port.Workplace;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.CallerId;
import org.offhook.campaign.setup.Recording;
import org.offhook.core.error.ErrorCode;

/** A store in memory that answers at once, holds its answers back, or is away. */
final class FakeWorkStore implements WorkStorePort {
    final Deque<Long> leads = new ArrayDeque<>(List.of(1L, 2L, 3L));
    final List<Long> givenBack = new ArrayList<>();
    final List<CallNote> notes = new ArrayList<>();
    final List<DialQuestion> questions = new ArrayList<>();
    final Map<String, KeptWrapUp> kept = new HashMap<>();
    final List<KeptWrapUp> saved = new ArrayList<>();
    final List<CallbackView> callbacks = new ArrayList<>();
    final List<DoubtView> doubts = new ArrayList<>();
    final List<DoubtWord> words = new ArrayList<>();
    final Map<Long, Map<String, String>> edits = new HashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    Optional<ErrorCode> away = Optional.empty();
    Optional<ErrorCode> barred = Optional.empty();
    boolean holding;
    boolean forced;
    Recording recording = Recording.NEVER;
    Duration wrapUp = Duration.ofSeconds(30);
    ManualDialMode mode = ManualDialMode.QUEUE;

    Workplace place() {
        return new Workplace(
                new CampaignRules(
                        new CampaignView(
                                "SPRING",
                                "Spring",
                                mode,
                                mode == ManualDialMode.QUEUE_AND_AUTOCALL,
                                forced,
                                wrapUp,
                                "7275550000",
                                "US"),
                        List.of(new PauseCode("TEA", "Tea", Optional.of(Duration.ofMinutes(10)))),
                        false,
                        DialRules.PLAIN,
                        new CallerId("7275550000", "", CallerId.Presentation.P_PREFERRED_IDENTITY),
                        Duration.ofSeconds(20),
                        20,
                        recording),
                List.of(
                        new DispositionChoice("SALE", "Sale", "1", false, false),
                        new DispositionChoice("CALLBK", "Call back", "2", true, false)),
                List.copyOf(callbacks),
                List.copyOf(doubts),
                kept.values().stream()
                        .sorted(java.util.Comparator.comparing(KeptWrapUp::endedAt))
                        .toList());
    }

    static LeadOnScreen lead(long id) {
        return new LeadOnScreen(
                id,
                "Spring list",
                "Lead " + id,
                "30" + id,
                "40" + id,
                "",
                Optional.empty(),
                true,
                Optional.empty(),
                List.of(),
                List.of(),
                LeadOnScreen.Showing.PREVIEW,
                Optional.empty(),
                Optional.empty());
    }

    /** Gives all answers that were held back. */
    void release() {
        holding = false;
        List<Runnable> now = List.copyOf(held);
        held.clear();
        now.forEach(Runnable::run);
    }

    private <T> CompletionStage<StoreAnswer<T>> answer(Supplier<T> work) {
        CompletableFuture<StoreAnswer<T>> answer = new CompletableFuture<>();
        Runnable run = () -> answer.complete(
                away.<StoreAnswer<T>>map(StoreAnswer.Failed::of).orElseGet(() -> new StoreAnswer.Done<>(work.get())));
        if (holding) {
            held.add(run);
        } else {
            run.run();
        }
        return answer;
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<Workplace>>> look(String agent) {
        return answer(() -> Optional.of(place()));
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> next(String agent, String campaign) {
        return answer(() -> Optional.ofNullable(leads.poll()).map(FakeWorkStore::lead));
    }

    @Override
    public CompletionStage<StoreAnswer<Boolean>> giveBack(String agent, long lead) {
        return answer(() -> {
            leads.addFirst(lead);
            return givenBack.add(lead);
        });
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> lead(String campaign, long lead) {
        return answer(() -> Optional.of(lead(lead)));
    }

    @Override
    public CompletionStage<StoreAnswer<Clearance>> clear(DialQuestion question) {
        questions.add(question);
        return answer(() -> {
            long id = question.lead() instanceof LeadWish.Known known ? known.leadId() : 100;
            boolean alternate = question.lead() instanceof LeadWish.Known known
                    && known.number() == org.offhook.agent.LeadNumber.ALT;
            LeadOnScreen lead = lead(id);
            String number = question.lead() instanceof LeadWish.Known
                    ? (alternate ? lead.altNumber() : lead.number())
                    : question.number();
            return barred.<Clearance>map(error -> new Clearance.Barred(error, Optional.of(lead)))
                    .orElseGet(() -> new Clearance.Free(number, Optional.of(lead)));
        });
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<ErrorCode>>> barred(
            String agent, String campaign, String typed, String dialled) {
        return answer(() -> barred);
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> offered(CallNote.Begun begun) {
        notes.add(begun);
        return answer(() -> Optional.of(lead(200)));
    }

    @Override
    public void note(CallNote note) {
        notes.add(note);
    }

    @Override
    public CompletionStage<StoreAnswer<LeadOnScreen>> edit(String campaign, long lead, Map<String, String> changes) {
        return answer(() -> {
            edits.put(lead, changes);
            LeadOnScreen before = lead(lead);
            return new LeadOnScreen(
                    lead,
                    before.listName(),
                    changes.getOrDefault("first_name", ""),
                    before.number(),
                    "",
                    "",
                    Optional.empty(),
                    true,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    before.showing(),
                    Optional.empty(),
                    Optional.empty());
        });
    }

    @Override
    public CompletionStage<StoreAnswer<Boolean>> keep(KeptWrapUp wrapUp) {
        return answer(() -> {
            kept.put(wrapUp.call().value(), wrapUp);
            return true;
        });
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> save(KeptWrapUp wrapUp) {
        return answer(() -> {
            saved.add(wrapUp);
            kept.remove(wrapUp.call().value());
            return List.copyOf(callbacks);
        });
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> promise(PromiseWish wish) {
        return answer(() -> {
            callbacks.add(callback(90 + callbacks.size(), wish.at().toInstant(ZoneOffset.UTC)));
            return List.copyOf(callbacks);
        });
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> moveCallback(
            String agent, String campaign, long callback, LocalDateTime at) {
        return answer(() -> {
            callbacks.replaceAll(one -> one.id() == callback ? callback(callback, at.toInstant(ZoneOffset.UTC)) : one);
            return List.copyOf(callbacks);
        });
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> cancelCallback(
            String agent, String campaign, long callback) {
        return answer(() -> {
            callbacks.removeIf(one -> one.id() == callback);
            return List.copyOf(callbacks);
        });
    }

    @Override
    public CompletionStage<StoreAnswer<List<DoubtView>>> doubts(String agent) {
        return answer(() -> List.copyOf(doubts));
    }

    @Override
    public CompletionStage<StoreAnswer<List<DoubtView>>> decide(DoubtWord word) {
        return answer(() -> {
            words.add(word);
            doubts.removeIf(one -> one.kind() == word.kind() && one.id() == word.id());
            return List.copyOf(doubts);
        });
    }

    static CallbackView callback(long id, Instant at) {
        return new CallbackView(id, 50 + id, "Tom", "305", at, ZoneOffset.UTC, true, "", false);
    }
}
