package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.ManualDial;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** The whole phone with accounts at two exchanges: what its log calls again is read off the wire. */
@Timeout(120)
class RedialOnTheWireTest {
    private static final AccountId BRANCH = new AccountId("branch");
    private static final String NUMBER = "7275550163";

    @TempDir
    Path data;

    private Exchange main;
    private Exchange branch;
    private Optional<PhoneBench> running = Optional.empty();

    /** Registers whoever comes, is there when asked, has no events, and hands everything else on. */
    private static final class Exchange implements AutoCloseable {
        private final ScriptedSipPeer peer = ScriptedSipPeer.udp();
        private final BlockingQueue<SipText> others = new LinkedBlockingQueue<>();
        private volatile boolean closed;

        Exchange() throws IOException {
            Thread.ofPlatform().daemon().name("test-exchange").start(this::serve);
        }

        private void serve() {
            while (!closed) {
                try {
                    SipText message = peer.next();
                    switch (message.isResponse() ? "" : message.method()) {
                        case "REGISTER" ->
                            peer.respond(message, 200, "reg", "Contact: " + message.header("Contact"), "Expires: 300");
                        case "OPTIONS" -> peer.respond(message, 200, "there");
                        case "SUBSCRIBE" -> peer.respond(message, 489, "no-events");
                        default -> others.add(message);
                    }
                } catch (AssertionError nothingCame) {
                    // it goes on waiting
                } catch (InterruptedException | IOException over) {
                    return;
                }
            }
        }

        SipText expect(String method) throws InterruptedException {
            SipText message = others.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("%s; ladder: %s", method, peer.ladder()).isNotNull();
            assertThat(message.method()).isEqualTo(method);
            return message;
        }

        @Override
        public void close() throws IOException {
            closed = true;
            peer.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        main = new Exchange();
        branch = new Exchange();
        Path password = Files.writeString(data.resolve("branch.password"), "zweites");
        PhoneBench phone = PhoneBench.start(
                data,
                "account.exchange=own",
                "account.server=127.0.0.1",
                "account.port=" + main.peer.port(),
                "account.domain=pbx.example",
                "account.extension=1001",
                "account.transport=UDP",
                "accounts.further=branch=2201@branch.example;server=127.0.0.1:%d;passwordFile=%s"
                        .formatted(branch.peer.port(), password));
        running = Optional.of(phone);
        accepted(new AgentCommand.LogIn(
                "asha", Secret.of("x"), Optional.empty(), Optional.of(Secret.of("phone-password"))));
        assertThat(phone.watch.await(
                        snapshot -> snapshot.phone()
                                .account(BRANCH)
                                .filter(AccountView::usable)
                                .isPresent(),
                        PhoneBench.LIMIT))
                .isTrue();
    }

    @AfterEach
    void close() throws Exception {
        running.ifPresent(PhoneBench::close);
        main.close();
        branch.close();
    }

    private void accepted(AgentCommand command) throws Exception {
        assertThat(running.orElseThrow().submit(command)).isInstanceOf(CommandOutcome.Accepted.class);
    }

    /** The called one is busy, which ends the call. */
    private void refuse(SipText invite) throws Exception {
        branch.peer.respond(invite, 486, "far");
        branch.expect("ACK");
        assertThat(running.orElseThrow()
                        .watch
                        .await(snapshot -> snapshot.phone().activeCall().isEmpty(), PhoneBench.LIMIT))
                .isTrue();
    }

    private static void assertOfTheBranch(SipText invite) {
        assertThat(invite.requestUri()).isEqualTo("sip:" + NUMBER + "@branch.example");
        assertThat(invite.uri("From")).isEqualTo("sip:2201@branch.example");
        assertThat(invite.uri("Contact")).startsWith("sip:2201@");
        assertThat(invite.raw()).doesNotContain("1001").doesNotContain("pbx.example");
    }

    @Test
    void callsAgainOverTheAccountOfTheCallWithThatAccountsIdentity() throws Exception {
        accepted(new AgentCommand.ClickToCall(ManualDial.typed(NUMBER).over(BRANCH)));
        SipText first = branch.expect("INVITE");
        assertOfTheBranch(first);
        refuse(first);
        accepted(new AgentCommand.Redial(Optional.empty(), "agent"));
        SipText again = branch.expect("INVITE");
        assertOfTheBranch(again);
        assertThat(again.header("Call-ID")).isNotEqualTo(first.header("Call-ID"));
        refuse(again);
        assertThat(main.others).as("the main exchange hears nothing of it").isEmpty();
    }
}
