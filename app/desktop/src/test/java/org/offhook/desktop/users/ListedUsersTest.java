package org.offhook.desktop.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.offhook.agent.port.UserDirectoryPort.Verdict;
import org.offhook.campaign.user.Password;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.store.credential.Argon2Hash;

class ListedUsersTest {
    /** Made with the reference implementation: argon2 somesalt -id -t 2 -m 16 -p 1 (64 MiB), password "password". */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    /** Of the same password, made to be computed quickly. */
    private static final String CHEAP = Argon2Hash.of(
                    Password.of("password"), new Argon2Hash.Cost(64, 1, 1), new SecureRandom())
            .text();

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final InstantSource clock = () -> now;
    private final AtomicInteger hashed = new AtomicInteger();

    private ListedUsers users(String... lines) {
        return new ListedUsers(
                List.of(lines),
                work -> {
                    hashed.incrementAndGet();
                    work.run();
                },
                clock);
    }

    private static Verdict verify(ListedUsers users, String name, String password) {
        return users.verify(name, Secret.of(password)).toCompletableFuture().join();
    }

    @Test
    void letsEveryoneInWhileNobodyIsListed() {
        Verdict verdict = verify(users(), "anyone", "anything");

        assertThat(verdict.refused()).isEmpty();
        assertThat(verdict.displayName()).isEqualTo("anyone");
        assertThat(hashed).hasValue(0);
    }

    @Test
    void agreesWithTheReferenceImplementationOfArgon2id() {
        ListedUsers users = users("asha:Asha P.:" + REFERENCE);

        Verdict verdict = verify(users, "asha", "password");
        assertThat(verdict.refused()).isEmpty();
        assertThat(verdict.displayName()).isEqualTo("Asha P.");
    }

    @Test
    void refusesUnknownUsersAndWrongPasswordsAlike() {
        ListedUsers users = users("asha:Asha P.:" + CHEAP);

        assertThat(verify(users, "asha", "passwort").refused()).contains(ErrorCode.LOGIN_REFUSED);
        assertThat(verify(users, "nobody", "password").refused()).contains(ErrorCode.LOGIN_REFUSED);
        assertThat(hashed).as("both cost a hash").hasValue(2);
    }

    @Test
    void makesTheNextAttemptWaitTwiceAsLongAndHashesNothingMeanwhile() {
        ListedUsers users = users("asha::" + CHEAP);
        for (Duration wait : List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4))) {
            assertThat(verify(users, "asha", "wrong").refused()).contains(ErrorCode.LOGIN_REFUSED);
            int before = hashed.get();
            now = now.plus(wait).minusMillis(1);
            assertThat(verify(users, "asha", "password").refused()).contains(ErrorCode.LOGIN_SLOWED);
            assertThat(hashed).hasValue(before);
            now = now.plusMillis(1);
        }
        assertThat(verify(users, "asha", "password").refused()).isEmpty();
        assertThat(verify(users, "asha", "password").displayName()).isEqualTo("asha");
    }

    @Test
    void oneUsersMistakesDoNotSlowAnotherDown() {
        ListedUsers users = users("asha::" + CHEAP, "lena::" + CHEAP);

        assertThat(verify(users, "asha", "wrong").refused()).contains(ErrorCode.LOGIN_REFUSED);
        assertThat(verify(users, "lena", "password").refused()).isEmpty();
    }

    @Test
    void aLineThatCannotBeReadLetsNobodyIn() {
        List<String> lines =
                List.of("asha", "lena:Lena:md5", "tom:Tom:$argon2id$v=19$m=9999999,t=99,p=1$c29tZXNhbHQ$AAAA");
        ListedUsers users = users(lines.toArray(String[]::new));

        assertThat(ListedUsers.faulty(lines)).isEqualTo(3);
        assertThat(verify(users, "asha", "").refused()).contains(ErrorCode.LOGIN_REFUSED);
        assertThat(verify(users, "stranger", "").refused()).contains(ErrorCode.LOGIN_REFUSED);
    }
}
