package org.offhook.store.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.user.Password;
import org.offhook.store.credential.Credentials.Proof;
import org.offhook.store.credential.VerifiedCredentials.Known;

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
        String mac = verified.mac("hash-1", RIGHT.utf8());
        verified.remember(mac);

        assertThat(verified.knows(mac)).isEqualTo(Known.FRESH);
        assertThat(verified.knows(verified.mac("hash-1", WRONG.utf8()))).isEqualTo(Known.NOT);
        assertThat(verified.knows(verified.mac("hash-2", RIGHT.utf8())))
                .as("the password was changed")
                .isEqualTo(Known.NOT);
        pass(Duration.ofSeconds(45).minusNanos(1));
        assertThat(verified.knows(mac)).isEqualTo(Known.FRESH);
        pass(Duration.ofNanos(1));
        assertThat(verified.knows(mac)).isEqualTo(Known.AGEING);
        pass(Duration.ofSeconds(15).minusNanos(1));
        assertThat(verified.knows(mac)).isEqualTo(Known.AGEING);
        pass(Duration.ofNanos(1));
        assertThat(verified.knows(mac)).isEqualTo(Known.NOT);
    }

    @Test
    void whoCallsAllTheTimeNeverWaitsForTheHashAndIsProvenAnewAllTheSame() {
        List<Runnable> later = new ArrayList<>();
        Credentials floor = new Credentials(new Argon2Hash.Cost(64, 1, 1), () -> nanos, later::add);
        assertThat(floor.prove("asha", stored, RIGHT)).isEqualTo(Proof.RIGHT);
        pass(Duration.ofSeconds(50));
        assertThat(floor.prove("asha", stored, RIGHT)).isEqualTo(Proof.RIGHT);
        assertThat(floor.prove("asha", stored, RIGHT)).isEqualTo(Proof.RIGHT);
        assertThat(later).as("one hash for both").hasSize(1);
        later.removeFirst().run();
        pass(Duration.ofSeconds(40));
        assertThat(floor.prove("asha", stored, RIGHT)).isEqualTo(Proof.RIGHT);
        assertThat(later).as("proven 40 s ago").isEmpty();
    }

    @Test
    void manyWhoShowTheSameAtTheSameTimeAllLearnWhatOneHashSays() throws Exception {
        Credentials slow = new Credentials(new Argon2Hash.Cost(8 * 1_024, 1, 1), () -> nanos);
        Optional<String> costly = Optional.of(slow.hash(RIGHT));
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Proof>> proofs = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Password shown = i % 2 == 0 ? RIGHT : WRONG;
                proofs.add(crowd.submit(() -> slow.prove("asha", costly, shown)));
            }
            for (int i = 0; i < proofs.size(); i++) {
                assertThat(proofs.get(i).get()).isEqualTo(i % 2 == 0 ? Proof.RIGHT : Proof.WRONG);
            }
        }
    }

    @Test
    void aStoredTextThatIsNoHashLetsNobodyIn() {
        assertThat(credentials.prove("asha", Optional.of(""), Password.of(""))).isEqualTo(Proof.WRONG);
        assertThat(credentials.prove("asha", Optional.empty(), Password.of(""))).isEqualTo(Proof.WRONG);
    }
}
