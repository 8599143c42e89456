package org.offhook.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallParty;
import org.offhook.core.subscription.DialogInfo.Direction;
import org.offhook.core.subscription.DialogInfo.State;
import org.offhook.core.subscription.DialogInfo.WatchedDialog;

/** How documents in a row add up (RFC 4235 §4.3). */
class DialogListTest {
    private static WatchedDialog dialog(String id, State state, Direction direction) {
        return new WatchedDialog(id, state, direction, Optional.empty(), new CallParty("555", ""));
    }

    private static DialogList to(DialogList before, DialogInfo info) {
        assertThat(before.apply(info)).isInstanceOf(DialogList.Change.To.class);
        return ((DialogList.Change.To) before.apply(info)).list();
    }

    @Test
    void keepsTheOtherDialogsOfAPartialDocument() {
        DialogList list = to(
                DialogList.UNKNOWN,
                new DialogInfo(0, true, List.of(dialog("a", State.CONFIRMED, Direction.INITIATOR))));
        assertThat(list.busy()).isTrue();
        list = to(list, new DialogInfo(1, false, List.of(dialog("b", State.EARLY, Direction.RECIPIENT))));
        assertThat(list.dialogs()).hasSize(2);
        assertThat(list.ringing()).isPresent();
        list = to(list, new DialogInfo(2, false, List.of(dialog("a", State.TERMINATED, Direction.INITIATOR))));
        assertThat(list.dialogs()).extracting(WatchedDialog::id).containsExactly("b");
    }

    @Test
    void seesAGapAndWantsTheWhole() {
        DialogList list = to(DialogList.UNKNOWN, new DialogInfo(4, true, List.of()));
        assertThat(list.apply(new DialogInfo(6, false, List.of()))).isInstanceOf(DialogList.Change.Gap.class);
        assertThat(to(list, new DialogInfo(9, true, List.of())).version()).isEqualTo(9);
        assertThat(DialogList.UNKNOWN.apply(new DialogInfo(0, false, List.of())))
                .as("a part of nothing")
                .isInstanceOf(DialogList.Change.Gap.class);
    }

    @Test
    void passesOverWhatIsOlder() {
        DialogList list = to(DialogList.UNKNOWN, new DialogInfo(4, true, List.of()));
        assertThat(list.apply(new DialogInfo(4, true, List.of()))).isInstanceOf(DialogList.Change.Stale.class);
        assertThat(list.apply(new DialogInfo(3, false, List.of()))).isInstanceOf(DialogList.Change.Stale.class);
    }

    @Test
    void countsAnewInANewSubscriptionAndKeepsWhatIsKnownUntilThen() {
        DialogList list = to(
                        DialogList.UNKNOWN,
                        new DialogInfo(7, true, List.of(dialog("a", State.CONFIRMED, Direction.UNTOLD))))
                .inNewSubscription();
        assertThat(list.busy()).isTrue();
        assertThat(to(list, new DialogInfo(0, true, List.of())).busy()).isFalse();
        assertThat(DialogList.UNKNOWN.inNewSubscription().isTold()).isFalse();
    }

    @Test
    void aPhoneThatCallsDoesNotRing() {
        DialogList list =
                to(DialogList.UNKNOWN, new DialogInfo(0, true, List.of(dialog("a", State.EARLY, Direction.INITIATOR))));
        assertThat(list.ringing()).isEmpty();
        assertThat(list.busy()).isTrue();
    }
}
