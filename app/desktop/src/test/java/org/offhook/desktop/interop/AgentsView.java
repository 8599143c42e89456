package org.offhook.desktop.interop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.LampView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.practice.sound.ToneHeard;

/** What an agent sees and hears of a phone, and waiting for it. */
abstract class AgentsView {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ToneHeadset headset;
    private final List<PhoneEvent> events = new CopyOnWriteArrayList<>();

    AgentsView(ToneHeadset headset) {
        this.headset = headset;
    }

    final void happened(List<PhoneEvent> more) {
        events.addAll(more);
    }

    abstract PhoneSnapshot snapshot();

    List<PhoneEvent> events() {
        return List.copyOf(events);
    }

    ToneHeadset headset() {
        return headset;
    }

    /** Waits for an event of this kind. */
    <E extends PhoneEvent> E awaitEvent(Class<E> kind, Predicate<E> wanted) {
        await(() -> find(kind, wanted).isPresent(), () -> kind.getSimpleName() + " in " + events);
        return find(kind, wanted).orElseThrow();
    }

    private <E extends PhoneEvent> Optional<E> find(Class<E> kind, Predicate<E> wanted) {
        return events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(wanted)
                .findFirst();
    }

    void awaitPhase(CallId call, CallView.Phase phase) {
        await(
                () -> snapshot().call(call).map(CallView::phase).equals(Optional.of(phase)),
                () -> phase + " of " + snapshot().call(call));
    }

    /** Waits until the call is over and says how it ended. */
    CallEnd awaitEnd(CallId call) {
        return awaitEvent(PhoneEvent.CallEnded.class, event -> event.call().equals(call))
                .end();
    }

    /** Waits until an incoming call rings. */
    CallId awaitOffered() {
        return awaitEvent(
                        PhoneEvent.CallOffered.class,
                        event -> snapshot()
                                .call(event.call())
                                .filter(view -> view.phase() == CallView.Phase.OFFERED)
                                .isPresent())
                .call();
    }

    /** Waits until the agent has heard this tone for so long in all. */
    void awaitTone(int hertz, int millis) {
        await(
                () -> heardMillis(hertz) >= millis,
                () -> hertz + " Hz for " + millis + " ms, but heard "
                        + headset.ear().tones() + " at " + headset.ear().loudestDbov() + " dBov");
    }

    /** For how long the agent heard this tone. */
    int heardMillis(int hertz) {
        return headset.ear().tones().stream()
                .filter(tone -> Math.abs(tone.hertz() - hertz) <= 15)
                .mapToInt(ToneHeard::millis)
                .sum();
    }

    String digitsHeard() {
        StringBuilder digits = new StringBuilder();
        for (PhoneEvent event : events) {
            if (event instanceof PhoneEvent.DigitHeard(CallId _, char digit)) {
                digits.append(digit);
            }
        }
        return digits.toString();
    }

    static void await(BooleanSupplier condition, Supplier<String> what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what.get());
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    void awaitLight(String number, LampView.Light light) {
        await(
                () -> snapshot().watch().lamp(number).orElseThrow().light() == light,
                () -> number + " " + light + ", but lamps are "
                        + snapshot().watch().lamps());
    }
}
