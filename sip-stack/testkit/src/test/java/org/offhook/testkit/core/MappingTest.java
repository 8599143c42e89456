package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.FakeSignalling.Registrar;

/** A router maps the sockets of calls anew, as the questions that keep its bindings show: who is told, when, and how often. */
class MappingTest {
    private static ReflexiveAddress seen(int port) {
        return new ReflexiveAddress("203.0.113.9", port, "203.0.113.9", port + 1);
    }

    private static CallId talk(VirtualPhone phone) {
        phone.signalling.farEnd(FarEnd.ANSWERS);
        CallId call = phone.dial("5550100");
        assertThat(phone.call(call).phase()).isEqualTo(CallView.Phase.CONNECTED);
        phone.signalling.forgetOrders();
        return call;
    }

    private static List<String> told(VirtualPhone phone) {
        return phone.signalling.orders(SignallingOrder.Reinvite.class).stream()
                .map(order -> order.sdpOffer()
                        .lines()
                        .filter(line -> line.startsWith("m="))
                        .findFirst()
                        .orElseThrow())
                .map(line -> line.split(" ")[1])
                .toList();
    }

    @Test
    void tellsTheFarEndAfterTwoSeconds() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = talk(phone);
            phone.media.remap(call, seen(61_000));
            phone.pass(Duration.ofMillis(1_990));
            assertThat(phone.signalling.asked())
                    .as("the exchange may see us elsewhere, too")
                    .isEqualTo(1);
            assertThat(told(phone)).isEmpty();
            phone.pass(Duration.ofMillis(10));
            assertThat(phone.signalling.ladder()).containsExactly("Reinvite", "Ack");
            assertThat(phone.signalling
                            .orders(SignallingOrder.Reinvite.class)
                            .getFirst()
                            .sdpOffer())
                    .contains("c=IN IP4 203.0.113.9", "m=audio 61000 ");
        }
    }

    @Test
    void tellsARouterThatIsNeverTheSameTwiceAtMostEveryTenSeconds() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = talk(phone);
            for (int second = 0; second < 60; second++) {
                phone.media.remap(call, seen(61_000 + 10 * second));
                phone.pass(Duration.ofSeconds(1));
            }
            assertThat(told(phone)).startsWith("61010", "61110", "61210").hasSize(6);
            phone.pass(Duration.ofMinutes(1));
            assertThat(told(phone))
                    .as("the latest is told, once")
                    .endsWith("61590")
                    .hasSize(7);
        }
    }

    @Test
    void leavesItToTheNewAddressWhereThatIsWhy() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = talk(phone);
            phone.media.seenAs(seen(62_000));
            phone.media.remap(call, seen(61_000));
            phone.pass(Duration.ofSeconds(1));
            phone.signalling.happen(new RegistrationInput.NetworkChanged(true));
            phone.pass(Duration.ofSeconds(30));
            assertThat(told(phone)).containsExactly("62000");
        }
    }

    @Test
    void doesNotAskAFarEndThatCannotBeReached() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = talk(phone);
            phone.signalling.registrar(Registrar.SILENT);
            phone.signalling.happen(new RegistrationInput.NetworkChanged(true));
            phone.settle();
            phone.media.remap(call, seen(61_000));
            phone.pass(Duration.ofSeconds(30));
            assertThat(told(phone)).isEmpty();
            assertThat(phone.call(call).phase()).isEqualTo(CallView.Phase.CONNECTED);
        }
    }

    @Test
    void tellsACallThatRingsOnceItIsUp() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call =
                    phone.signalling.ring(new CallParty("300", ""), new DialogId("far"), Optional.of(Sdp.farEnd()));
            phone.settle();
            phone.media.remap(call, seen(61_000));
            phone.pass(Duration.ofSeconds(20));
            assertThat(told(phone)).isEmpty();
            phone.command(new PhoneCommand.AnswerCall(call));
            phone.signalling.happen(call, new CallInput.AckReceived(new DialogId("far"), Optional.empty()));
            phone.pass(Duration.ofSeconds(3));
            assertThat(told(phone)).containsExactly("61000");
        }
    }

    @Test
    void offersTheNextCallAtOnceAsItsSocketLooksNow() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId spare = phone.media.reserved().iterator().next();
            phone.media.remap(spare, seen(61_000));
            phone.settle();
            assertThat(phone.dial("5550100")).isEqualTo(spare);
            assertThat(phone.signalling
                            .orders(SignallingOrder.Invite.class)
                            .getFirst()
                            .sdpOffer())
                    .contains("c=IN IP4 203.0.113.9", "m=audio 61000 ");
        }
    }

    @Test
    void forgetsACallThatIsGone() {
        try (VirtualPhone phone = VirtualPhone.registered()) {
            CallId call = talk(phone);
            phone.media.remap(call, seen(61_000));
            phone.command(new PhoneCommand.HangUpCall(call));
            phone.pass(Duration.ofMinutes(5));
            phone.media.remap(call, seen(61_010));
            phone.pass(Duration.ofMinutes(1));
            assertThat(told(phone)).isEmpty();
        }
    }
}
