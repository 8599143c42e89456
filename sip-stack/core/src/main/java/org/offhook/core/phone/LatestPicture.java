package org.offhook.core.phone;

/** The state that everybody outside of the loop sees: a new one only where something of it has changed. Published on the loop, read by any thread. */
final class LatestPicture {
    private final LoopContext context;
    private final Switchboard switchboard;
    private volatile PhoneSnapshot snapshot = PhoneSnapshot.INITIAL;

    LatestPicture(LoopContext context, Switchboard switchboard) {
        this.context = context;
        this.switchboard = switchboard;
    }

    void publish() {
        PhoneSnapshot before = snapshot;
        if (!switchboard.picture(before.version()).equals(before)) {
            snapshot = switchboard.picture(before.version() + 1);
        }
        if (switchboard.audioChangedSinceAsked()) {
            context.tell(new PhoneEvent.AudioChanged(snapshot));
        }
    }

    PhoneSnapshot latest() {
        return snapshot;
    }
}
