package org.offhook.practice.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.practice.registrar.RegisterAnswer.Accepted;
import org.offhook.practice.registrar.RegisterAnswer.Granted;
import org.offhook.practice.registrar.RegisterAnswer.Refused;
import org.offhook.practice.registrar.RegisterAnswer.TooBrief;
import org.offhook.practice.registrar.RegisterRequest.Contact;
import org.offhook.practice.registrar.RegisterRequest.Contacts;
import org.offhook.testkit.base.Seed;

class RegistrarTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final RequestSource SOURCE = new RequestSource("127.0.0.1", 40_000, "udp");

    private final Registrar registrar =
            new Registrar(Set.of("501"), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(10), 3);
    private RegistrarState state = RegistrarState.EMPTY;

    @Test
    void bindsAContactForAsLongAsItAsks() {
        assertThat(register(NOON, 1, 120, "sip:501@127.0.0.1:40000"))
                .isEqualTo(new Accepted(List.of(new Granted("sip:501@127.0.0.1:40000", Duration.ofMinutes(2)))));
        assertThat(state.reachable("501", NOON.plusSeconds(119))).hasSize(1);
        assertThat(state.reachable("501", NOON.plusSeconds(120))).isEmpty();
    }

    @Test
    void letsTheContactParameterGoBeforeTheExpiresHeader() {
        Contact contact = new Contact("sip:a", "a", Optional.of(Duration.ofSeconds(90)));
        assertThat(ask(NOON, "c", 1, Optional.of(Duration.ofMinutes(5)), new Contacts.Listed(List.of(contact))))
                .isEqualTo(new Accepted(List.of(new Granted("sip:a", Duration.ofSeconds(90)))));
    }

    @Test
    void grantsTheUsualTimeWhenNoneIsAsked() {
        Contact contact = new Contact("sip:a", "a", Optional.empty());
        assertThat(ask(NOON, "c", 1, Optional.empty(), new Contacts.Listed(List.of(contact))))
                .isEqualTo(new Accepted(List.of(new Granted("sip:a", Duration.ofMinutes(10)))));
    }

    @Test
    void answers423WhenTheTimeIsTooShort() {
        assertThat(register(NOON, 1, 59, "sip:a")).isEqualTo(new TooBrief(Duration.ofMinutes(1)));
        assertThat(state.bindings()).isEmpty();
    }

    @Test
    void cutsDownTooLongATime() {
        assertThat(register(NOON, 1, 1_000_000, "sip:a"))
                .isEqualTo(new Accepted(List.of(new Granted("sip:a", Duration.ofHours(1)))));
    }

    @Test
    void refreshesTheSameContactInsteadOfAddingIt() {
        register(NOON, 1, 120, "sip:a");
        assertThat(register(NOON.plusSeconds(100), 2, 120, "sip:a"))
                .isEqualTo(new Accepted(List.of(new Granted("sip:a", Duration.ofMinutes(2)))));
    }

    @Test
    void keepsSeveralContactsAndRemovesOneByItsZero() {
        register(NOON, 1, 120, "sip:a");
        register(NOON, 2, 240, "sip:b");
        assertThat(state.reachable("501", NOON)).hasSize(2);
        assertThat(register(NOON, 3, 0, "sip:a"))
                .isEqualTo(new Accepted(List.of(new Granted("sip:b", Duration.ofMinutes(4)))));
    }

    @Test
    void removesAllByTheWildcardOnlyWithExpiresZero() {
        register(NOON, 1, 120, "sip:a");
        register(NOON, 2, 120, "sip:b");
        assertThat(ask(NOON, "c", 3, Optional.empty(), new Contacts.All())).isEqualTo(new Refused(400));
        assertThat(ask(NOON, "c", 3, Optional.of(Duration.ofMinutes(1)), new Contacts.All()))
                .isEqualTo(new Refused(400));
        assertThat(state.reachable("501", NOON)).hasSize(2);
        assertThat(ask(NOON, "c", 3, Optional.of(Duration.ZERO), new Contacts.All()))
                .isEqualTo(new Accepted(List.of()));
        assertThat(state.bindings()).isEmpty();
    }

    @Test
    void tellsTheBindingsWithoutChangingThem() {
        register(NOON, 1, 120, "sip:a");
        assertThat(ask(NOON.plusSeconds(20), "other", 1, Optional.empty(), new Contacts.Query()))
                .isEqualTo(new Accepted(List.of(new Granted("sip:a", Duration.ofSeconds(100)))));
    }

    @Test
    void refusesARequestThatComesOutOfOrder() {
        register(NOON, 5, 120, "sip:a");
        assertThat(register(NOON, 5, 0, "sip:a")).isEqualTo(new Refused(500));
        assertThat(register(NOON, 4, 0, "sip:a")).isEqualTo(new Refused(500));
        assertThat(ask(NOON, "c", 4, Optional.of(Duration.ZERO), new Contacts.All()))
                .isEqualTo(new Refused(500));
        assertThat(state.reachable("501", NOON)).hasSize(1);
        assertThat(ask(NOON, "afterRestart", 1, Optional.of(Duration.ZERO), new Contacts.All()))
                .isEqualTo(new Accepted(List.of()));
    }

    @Test
    void takesARequestWholeOrNotAtAll() {
        Contact good = new Contact("sip:a", "a", Optional.of(Duration.ofMinutes(2)));
        Contact brief = new Contact("sip:b", "b", Optional.of(Duration.ofSeconds(5)));
        assertThat(ask(NOON, "c", 1, Optional.empty(), new Contacts.Listed(List.of(good, brief))))
                .isEqualTo(new TooBrief(Duration.ofMinutes(1)));
        assertThat(state.bindings()).isEmpty();
    }

    @Test
    void knowsOnlyItsExtensionsAndBoundsTheirContacts() {
        RegisterRequest stranger = new RegisterRequest("999", "c", 1, SOURCE, Optional.empty(), new Contacts.Query());
        assertThat(registrar.step(state, stranger, NOON).answer()).isEqualTo(new Refused(404));
        for (int i = 0; i < 3; i++) {
            register(NOON, i + 1, 120, "sip:" + i);
        }
        assertThat(register(NOON, 9, 120, "sip:9")).isEqualTo(new Refused(503));
        assertThat(state.reachable("501", NOON)).hasSize(3);
    }

    @Test
    void aPhoneThatDiedAndIsBackAtAnotherPortTakesThePlaceOfItsEarlierSelf() {
        register(NOON, 1, 120, "sip:other");
        for (int life = 1; life <= 9; life++) {
            String uri = "sip:" + life;
            Contact contact = new Contact(uri, uri, Optional.empty(), Optional.of("<urn:uuid:1>"));
            assertThat(ask(NOON, "life" + life, 1, Optional.empty(), new Contacts.Listed(List.of(contact))))
                    .as("life %d", life)
                    .isInstanceOf(Accepted.class);
        }
        assertThat(state.reachable("501", NOON))
                .extracting(Binding::contact)
                .containsExactlyInAnyOrder("sip:other", "sip:9");
    }

    @Test
    void staysWithinItsBoundsWhateverIsAsked() {
        long seed = Seed.of("RegistrarTest");
        SplittableRandom random = new SplittableRandom(seed);
        Instant now = NOON;
        for (int i = 0; i < 20_000; i++) {
            now = now.plusSeconds(random.nextInt(30));
            Contacts contacts = switch (random.nextInt(4)) {
                case 0 -> new Contacts.Query();
                case 1 -> new Contacts.All();
                default -> {
                    List<Contact> some = new ArrayList<>();
                    for (int c = random.nextInt(5); c >= 0; c--) {
                        String uri = "sip:" + random.nextInt(6);
                        some.add(new Contact(uri, uri, lifetime(random)));
                    }
                    yield new Contacts.Listed(some);
                }
            };
            RegistrarState before = state;
            RegisterAnswer answer = ask(now, "c" + random.nextInt(3), random.nextInt(100), lifetime(random), contacts);
            List<Binding> bound = state.reachable("501", now);
            assertThat(bound).hasSizeLessThanOrEqualTo(3);
            for (Binding binding : bound) {
                assertThat(Duration.between(now, binding.expires())).isLessThanOrEqualTo(Duration.ofHours(1));
            }
            assertThat(bound.stream().map(Binding::key)).doesNotHaveDuplicates();
            if (answer instanceof Refused || answer instanceof TooBrief) {
                assertThat(bound).isEqualTo(before.reachable("501", now));
            }
        }
    }

    private static Optional<Duration> lifetime(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(Duration.ZERO);
            default -> Optional.of(Duration.ofSeconds(random.nextInt(5_000)));
        };
    }

    private RegisterAnswer register(Instant now, long sequence, int seconds, String uri) {
        Contact contact = new Contact(uri, uri, Optional.empty());
        return ask(now, "c", sequence, Optional.of(Duration.ofSeconds(seconds)), new Contacts.Listed(List.of(contact)));
    }

    private RegisterAnswer ask(
            Instant now, String callId, long sequence, Optional<Duration> expires, Contacts contacts) {
        Registrar.Step step =
                registrar.step(state, new RegisterRequest("501", callId, sequence, SOURCE, expires, contacts), now);
        state = step.state();
        return step.answer();
    }
}
