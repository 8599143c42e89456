package org.offhook.ui.fx;

import java.time.Duration;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A button that may appear or change its meaning without the agent's own press, and is inert for a while when it does. */
public final class GuardedButton extends Button {
    private final DwellGuard guard = new DwellGuard();
    private final Pointer pointer;
    private boolean deafToKeys;

    public GuardedButton(Pointer pointer) {
        this.pointer = pointer;
        pointer.add(guard);
        addEventFilter(KeyEvent.ANY, this::refuseKeys);
    }

    /** From now on Enter and Space do nothing here: a call is answered or ended by its own shortcut or the pointer only. */
    public void setDeafToKeys(boolean deaf) {
        deafToKeys = deaf;
    }

    /** It appeared or means something else now. */
    public void guard() {
        guard(DwellGuard.DWELL);
    }

    public void guard(Duration dwell) {
        guard.restart(pointer.nowMillis(), dwell, pointer.x(), pointer.y());
    }

    @Override
    public void fire() {
        if (guard.acceptsPress(pointer.nowMillis())) {
            super.fire();
        }
    }

    /** Fires for a shortcut: the pointer's place does not matter. */
    public void fireByShortcut() {
        if (isVisible() && guard.acceptsShortcut(pointer.nowMillis())) {
            super.fire();
        }
    }

    private void refuseKeys(KeyEvent event) {
        if (deafToKeys && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
            event.consume();
        }
    }
}
