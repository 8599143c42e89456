package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.port.WatchInput;
import org.offhook.core.publication.Presence;
import org.offhook.core.publication.PublicationInput;
import org.offhook.testkit.core.SignallingOrder.Publish;

/** What a whole phone tells of its agent, from the login to the logout. */
class PresenceTest {
    private static VirtualPhone phone(WatchSettings watch) {
        VirtualPhone phone = new VirtualPhone(PhoneSettings.of(1).withWatch(watch));
        phone.command(new PhoneCommand.ConnectAccount(VirtualPhone.ACCOUNT));
        return phone;
    }

    private static List<Publish> published(VirtualPhone phone) {
        return phone.signalling.orders(Publish.class);
    }

    private static void accept(VirtualPhone phone, String tag) {
        int attempt = published(phone).getLast().attempt();
        phone.signalling.happen(new WatchInput.OfPublication(
                new PublicationInput.PublishAccepted(attempt, Optional.of(tag), Duration.ofHours(1))));
        phone.settle();
    }

    @Test
    void tellsWhatTheAgentDoesFromLoginToLogout() {
        VirtualPhone phone = phone(WatchSettings.NOTHING.withPresence());
        assertThat(published(phone)).as("nobody is logged in").isEmpty();
        phone.agent(Optional.of(Presence.PAUSED));
        accept(phone, "t1");
        phone.agent(Optional.of(Presence.READY));
        accept(phone, "t2");
        phone.agent(Optional.of(Presence.ON_CALL));
        accept(phone, "t3");
        phone.agent(Optional.empty());
        assertThat(published(phone))
                .containsExactly(
                        new Publish(Optional.empty(), Optional.of(Presence.PAUSED), 3_600, 1),
                        new Publish(Optional.of("t1"), Optional.of(Presence.READY), 3_600, 2),
                        new Publish(Optional.of("t2"), Optional.of(Presence.ON_CALL), 3_600, 3),
                        new Publish(Optional.of("t3"), Optional.empty(), 0, 4));
        phone.close();
    }

    @Test
    void takesItBackBeforeTheRegistrationGoes() {
        VirtualPhone phone = phone(WatchSettings.NOTHING.withPresence());
        phone.agent(Optional.of(Presence.READY));
        accept(phone, "t1");
        phone.signalling.forgetOrders();
        phone.command(new PhoneCommand.DisconnectAccount());
        assertThat(phone.signalling.orders().getFirst())
                .isEqualTo(new Publish(Optional.of("t1"), Optional.empty(), 0, 2));
        assertThat(phone.signalling.orders()).anyMatch(SignallingOrder.Unregister.class::isInstance);
        phone.close();
    }

    @Test
    void tellsNothingWhereItIsNotWanted() {
        VirtualPhone phone = phone(WatchSettings.NOTHING);
        phone.agent(Optional.of(Presence.READY));
        assertThat(published(phone)).isEmpty();
        phone.close();
    }
}
