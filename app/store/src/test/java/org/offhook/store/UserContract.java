package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.store.StoreException.RuleViolation;
import org.offhook.campaign.store.StoreException.StoreDamaged;
import org.offhook.campaign.token.ApiToken;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.campaign.user.Verdict;

abstract class UserContract extends StoreContract {
    private static final Password RIGHT = Password.of("correct horse");
    private static final Password WRONG = Password.of("battery staple");
    private static final Password PHONE = Password.of("sip-secret-1");

    private final User asha = User.of("asha", "Asha P.", 1, "AGENTS", Right.MANUAL_DIAL)
            .withCustomThree("crm-17")
            .withPhoneLogin("1000")
            .withEmail("asha@example.org")
            .withVoicemailId("1000");

    @BeforeEach
    void group() {
        store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of()));
    }

    private void add() {
        assertThat(store.users().add(asha, RIGHT, Optional.of(PHONE))).isTrue();
    }

    @Test
    void keepsAUserAndTakesANameOnce() {
        assertThat(store.users().isEmpty()).isTrue();
        add();

        assertThat(store.users().isEmpty()).isFalse();
        assertThat(store.users().add(asha, WRONG, Optional.empty())).isFalse();
        assertThat(store.users().find("asha")).contains(asha);
        assertThat(store.users().find("Asha")).as("letter case matters").isEmpty();
        assertThat(store.users().findByCustomThree("crm-17")).contains(asha);
        assertThat(store.users().findByCustomThree("")).isEmpty();
        assertThat(store.users().change("asha", user -> user.withLevel(5).withActive(false)))
                .contains(asha.withLevel(5).withActive(false));
        assertThat(store.users().findByCustomThree("crm-17")).as("not active").isEmpty();
        assertThat(store.users().change("nobody", user -> user)).isEmpty();
        assertThat(store.users().all()).hasSize(1);
    }

    @Test
    void refusesAGroupThatIsNotThere() {
        assertThatThrownBy(() -> store.users().add(asha.withGroup("ADFHR"), RIGHT, Optional.empty()))
                .isInstanceOf(RuleViolation.class);
        assertThat(store.users().group("AGENTS").orElseThrow().mayWorkIn("ANY")).isTrue();
        store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of("A", "B")));
        assertThat(store.users().groups()).containsExactly(new UserGroup("AGENTS", "Agents", Set.of("A", "B")));
    }

    @Test
    void provesAPasswordAndRefusesUnknownUsersAlike() {
        add();

        assertThat(store.users().verify("asha", RIGHT)).isEqualTo(new Verdict.Proven(asha));
        assertThat(store.users().verify("asha", WRONG)).isEqualTo(new Verdict.Refused());
        assertThat(store.users().verify("nobody", RIGHT)).isEqualTo(new Verdict.Refused());
        store.users().change("asha", user -> user.withActive(false));
        assertThat(store.users().verify("asha", RIGHT)).isEqualTo(new Verdict.Refused());
    }

    @Test
    void aChangedPasswordEndsWhatWasProvenBefore() {
        add();
        assertThat(store.users().verify("asha", RIGHT)).isInstanceOf(Verdict.Proven.class);
        try (Store otherNode = reopened()) {
            assertThat(otherNode.users().setPassword("asha", WRONG)).isTrue();
        }

        assertThat(store.users().verify("asha", RIGHT)).isEqualTo(new Verdict.Refused());
        assertThat(store.users().verify("asha", WRONG)).isInstanceOf(Verdict.Proven.class);
        assertThat(store.users().setPassword("nobody", WRONG)).isFalse();
    }

    @Test
    void afterTenWrongPasswordsEvenTheRightOneHasToWait() {
        add();
        for (int i = 0; i < 10; i++) {
            assertThat(store.users().verify("asha", WRONG)).isEqualTo(new Verdict.Refused());
        }

        assertThat(store.users().verify("asha", RIGHT)).isInstanceOf(Verdict.SlowedDown.class);
        assertThat(store.users().verify("nobody", RIGHT))
                .as("others are not slowed")
                .isEqualTo(new Verdict.Refused());
    }

    @Test
    void givesThePhoneSecretBackOnlyUnderTheStoresKey() {
        add();
        assertThat(store.users().phoneSecret("asha")).contains(PHONE);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        try (Store other = Store.open(address, StoreOptions.DEFAULT.withKey(otherKey))) {
            assertThatThrownBy(() -> other.users().phoneSecret("asha")).isInstanceOf(StoreDamaged.class);
        }
        assertThat(store.users().setPhoneSecret("asha", Optional.empty())).isTrue();
        assertThat(store.users().phoneSecret("asha")).isEmpty();
    }

    @Test
    void knowsATokenByAllThreeHeaders() {
        Password key = Password.of("0123456789abcdef0123456789abcdef");
        ApiToken token = store.tokens().add("CRM", key, "crm.example.org", "token-based", "asha");

        assertThat(store.tokens().match(key, "crm.example.org", "token-based")).contains(token);
        assertThat(store.tokens().match(key, "crm.example.org", "other")).isEmpty();
        assertThat(store.tokens().match(WRONG, "crm.example.org", "token-based"))
                .isEmpty();
        assertThat(store.tokens().revoke(token.id())).isTrue();
        assertThat(store.tokens().match(key, "crm.example.org", "token-based")).isEmpty();
        assertThat(store.tokens().all()).extracting(ApiToken::active).containsExactly(false);
    }
}
