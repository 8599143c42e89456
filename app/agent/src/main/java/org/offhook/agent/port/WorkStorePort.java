package org.offhook.agent.port;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.agent.CallbackView;
import org.offhook.agent.DoubtView;
import org.offhook.agent.LeadOnScreen;
import org.offhook.core.error.ErrorCode;

/**
 * The dialer's store as an agent's desk needs it. Every method returns at once; the answer comes when what was to be kept is durable, and
 * never exceptionally.
 */
public interface WorkStorePort {
    /** The user's place of work as it is now; empty when the user has none any more. */
    CompletionStage<StoreAnswer<Optional<Workplace>>> look(String agent);

    /** Claims the campaign's next lead for the agent; empty when none is left. */
    CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> next(String agent, String campaign);

    /** Gives a lead back that was claimed and not dialled; true when the agent had it. */
    CompletionStage<StoreAnswer<Boolean>> giveBack(String agent, long lead);

    /** A lead to be shown. */
    CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> lead(String campaign, long lead);

    /** The lead of a number by the rules of manual dialling, made where there is none, and whether it may be dialled now. */
    CompletionStage<StoreAnswer<Clearance>> clear(DialQuestion question);

    /**
     * Why the campaign's rules speak against a number that a call shall be sent to, if they do. No lead is looked for.
     *
     * @param typed as it was asked for
     * @param dialled as it would be dialled
     */
    CompletionStage<StoreAnswer<Optional<ErrorCode>>> barred(
            String agent, String campaign, String typed, String dialled);

    /** Notes an incoming call together with the newest lead that has its number; tells that lead. */
    CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> offered(CallNote.Begun begun);

    /** Notes something in the call log; tried again until it is kept. */
    void note(CallNote note);

    /** Changes fields of a lead. */
    CompletionStage<StoreAnswer<LeadOnScreen>> edit(String campaign, long lead, Map<String, String> changes);

    /** Keeps a wrap-up with its draft. */
    CompletionStage<StoreAnswer<Boolean>> keep(KeptWrapUp wrapUp);

    /** Keeps a call's result in one unit of work: the log, the lead, DNC list and callback. Tells the callbacks that wait then. */
    CompletionStage<StoreAnswer<List<CallbackView>>> save(KeptWrapUp wrapUp);

    /** Tells the callbacks that wait then. */
    CompletionStage<StoreAnswer<List<CallbackView>>> promise(PromiseWish wish);

    /** Tells the callbacks that wait then. */
    CompletionStage<StoreAnswer<List<CallbackView>>> moveCallback(
            String agent, String campaign, long callback, LocalDateTime at);

    /** Tells the callbacks that wait then. */
    CompletionStage<StoreAnswer<List<CallbackView>>> cancelCallback(String agent, String campaign, long callback);

    /** What waits for this user's word because nobody knows whether it was dialled, the queue's first, oldest first. */
    CompletionStage<StoreAnswer<List<DoubtView>>> doubts(String agent);

    /** Does what a person decided about a call in doubt. Tells what still waits for that person's word. */
    CompletionStage<StoreAnswer<List<DoubtView>>> decide(DoubtWord word);
}
