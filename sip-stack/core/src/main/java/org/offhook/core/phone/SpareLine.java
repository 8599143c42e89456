package org.offhook.core.phone;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallInput.MediaReserved;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.ReflexiveAddress;

/** Keeps a socket for the next outgoing call. Owned by the loop's thread. */
final class SpareLine {
    /** Ports that were taken may be free again by then. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final LoopContext context;
    private final Supplier<CallId> ids;
    private SpareSocket spare = new SpareSocket.None();

    SpareLine(LoopContext context, Supplier<CallId> ids) {
        this.context = context;
        this.ids = ids;
    }

    /** Reserves one, once. */
    void keep() {
        if (spare instanceof SpareSocket.None) {
            CallId id = ids.get();
            spare = new SpareSocket.Asked(id);
            context.guarded("media.reserve", () -> context.media.reserve(id));
        }
    }

    /** Hands over what is there: it belongs to a call from now on. */
    SpareSocket take() {
        SpareSocket taken = spare;
        spare = new SpareSocket.None();
        return taken;
    }

    /** Gives it back: its address may be wrong now. */
    void drop() {
        take().reservedFor().ifPresent(id -> context.guarded("media.release", () -> context.media.release(id)));
    }

    /** An input for a call that is none: true when it was meant for the spare socket. */
    boolean happened(CallId id, CallInput input) {
        if (spare instanceof SpareSocket.Ready(CallId ready, LocalMedia media)
                && ready.equals(id)
                && input instanceof CallInput.MediaRemapped(ReflexiveAddress outside)) {
            spare = new SpareSocket.Ready(id, media.at(media.address(), Optional.of(outside)));
            return true;
        }
        if (!(spare instanceof SpareSocket.Asked(CallId asked)) || !asked.equals(id)) {
            return false;
        }
        if (input instanceof MediaReserved(LocalMedia media)) {
            spare = new SpareSocket.Ready(id, media);
        } else if (input instanceof CallInput.MediaUnavailable) {
            spare = new SpareSocket.Unavailable(); // a call made now asks for itself and then says what is wrong
            context.timers.start("spare-socket", context.now.plus(AGAIN), this::tryAgain);
        }
        return true;
    }

    private void tryAgain() {
        if (spare instanceof SpareSocket.Unavailable) {
            spare = new SpareSocket.None();
        }
    }
}
