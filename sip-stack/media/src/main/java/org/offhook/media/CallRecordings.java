package org.offhook.media;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.offhook.core.call.CallId;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.recording.RecordingSubject;
import org.offhook.media.record.CallRecorder;
import org.offhook.media.record.RecordingShelf;
import org.offhook.media.record.UnfinishedRecordings;
import org.offhook.media.talk.CallLeg;
import org.offhook.media.talk.ConsentBeep;

/** Which of the phone's calls are recorded, by a rule or because somebody asked, each at its own rate. Belongs to the loop; nothing here waits for the disk. */
final class CallRecordings {
    private final RecordingRule rule;
    private final RecordingShelf shelf;
    private final Map<CallId, CallRecorder> running = new ConcurrentHashMap<>();
    private final UnfinishedRecordings unfinished = new UnfinishedRecordings();

    /**
     * No recordings yet.
     *
     * @param rule which calls are recorded from their first sound
     * @param shelf where those go that are asked for
     */
    CallRecordings(RecordingRule rule, RecordingShelf shelf) {
        this.rule = rule;
        this.shelf = shelf;
    }

    /** There is a stream: records it where the rule says so, unless it is recorded. */
    void byRule(CallId call, CallLeg leg) {
        if (!running.containsKey(call)) {
            rule.fileFor(call).ifPresent(file -> {
                CallRecorder recorder = new CallRecorder(file, rateOf(leg));
                keep(call, recorder);
                leg.record(recorder);
            });
        }
    }

    /** Begins a file that somebody asked for, in place of the one that runs. */
    void asked(RecordingSubject subject, CallLeg leg, PhoneInbox to) {
        end(subject.call());
        CallRecorder recorder =
                new CallRecorder(rate -> shelf.open(subject, rate), rateOf(leg), new FileNews(subject.call(), to));
        keep(subject.call(), recorder);
        Duration every = shelf.beepEvery();
        leg.record(recorder, every.isZero() ? Optional.empty() : Optional.of(new ConsentBeep(every)));
    }

    private static int rateOf(CallLeg leg) {
        return leg.session().plan().sampleRateHertz();
    }

    private void keep(CallId call, CallRecorder recorder) {
        unfinished.add(recorder);
        running.put(call, recorder);
    }

    /** @param silent whether silence takes the place of what is said */
    void pause(CallId call, boolean silent) {
        Optional.ofNullable(running.get(call)).ifPresent(recorder -> recorder.pause(silent));
    }

    /** Ends the call's file, if it has one; it is complete a moment later. */
    void end(CallId call) {
        Optional.ofNullable(running.remove(call)).ifPresent(CallRecorder::close);
    }

    /** Waits for files that are being completed. Blocks, for a bounded time. */
    void await() {
        unfinished.await();
    }
}
