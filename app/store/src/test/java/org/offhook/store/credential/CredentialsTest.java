package org.offhook.store.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.user.Password;
import org.offhook.store.credential.Credentials.Proof;

class CredentialsTest {
    private static final Password RIGHT = Password.of("right");
    private static final Password WRONG = Password.of("wrong");

    private long nanos = 17;
    private final Credentials credentials = new Credentials(new Argon2Hash.Cost(64, 1, 1), () -> nanos);
    private final Optional<String> stored = Optional.of(credentials.hash(RIGHT));

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void tenWrongOnesAreFreeThenEachDoublesAPauseFromASecondToAMinute() {
        for (int i = 0; i < 9; i++) {
            assertThat(credentials.prove("asha", stored, WRONG)).isEqualTo(Proof.WRONG);
            assertThat(credentials.pause("asha")).isEmpty();
        }
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            credentials.prove("asha", stored, WRONG);
            assertThat(credentials.pause("asha")).contains(Duration.ofSeconds(seconds));
            pass(Duration.ofSeconds(seconds));
            assertThat(credentials.pause("asha")).isEmpty();
        }
        assertThat(credentials.pause("lena")).as("others are not slowed").isEmpty();
        assertThat(credentials.prove("asha", stored, RIGHT)).isEqualTo(Proof.RIGHT);
        credentials.prove("asha", stored, WRONG);
        assertThat(credentials.pause("asha"))
                .as("a right one forgets the wrong ones")
                .isEmpty();
    }

    @Test
    void wrongOnesAreForgottenAfterAQuarterOfAnHour() {
        for (int i = 0; i < 12; i++) {
            credentials.prove("asha", stored, WRONG);
        }
        pass(Duration.ofMinutes(15).plusNanos(1));
        assertThat(credentials.pause("asha")).isEmpty();
        credentials.prove("asha", stored, WRONG);
        assertThat(credentials.pause("asha")).isEmpty();
    }

    @Test
    void whatWasProvenIsKnownForAMinuteAndForThatHashOnly() {
        VerifiedCredentials verified = new VerifiedCredentials(() -> nanos);
        verified.remember("hash-1", RIGHT.utf8());

        assertThat(verified.knows("hash-1", RIGHT.utf8())).isTrue();
        assertThat(verified.knows("hash-1", WRONG.utf8())).isFalse();
        assertThat(verified.knows("hash-2", RIGHT.utf8()))
                .as("the password was changed")
                .isFalse();
        pass(Duration.ofSeconds(60).minusNanos(1));
        assertThat(verified.knows("hash-1", RIGHT.utf8())).isTrue();
        pass(Duration.ofNanos(1));
        assertThat(verified.knows("hash-1", RIGHT.utf8())).isFalse();
    }

    @Test
    void aStoredTextThatIsNoHashLetsNobodyIn() {
        assertThat(credentials.prove("asha", Optional.of(""), Password.of(""))).isEqualTo(Proof.WRONG);
        assertThat(credentials.prove("asha", Optional.empty(), Password.of(""))).isEqualTo(Proof.WRONG);
    }
}
