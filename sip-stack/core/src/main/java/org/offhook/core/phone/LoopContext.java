package org.offhook.core.phone;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.port.MediaPort;
import org.offhook.core.port.SignallingPort;

/** What the parts of the loop share. Owned by the loop's thread. */
final class LoopContext {
    private static final System.Logger LOG = System.getLogger("org.offhook.core.phone");

    final CallAccounts calls = new CallAccounts();
    final RoutedSignalling signalling;
    final MediaPort media;
    final LoopTimers timers = new LoopTimers();
    Instant now = Instant.EPOCH;

    private Function<AccountId, Optional<MediaTerms>> terms = _ -> Optional.empty();
    private List<PhoneEvent> events = new ArrayList<>();
    private final Deque<Runnable> followUps = new ArrayDeque<>();
    private long ignored;
    private long unknownCalls;
    private long faults;

    LoopContext(SignallingPort signalling, MediaPort media) {
        this.signalling = new RoutedSignalling(signalling, calls);
        this.media = media;
    }

    /** @param own what calls of an account beside the main one may agree on */
    void agreeOn(Function<AccountId, Optional<MediaTerms>> own) {
        terms = own;
    }

    /** A socket for a call, with what its account may agree on. */
    void reserve(CallId call) {
        terms.apply(calls.of(call)).ifPresentOrElse(own -> media.reserve(call, own), () -> media.reserve(call));
    }

    void tell(PhoneEvent event) {
        events.add(event);
    }

    List<PhoneEvent> takeEvents() {
        if (events.isEmpty()) {
            return List.of();
        }
        List<PhoneEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    /** Has {@code task} run later in the same step, after the effects at hand. */
    void followUp(Runnable task) {
        followUps.add(task);
    }

    Optional<Runnable> takeFollowUp() {
        return Optional.ofNullable(followUps.poll());
    }

    /** Calls an adapter; an exception of its is told and never passes. Returns whether it went well. */
    boolean guarded(String where, Runnable call) {
        try {
            call.run();
            return true;
        } catch (RuntimeException | Error thrown) {
            fault(where, thrown);
            return false;
        }
    }

    void fault(String where, Throwable thrown) {
        faults++;
        // the text of an exception may hold what a peer sent; its class and where it came from are enough to find it
        LOG.log(
                System.Logger.Level.ERROR,
                () -> where + ": " + thrown.getClass().getName() + origin(thrown));
        tell(new PhoneEvent.FaultRaised(
                ErrorCode.INTERNAL, where + ": " + thrown.getClass().getSimpleName()));
    }

    private static String origin(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .limit(8)
                .map(frame -> " < " + frame)
                .collect(Collectors.joining());
    }

    void countIgnored() {
        ignored++;
    }

    void countUnknownCall() {
        unknownCalls++;
    }

    LoopCounters counters(long overflowed) {
        return new LoopCounters(ignored, unknownCalls, overflowed, faults);
    }
}
