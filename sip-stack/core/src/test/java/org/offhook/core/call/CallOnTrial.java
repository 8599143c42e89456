package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.media.MediaPlan;

/** A call that takes inputs one by one, and what it ordered so far. */
abstract class CallOnTrial {
    CallState state = new CallState.New();
    final List<CallEffect> orders = new ArrayList<>();
    Instant now = CallSamples.NOW;

    List<CallEffect> take(CallInput input) {
        CallStep step = CallMachine.step(state, input, now);
        state = step.next();
        orders.addAll(step.effects());
        return step.effects();
    }

    void dial() {
        take(CallSamples.DIAL);
        take(CallSamples.RESERVED);
    }

    void offer(Optional<String> sdp) {
        take(CallSamples.invite(sdp));
        take(CallSamples.RESERVED);
    }

    List<Class<?>> kinds(List<CallEffect> effects) {
        return effects.stream().<Class<?>>map(Object::getClass).toList();
    }

    CallEnd end() {
        List<CallNews.Ended> ends = orders.stream()
                .filter(Announce.class::isInstance)
                .map(order -> ((Announce) order).news())
                .filter(CallNews.Ended.class::isInstance)
                .map(CallNews.Ended.class::cast)
                .toList();
        assertThat(ends).as("the call ends exactly once").hasSize(1);
        return ends.getFirst().end();
    }

    MediaPlan plan() {
        return orders.stream()
                .filter(ApplyMedia.class::isInstance)
                .map(order -> ((ApplyMedia) order).plan())
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    long count(Class<?> kind) {
        return orders.stream().filter(kind::isInstance).count();
    }
}
