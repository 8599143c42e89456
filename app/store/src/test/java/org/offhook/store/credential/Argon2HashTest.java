package org.offhook.store.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.user.Password;

class Argon2HashTest {
    /** Made with the reference implementation: argon2 somesalt -id -t 2 -m 16 -p 1 (64 MiB), password "password". */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void agreesWithTheReferenceImplementation() {
        assertThat(Argon2Hash.parse(REFERENCE)).hasValueSatisfying(hash -> {
            assertThat(hash.matches(Password.of("password"))).isTrue();
            assertThat(hash.matches(Password.of("passwort"))).isFalse();
        });
    }

    @Test
    void aFreshHashReadsBackAndDiffersFromTheNext() {
        SecureRandom random = new SecureRandom();
        Argon2Hash first = Argon2Hash.of(Password.of("p"), random);

        assertThat(Argon2Hash.parse(first.text())).hasValueSatisfying(hash -> {
            assertThat(hash.matches(Password.of("p"))).isTrue();
            assertThat(hash.matches(Password.of("q"))).isFalse();
        });
        assertThat(Argon2Hash.of(Password.of("p"), random).text()).isNotEqualTo(first.text());
    }

    @Test
    void theHashOfNobodyIsReadAsAnyOtherAndProvedByNoPassword() {
        SecureRandom random = new SecureRandom();

        String text = Argon2Hash.ofNobody(Argon2Hash.FOR_MANY, random).text();

        assertThat(text)
                .hasSameSizeAs(Argon2Hash.of(Password.of(""), Argon2Hash.FOR_MANY, random)
                        .text());
        assertThat(Argon2Hash.parse(text))
                .hasValueSatisfying(
                        hash -> assertThat(hash.matches(Password.of(""))).isFalse());
    }

    @Test
    void refusesTextsThatAreNoHashOrWouldStallTheProgram() {
        assertThat(Argon2Hash.parse("md5")).isEmpty();
        assertThat(Argon2Hash.parse("$argon2id$v=19$m=9999999,t=99,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA"))
                .isEmpty();
    }
}
