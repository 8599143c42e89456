package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentState;
import org.offhook.agent.PauseCode;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.desktop.settings.SettingsFile;
import org.offhook.desktop.settings.SettingsReader;

/** What surrounds the desk on a running phone: the link that started it, and what it remembers of the agent's choices. */
class LinkAndSoundTest {
    @TempDir
    Path data;

    @Test
    void theLinkThatStartedThePhoneWaitsForTheLoginAndThenForTheAgent() throws Exception {
        try (PhoneBench phone = PhoneBench.start(data, "account.exchange=practice")) {
            PendingLink.await(phone.running.phone().desk(), "+1 727 555 0142");
            phone.submit(new AgentCommand.LogIn("asha", Secret.of("x"), Optional.empty(), Optional.empty()));

            assertThat(phone.watch.await(snapshot -> !snapshot.queue().isEmpty(), PhoneBench.LIMIT))
                    .isTrue();
            assertThat(phone.watch.latest().queue()).singleElement().satisfies(dial -> {
                assertThat(dial.preview()).isTrue();
                assertThat(dial.source()).isEqualTo("link");
            });
            assertThat(phone.watch.awaitEvent(
                            event -> event instanceof AgentEvent.PhoneHappened(PhoneEvent.CallDialled _),
                            Duration.ofMillis(300)))
                    .as("nothing is dialled before the agent says so")
                    .isFalse();
        }
    }

    @Test
    void aLinkThatNobodyCouldDialIsToldInPassing() throws Exception {
        try (PhoneBench phone = PhoneBench.start(data, "account.exchange=practice")) {
            var shown = new CompletableFuture<Void>();
            PendingLink.take(phone.running.phone().desk(), "tel:abc", shown);
            assertThat(phone.watch.awaitEvent(AgentEvent.DialBlocked.class::isInstance, Duration.ofMillis(100)))
                    .as("while nobody sees it")
                    .isFalse();
            shown.complete(null);
            assertThat(phone.watch.awaitEvent(
                            event -> event instanceof AgentEvent.DialBlocked blocked
                                    && blocked.why() == ErrorCode.NUMBER_HAS_LETTERS,
                            PhoneBench.LIMIT))
                    .isTrue();
            phone.submit(new AgentCommand.LogIn("asha", Secret.of("x"), Optional.empty(), Optional.empty()));
            assertThat(phone.watch.await(snapshot -> snapshot.agent().state() == AgentState.PAUSED, PhoneBench.LIMIT))
                    .isTrue();
            assertThat(phone.watch.latest().queue()).as("nothing of it stays").isEmpty();
            assertThat(phone.watch.latest().fault()).isEmpty();
        }
    }

    @Test
    void theChoiceOfSoundIsThereAgainAfterARestart() throws Exception {
        AudioChoice chosen =
                new AudioChoice(Optional.of("Headset"), Optional.empty(), Optional.of("Box"), false, true, true, 6, -3);
        try (PhoneBench phone = PhoneBench.start(data)) {
            phone.submit(new AgentCommand.Phone(new PhoneCommand.ChooseAudio(chosen)));
            assertThat(phone.watch.await(
                            snapshot -> snapshot.phone().audioChoice().equals(chosen), PhoneBench.LIMIT))
                    .isTrue();
        }
        assertThat(SettingsReader.read(new SettingsFile(data.resolve("settings.json")), List.of())
                        .settings()
                        .audio()
                        .choice())
                .isEqualTo(chosen);
    }

    @Test
    void anAccountThatWasConfiguredRegistersByItselfAfterARestart() throws Exception {
        try (org.offhook.practice.PracticeExchange exchange =
                org.offhook.practice.PracticeExchange.start(org.offhook.practice.PracticeSettings.USUAL)) {
            try (PhoneBench phone = PhoneBench.start(data)) {
                assertThat(phone.configure(
                                exchange.account(), exchange.account().password()))
                        .isInstanceOf(org.offhook.core.phone.CommandOutcome.Accepted.class);
            }
            assertThat(exchange.registered(exchange.account().extension())).isFalse();
            try (PhoneBench phone = PhoneBench.start(data)) {
                assertThat(phone.watch.await(
                                snapshot -> snapshot.phone().registration().status()
                                        == org.offhook.core.phone.RegistrationView.Status.REGISTERED,
                                PhoneBench.LIMIT))
                        .isTrue();
                assertThat(exchange.registered(exchange.account().extension())).isTrue();
            }
        }
    }

    @Test
    void pauseCodesAreReadAndFaultyOnesCounted() {
        PauseCodes.Read read = PauseCodes.read(
                List.of("BREAK:Break:15", "MEET:Meeting", "lunch:Lunch", "X", "LONG:Long:0", "A:B:C:D"));

        assertThat(read.codes())
                .containsExactly(
                        new PauseCode("BREAK", "Break", Optional.of(Duration.ofMinutes(15))),
                        new PauseCode("MEET", "Meeting", Optional.empty()));
        assertThat(read.faulty()).isEqualTo(4);
    }
}
