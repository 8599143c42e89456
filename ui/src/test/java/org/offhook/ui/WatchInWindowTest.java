package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.ManualDial;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.WatchView;

/** Messages in the mailbox, the colleagues' lamps, and parking. */
class WatchInWindowTest extends WindowFixture {

    private static AgentCommand phone(PhoneCommand command) {
        return new AgentCommand.Phone(command);
    }

    @Test
    void oneClickCallsTheMailbox() {
        open(Situation.paused().watch(LinePictures.watch()));
        assertThat(text("#watch-mailbox")).isEqualTo("3 new");
        click("#watch-mailbox");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.CallVoicemail()));
    }

    @Test
    void takesNoRoomWhereTheExchangeTellsNothing() {
        open(Situation.paused().watch(WatchView.NOTHING));
        assertThat(shows(".oh-watch")).isFalse();
    }

    @Test
    void aColleagueIsCalledWhatRingsIsFetchedAndWhatIsParkedIsTaken() {
        open(Situation.paused().watch(LinePictures.watch()));
        assertThat(text("#watch-lamps")).isEqualTo("Tom K. rings");
        lamp("Call, Ines R.");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.Consult(ManualDial.typed("2102")));
        lamp("Pick up, Tom K.");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.PickUpCall("2103", Optional.of(AccountId.MAIN))));
        lamp("Take, Parking 1");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.PickUpCall("701", Optional.of(AccountId.MAIN))));
    }

    private void lamp(String name) {
        if (!shows(".oh-lamps")) {
            click("#watch-lamps");
        }
        Button button = scene().getRoot().lookupAll(".oh-lamp .oh-button").stream()
                .map(Button.class::cast)
                .filter(one -> name.equals(one.getAccessibleText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button is named " + name));
        robot.interact(button::fire);
        settle();
    }

    @Test
    void parksTheCall() {
        open(Situation.onCall().watch(LinePictures.watch()));
        click("#watch-park");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.ParkCall(new CallId("c1"))));
    }

    @Test
    void everyAccountsMailboxIsCalledOverItsOwnAccount() {
        open(Situation.paused().beside(FurtherAccount.on("branch")).watch(LinePictures.watch("branch")));
        assertThat(text("#watch-mailbox")).isEqualTo("3 new");
        assertThat(text("#watch-mailbox-branch")).isEqualTo("2 new, branch");
        click("#watch-mailbox-branch");
        assertThat(lastAsked()).isEqualTo(phone(new PhoneCommand.CallVoicemail(new AccountId("branch"))));
        lamp("Call, Uma P.");
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.Consult(ManualDial.typed("2203").over(new AccountId("branch"))));
    }

    @Test
    void aCallIsParkedWhereItsOwnExchangeParks() {
        AccountId branch = new AccountId("branch");
        open(Situation.onCall()
                .watch(LinePictures.watch("branch"))
                .call(FurtherAccount.over(
                        branch, Situation.onCall().snapshot().phone().calls().getFirst())));
        assertThat(shows("#watch-park")).isFalse();
    }
}
