package org.offhook.bridge.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingScope;
import org.offhook.bridge.trust.Door.Answer;
import org.offhook.bridge.trust.PairingQuestions.Turn;
import org.offhook.bridge.trust.PeerProcess.Owner;
import org.offhook.core.account.Secret;

class TrustTest {
    private static final PairedOrigin CRM =
            new PairedOrigin("https://crm.example", Set.of(PairingScope.READ), Instant.ofEpochMilli(1_000), false);
    private static final PairedOrigin MANAGED =
            new PairedOrigin("https://managed.example", Set.of(PairingScope.READ), Instant.EPOCH, true);
    private static final List<PairedOrigin> PAIRED = List.of(CRM, MANAGED);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Tokens tokens = new Tokens(Secret.of("program"), Optional.of(Secret.of("key")));
    private final Door door = new Door(tokens);

    /** Every kind of origin, token and owner of the process, and what comes of it. */
    @ParameterizedTest
    @CsvSource({
        "https://crm.example,     none,  SAME_USER,  Admitted",
        "https://crm.example,     none,  OTHER_USER, Nobody",
        "https://crm.example,     none,  UNKNOWN,    MayAsk",
        "https://crm.example,     right, SAME_USER,  Admitted",
        "https://crm.example,     right, OTHER_USER, Admitted",
        "https://crm.example,     right, UNKNOWN,    Admitted",
        "https://crm.example,     wrong, SAME_USER,  Admitted",
        "https://crm.example,     wrong, OTHER_USER, Nobody",
        "https://crm.example,     wrong, UNKNOWN,    MayAsk",
        "https://managed.example, none,  SAME_USER,  Admitted",
        "https://managed.example, none,  OTHER_USER, Nobody",
        "https://managed.example, none,  UNKNOWN,    Admitted",
        "https://managed.example, right, UNKNOWN,    Admitted",
        "https://other.example,   none,  SAME_USER,  MayAsk",
        "https://other.example,   none,  OTHER_USER, Nobody",
        "https://other.example,   right, UNKNOWN,    MayAsk",
        "null,                    none,  SAME_USER,  Nobody",
        "https://crm.example/,    right, SAME_USER,  Nobody",
    })
    void letsAPageIn(String origin, String token, Owner owner, String expected) {
        Optional<String> shown = switch (token) {
            case "right" -> Optional.of(tokens.ofPage(CRM));
            case "wrong" -> Optional.of("guess");
            default -> Optional.empty();
        };
        Answer answer = door.page(origin, shown, owner, PAIRED);
        assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void aTokenDiesWithItsPairing() {
        PairedOrigin later =
                new PairedOrigin(CRM.origin(), CRM.scopes(), CRM.since().plusMillis(1), false);
        assertThat(tokens.isOfPage(tokens.ofPage(CRM), CRM)).isTrue();
        assertThat(tokens.isOfPage(tokens.ofPage(CRM), later)).isFalse();
        assertThat(tokens.isOfPage(tokens.ofPage(CRM), MANAGED)).isFalse();
        Tokens otherKey = new Tokens(Secret.of("program"), Optional.empty());
        assertThat(otherKey.isOfPage(tokens.ofPage(CRM), CRM)).isFalse();
        assertThat(Tokens.random()).isNotEqualTo(Tokens.random());
    }

    @ParameterizedTest
    @CsvSource({
        "https://crm.example,true",
        "http://10.1.2.3:8080,true",
        "http://[::1]:47800,true",
        "https://xn--bcher-kva.example,true",
        "https://crm.example:443,false",
        "http://crm.example:80,false",
        "HTTPS://crm.example,false",
        "https://user@crm.example,false",
        "https://crm.example/path,false",
        "https://crm.example?x,false",
        "https://,false",
        "ftp://crm.example,false",
        "null,false",
        "*,false",
        "'https://crm .example',false",
    })
    void readsOriginsAsBrowsersWriteThem(String origin, boolean wellFormed) {
        assertThat(Origins.wellFormed(origin)).isEqualTo(wellFormed);
    }

    @Test
    void findsTheOriginOfTheConfiguredAddress() {
        assertThat(Origins.of("https://CRM.example:443/agent?x=1#y")).hasValue("https://crm.example");
        assertThat(Origins.of("javascript:alert(1)")).isEmpty();
        assertThat(Origins.of("no address")).isEmpty();
    }

    @Test
    void asksOneQuestionAndIsSilentAfterANo() {
        PairingQuestions questions = new PairingQuestions();
        assertThat(questions.ask("1", "a", "1111", NOON)).isEqualTo(Turn.ASK);
        assertThat(questions.ask("2", "a", "1111", NOON)).isEqualTo(Turn.JOIN);
        assertThat(questions.ask("3", "a", "2222", NOON)).isEqualTo(Turn.NOT_NOW);
        assertThat(questions.ask("4", "b", "1111", NOON)).isEqualTo(Turn.NOT_NOW);
        assertThat(questions.open()).hasValue("1");

        questions.refused("1", NOON);

        Instant end = NOON.plus(PairingQuestions.SILENCE);
        assertThat(questions.ask("5", "a", "1111", end.minusMillis(1))).isEqualTo(Turn.NOT_NOW);
        assertThat(questions.ask("6", "b", "1111", NOON)).isEqualTo(Turn.ASK);
        questions.refused("old", NOON);
        assertThat(questions.open()).hasValue("6");
        questions.settled("6");
        assertThat(questions.ask("7", "a", "1111", end)).isEqualTo(Turn.ASK);
    }

    @Test
    void limitsARateInVirtualTime() {
        RateLimit limit = new RateLimit(2, 0.5, 0);
        assertThat(limit.allows(0)).isTrue();
        assertThat(limit.allows(0)).isTrue();
        assertThat(limit.allows(1_999_000_000L)).isFalse();
        assertThat(limit.allows(2_001_000_000L)).isTrue();
        assertThat(limit.allows(2_001_000_000L)).isFalse();
        assertThat(limit.allows(1_000_000_000_000L)).isTrue();
        assertThat(limit.allows(1_000_000_000_000L)).isTrue();
        assertThat(limit.allows(1_000_000_000_000L)).isFalse();
    }

    @Test
    void findsTheProcessBehindAConnection() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "only Linux tells");
        PeerProcesses processes = PeerProcesses.ofThisSystem();
        String me = Files.readString(Path.of("/proc/self/comm")).strip();
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket server = new ServerSocket(0, 1, address);
                Socket client = new Socket(address, server.getLocalPort());
                Socket accepted = server.accept()) {
            InetSocketAddress peer = (InetSocketAddress) accepted.getRemoteSocketAddress();
            InetSocketAddress own = (InetSocketAddress) accepted.getLocalSocketAddress();
            assertThat(client.isConnected()).isTrue();
            assertThat(processes.owner(peer, own)).isEqualTo(Owner.SAME_USER);
            assertThat(processes.find(peer, own)).isEqualTo(new PeerProcess(Owner.SAME_USER, Optional.of(me)));
            assertThat(processes.owner(new InetSocketAddress(address, 1), own)).isEqualTo(Owner.UNKNOWN);
        }
    }
}
