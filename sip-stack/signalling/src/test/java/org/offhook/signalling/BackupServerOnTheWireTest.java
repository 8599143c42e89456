package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Reach;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** A backup takes the place of a server that does not answer, until it does (RFC 3263 §4.3, RFC 3261 §11). */
@Timeout(60)
class BackupServerOnTheWireTest {
    private ScriptedSipPeer own;
    private ScriptedSipPeer backup;
    private PhoneUnderTest phone;

    @BeforeEach
    void open() throws Exception {
        own = ScriptedSipPeer.udp();
        backup = ScriptedSipPeer.udp();
        Reach reach = new Reach(Optional.empty(), List.of(ServerAddress.of("127.0.0.1", backup.port())));
        phone = new PhoneUnderTest(
                own,
                PhoneUnderTest.account(ServerAddress.of("127.0.0.1", own.port()), Transport.UDP)
                        .withReach(reach),
                PhoneUnderTest.settings()
                        .withTimes(Duration.ofMillis(400), Duration.ofMillis(300), Duration.ofSeconds(1)));
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        own.close();
        backup.close();
    }

    private static SipText await(ScriptedSipPeer peer, String method) throws Exception {
        SipText message = peer.next();
        while (!message.method().equals(method)) {
            message = peer.next(); // repetitions, and questions that nobody answers
        }
        return message;
    }

    private RegistrationInput.Registered registered(ScriptedSipPeer peer) throws Exception {
        peer.respond(await(peer, "REGISTER"), 200, "reg", "Expires: 300");
        return phone.inbox.nextRegistration(RegistrationInput.Registered.class);
    }

    @Test
    void registersWithTheBackupWhenTheServerIsSilentAndSaysSo() throws Exception {
        phone.signalling.register(phone.account, 300, 1);
        assertThat(registered(backup).backup()).contains("127.0.0.1:" + backup.port());
        phone.dial();
        await(backup, "INVITE");
    }

    @Test
    void registersWithTheBackupWhenTheServerIsOutOfService() throws Exception {
        phone.signalling.register(phone.account, 300, 1);
        own.respond(await(own, "REGISTER"), 503, "reg", "Retry-After: 600");
        assertThat(registered(backup).backup()).isPresent();
    }

    @Test
    void goesBackWhenTheServerAnswersAgain() throws Exception {
        phone.signalling.register(phone.account, 300, 1);
        registered(backup);
        SipText question = await(own, "OPTIONS");
        assertThat(question.requestUri()).isEqualTo("sip:pbx.example");
        own.respond(question, 200, "own");
        phone.inbox.nextRegistration(RegistrationInput.RetryRequested.class);
        phone.signalling.register(phone.account, 300, 2);
        assertThat(registered(own).backup()).isEmpty();
    }

    @Test
    void goesBackToAServerThatAnswersRegisterAndNeverOptions() throws Exception {
        phone.signalling.register(phone.account, 300, 1);
        registered(backup);
        Thread.ofVirtual().start(this::backupIsWell);
        await(own, "OPTIONS"); // and no answer, ever
        SipText question = awaitRegister(asked -> asked.find("Contact").isEmpty());
        assertThat(question.find("Expires"))
                .as("RFC 3261 §10.2.3: it changes nothing")
                .isEmpty();
        own.respond(question, 200, "own");
        phone.inbox.nextRegistration(RegistrationInput.RetryRequested.class);
        phone.signalling.register(phone.account, 300, 2);
        SipText back = awaitRegister(asked -> asked.find("Contact").isPresent() && asked.cseq() > 2);
        own.respond(back, 200, "reg", "Expires: 300");
        assertThat(phone.inbox
                        .nextRegistration(RegistrationInput.Registered.class)
                        .backup())
                .isEmpty();
        awaitRegister(asked -> asked.find("Contact").isEmpty()); // it is asked in this way from now on
    }

    /** Answers whatever it is asked, until nobody asks any more. */
    private void backupIsWell() {
        try {
            while (true) {
                SipText question = backup.next();
                if (question.method().equals("OPTIONS")) {
                    backup.respond(question, 200, "backup");
                }
            }
        } catch (Exception | AssertionError over) {
            // the test has ended
        }
    }

    /** Repetitions of what nobody answered are passed over. */
    private SipText awaitRegister(Predicate<SipText> wanted) throws Exception {
        SipText register = await(own, "REGISTER");
        while (!wanted.test(register)) {
            register = await(own, "REGISTER");
        }
        return register;
    }

    @Test
    void staysWithTheBackupAsLongAsItsCallLives() throws Exception {
        phone.signalling.register(phone.account, 300, 1);
        registered(backup);
        phone.dial();
        backup.respond(await(backup, "INVITE"), 180, "far", backup.contact());
        own.respond(await(own, "OPTIONS"), 200, "own");
        own.respond(await(own, "OPTIONS"), 200, "own");
        assertThat(phone.inbox.registration).isEmpty();
    }

    @Test
    void noticesThatTheServerInUseHasGoneSilent() throws Exception {
        phone.signalling.register(phone.account, 300, 1);
        assertThat(registered(own).backup()).isEmpty();
        await(own, "OPTIONS"); // no answer
        phone.inbox.nextRegistration(RegistrationInput.RetryRequested.class);
        phone.signalling.register(phone.account, 300, 2);
        assertThat(registered(backup).backup()).isPresent();
    }

    private PhoneUnderTest behindARouter() throws Exception {
        PhoneUnderTest alone = new PhoneUnderTest(
                own,
                Transport.UDP,
                PhoneUnderTest.settings()
                        .withTimes(Duration.ofSeconds(4), Duration.ofMillis(100), Duration.ofSeconds(1)));
        alone.signalling.register(alone.account, 300, 1);
        registered(61_000);
        alone.inbox.nextRegistration(RegistrationInput.Registered.class);
        return alone;
    }

    /** Two, the second one of which has the address that was seen. */
    private void registered(int port) throws Exception {
        for (int i = 0; i < 2; i++) {
            own.send(seenAt(port, own.response(await(own, "REGISTER"), 200, "reg", "Expires: 300")));
        }
    }

    private static String seenAt(int port, String response) {
        return response.replaceAll("received=[0-9.]+", "received=203.0.113.9")
                .replaceAll("rport=[0-9]+", "rport=" + port);
    }

    private void asked(int port, int status) throws Exception {
        own.send(seenAt(port, own.response(await(own, "OPTIONS"), status, "own")));
    }

    @Test
    void keepsTheBindingOfARouterThatTranslatesAddresses() throws Exception {
        try (PhoneUnderTest alone = behindARouter()) {
            asked(61_000, 200);
            asked(61_000, 405);
            await(own, "OPTIONS");
            assertThat(alone.inbox.registration).isEmpty();
        }
    }

    @Test
    void registersAnewWhenTheAnswersShowThatTheRouterHasForgottenIt() throws Exception {
        try (PhoneUnderTest alone = behindARouter()) {
            asked(61_000, 200);
            asked(62_000, 405);
            assertThat(alone.inbox
                            .nextRegistration(RegistrationInput.NetworkChanged.class)
                            .usable())
                    .isTrue();
            alone.signalling.rebind();
            alone.signalling.register(alone.account, 300, 2);
            registered(62_000);
            alone.inbox.nextRegistration(RegistrationInput.Registered.class);
            asked(62_000, 200);
            await(own, "OPTIONS");
            assertThat(alone.inbox.registration).isEmpty();
        }
    }

    @Test
    void registersOnceWhereItsAnswersAndThoseToItsQuestionsNeverAgree() throws Exception {
        try (PhoneUnderTest alone = behindARouter()) {
            asked(63_000, 200);
            alone.inbox.nextRegistration(RegistrationInput.NetworkChanged.class);
            alone.signalling.register(alone.account, 300, 2);
            own.send(seenAt(61_000, own.response(await(own, "REGISTER"), 200, "reg", "Expires: 300")));
            alone.inbox.nextRegistration(RegistrationInput.Registered.class);
            asked(63_000, 200);
            asked(63_000, 200);
            await(own, "OPTIONS");
            assertThat(alone.inbox.registration).isEmpty();
        }
    }

    @Test
    void believesNoAnswerThatDoesNotSayWhereItSawUs() throws Exception {
        try (PhoneUnderTest alone = behindARouter()) {
            own.send(own.response(await(own, "OPTIONS"), 200, "own")
                    .replaceAll(";received=[0-9.]+", "")
                    .replaceAll(";rport=[0-9]+", ""));
            await(own, "OPTIONS");
            assertThat(alone.inbox.registration).isEmpty();
        }
    }

    @Test
    void asksNobodyWhereThereIsNoChoice() throws Exception {
        try (PhoneUnderTest alone = new PhoneUnderTest(
                own,
                Transport.UDP,
                PhoneUnderTest.settings()
                        .withTimes(Duration.ofMillis(400), Duration.ofMillis(100), Duration.ofSeconds(1)))) {
            alone.register();
            assertThat(own.isQuietFor(400)).isTrue();
        }
    }
}
