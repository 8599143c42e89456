package org.offhook.core.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.registration.RegistrationEffect.Rebind;
import org.offhook.core.registration.RegistrationEffect.SendRegister;
import org.offhook.core.registration.RegistrationEffect.SendUnregister;
import org.offhook.core.registration.RegistrationEffect.StartTimer;
import org.offhook.testkit.base.Seed;

/** The registration binding of RFC 3261 §10.2, each rule by its name. */
class RegistrationMachineTest {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final Account ACCOUNT =
            Account.of("2101", "pbx.example", ServerAddress.of("pbx.example"), Transport.UDP, Secret.of("secret"));
    static final Account ANOTHER =
            Account.of("2102", "pbx.example", ServerAddress.of("pbx.example"), Transport.UDP, Secret.of("secret"));
    private static final RegistrationInput CONNECT = new RegistrationInput.ConnectRequested(ACCOUNT);

    private final RegistrationMachine machine = new RegistrationMachine(new RetryPolicy(42));
    private RegistrationState state = new RegistrationState.Idle(0, NOW);
    private Instant now = NOW;
    private final List<RegistrationEffect> orders = new ArrayList<>();

    private List<RegistrationEffect> take(RegistrationInput input) {
        RegistrationStep step = machine.step(state, input, now);
        state = step.next();
        orders.addAll(step.effects());
        return step.effects();
    }

    private List<RegistrationEffect> granted(Duration lifetime) {
        return take(new RegistrationInput.Registered(state.attempt(), lifetime));
    }

    private List<RegistrationEffect> rejected(
            int status, Optional<Duration> minExpires, Optional<Duration> retryAfter) {
        return take(new RegistrationInput.RegistrationRejected(state.attempt(), status, minExpires, retryAfter));
    }

    private List<RegistrationEffect> rejected(int status) {
        return rejected(status, Optional.empty(), Optional.empty());
    }

    private static Duration timer(List<RegistrationEffect> effects, Instant now) {
        return effects.stream()
                .filter(StartTimer.class::isInstance)
                .map(effect -> Duration.between(now, ((StartTimer) effect).at()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void asksForTheAccountsLifetimeAndRefreshesBeforeTheGrantedOneEnds() {
        assertThat(take(CONNECT)).contains(new SendRegister(ACCOUNT, 600, 1));
        Duration wait = timer(granted(Duration.ofMinutes(2)), now);
        assertThat(wait).isBetween(Duration.ofSeconds(84), Duration.ofSeconds(96));
        assertThat(take(new RegistrationInput.TimerFired())).contains(new SendRegister(ACCOUNT, 600, 2));
        assertThat(state).isInstanceOf(RegistrationState.Refreshing.class);
    }

    @Test
    void refreshesEvenTheShortestBindingBeforeItEnds() {
        take(CONNECT);
        for (int seconds : new int[] {1, 2, 5, 10, 20, 60, 3_600, 86_400}) {
            Duration lifetime = Duration.ofSeconds(seconds);
            for (int attempt = 0; attempt < 200; attempt++) {
                assertThat(new RetryPolicy(attempt).refreshAfter(lifetime, attempt))
                        .isPositive()
                        .isLessThan(lifetime);
            }
        }
    }

    @Test
    void asksAgainAtOnceForWhatA423Wants() {
        take(CONNECT);
        assertThat(rejected(423, Optional.of(Duration.ofMinutes(30)), Optional.empty()))
                .contains(new SendRegister(ACCOUNT, 1_800, 2));
        granted(Duration.ofMinutes(30));
        take(new RegistrationInput.TimerFired());
        assertThat(orders).contains(new SendRegister(ACCOUNT, 1_800, 3));
    }

    @Test
    void backsOffFromA423ThatAsksForLessOrForTooMuch() {
        take(CONNECT);
        rejected(423, Optional.of(Duration.ofSeconds(30)), Optional.empty());
        assertThat(state).isInstanceOf(RegistrationState.BackingOff.class);
        take(new RegistrationInput.RetryRequested());
        rejected(423, Optional.of(Duration.ofDays(400)), Optional.empty());
        assertThat(state).isInstanceOf(RegistrationState.BackingOff.class);
        take(new RegistrationInput.RetryRequested());
        rejected(423);
        assertThat(state).isInstanceOf(RegistrationState.BackingOff.class);
    }

    @Test
    void backsOffTwiceAsLongEachTimeWithinItsBoundsAndStartsOverAfterSuccess() {
        take(CONNECT);
        long[] most = {1, 2, 4, 8, 16, 30, 30};
        for (long seconds : most) {
            Duration wait = timer(rejected(500), now);
            assertThat(wait).isBetween(Duration.ofMillis(seconds * 500), Duration.ofSeconds(seconds));
            now = now.plus(wait);
            take(new RegistrationInput.TimerFired());
        }
        granted(Duration.ofMinutes(10));
        take(new RegistrationInput.TimerFired());
        Duration wait = timer(rejected(500), now);
        assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void asksEveryOneOrTwoSecondsWhileNobodyAnswersSoThatItIsBackAsSoonAsTheNetworkIs() {
        take(CONNECT);
        for (int attempt = 0; attempt < 40; attempt++) {
            ErrorCode silence = attempt % 2 == 0 ? ErrorCode.SERVER_SILENT : ErrorCode.CONNECTION_FAILED;
            Duration wait = timer(take(new RegistrationInput.RegistrationFailed(state.attempt(), silence)), now);
            assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(2));
            now = now.plus(wait);
            take(new RegistrationInput.TimerFired());
        }
    }

    @Test
    void spreadsAFloorOfPhonesOverTheBackOff() {
        double[] fractions = new double[1_000];
        for (int phone = 0; phone < fractions.length; phone++) {
            fractions[phone] = new RetryPolicy(phone)
                            .backOff(6, 7, ErrorCode.REGISTRATION_REFUSED)
                            .toMillis()
                    / 30_000.0;
        }
        assertThat(java.util.Arrays.stream(fractions).min().orElseThrow()).isBetween(0.5, 0.51);
        assertThat(java.util.Arrays.stream(fractions).max().orElseThrow()).isBetween(0.99, 1.0);
        assertThat(java.util.Arrays.stream(fractions).average().orElseThrow()).isBetween(0.73, 0.77);
    }

    @Test
    void obeysRetryAfterButNotForever() {
        take(CONNECT);
        assertThat(timer(rejected(503, Optional.empty(), Optional.of(Duration.ofMinutes(2))), now))
                .isEqualTo(Duration.ofMinutes(2));
        take(new RegistrationInput.TimerFired());
        assertThat(timer(rejected(503, Optional.empty(), Optional.of(Duration.ofDays(30))), now))
                .isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void stopsAskingWithCredentialsThatAreRefusedUntilTold() {
        for (int status : new int[] {401, 403, 407}) {
            state = new RegistrationState.Idle(0, NOW);
            take(CONNECT);
            rejected(status);
            assertThat(state).isInstanceOf(RegistrationState.Refused.class);
            assertThat(take(new RegistrationInput.NetworkChanged(true))).isEmpty();
            assertThat(take(new RegistrationInput.RetryRequested())).contains(new SendRegister(ACCOUNT, 600, 2));
        }
    }

    @Test
    void ignoresAnswersToOlderOrders() {
        take(CONNECT);
        take(new RegistrationInput.NetworkChanged(true));
        for (RegistrationInput late : List.of(
                new RegistrationInput.Registered(1, Duration.ofMinutes(5)),
                new RegistrationInput.RegistrationRejected(1, 403, Optional.empty(), Optional.empty()),
                new RegistrationInput.RegistrationFailed(1, ErrorCode.SERVER_SILENT),
                new RegistrationInput.Unregistered(1))) {
            RegistrationState before = state;
            assertThat(take(late)).singleElement().isInstanceOf(RegistrationEffect.Ignore.class);
            assertThat(state).isEqualTo(before);
        }
    }

    @Test
    void registersAnewFromNewSocketsWhenTheNetworkChanged() {
        take(CONNECT);
        granted(Duration.ofMinutes(10));
        assertThat(take(new RegistrationInput.NetworkChanged(true)))
                .startsWith(new Rebind(), new SendRegister(ACCOUNT, 600, 2));
    }

    @Test
    void waitsForTheNetworkAndAsksAtOnceWhenItIsBack() {
        take(CONNECT);
        granted(Duration.ofMinutes(10));
        take(new RegistrationInput.NetworkChanged(false));
        assertThat(state).isInstanceOf(RegistrationState.Offline.class);
        assertThat(take(new RegistrationInput.NetworkChanged(true)))
                .startsWith(new Rebind(), new SendRegister(ACCOUNT, 600, state.attempt()));
    }

    @Test
    void takesTheBindingBackAtLogoutAndDoesNotWaitForASilentRegistrar() {
        take(CONNECT);
        granted(Duration.ofMinutes(10));
        List<RegistrationEffect> effects = take(new RegistrationInput.DisconnectRequested());
        assertThat(effects).contains(new SendUnregister(2));
        assertThat(timer(effects, now)).isEqualTo(RegistrationMachine.UNREGISTER_LIMIT);
        take(new RegistrationInput.TimerFired());
        assertThat(state).isInstanceOf(RegistrationState.Idle.class);
    }

    @Test
    void takesBackABindingWhoseAnswerIsStillOnTheWay() {
        take(CONNECT);
        assertThat(take(new RegistrationInput.DisconnectRequested())).contains(new SendUnregister(2));
        take(new RegistrationInput.Registered(1, Duration.ofMinutes(10)));
        assertThat(state).isInstanceOf(RegistrationState.Unregistering.class);
        take(new RegistrationInput.Unregistered(2));
        assertThat(state).isInstanceOf(RegistrationState.Idle.class);
    }

    @Test
    void leavesTheOldAccountBeforeItRegistersTheNewOne() {
        take(CONNECT);
        granted(Duration.ofMinutes(10));
        assertThat(take(new RegistrationInput.ConnectRequested(ANOTHER)))
                .contains(new SendUnregister(2))
                .noneMatch(SendRegister.class::isInstance);
        assertThat(take(new RegistrationInput.Unregistered(2))).contains(new SendRegister(ANOTHER, 600, 3));
    }

    @Test
    void isLostWhenTheBindingEndsBeforeTheRefreshIsAnswered() {
        take(CONNECT);
        granted(Duration.ofSeconds(60));
        List<RegistrationEffect> effects = take(new RegistrationInput.TimerFired());
        assertThat(effects).contains(new StartTimer(NOW.plusSeconds(60)));
        now = NOW.plusSeconds(60);
        take(new RegistrationInput.TimerFired());
        assertThat(state)
                .isInstanceOfSatisfying(
                        RegistrationState.Registering.class,
                        at -> assertThat(at.last()).isPresent());
    }

    @Test
    void doesNotBelieveABindingWithoutALifetimeOrForever() {
        take(CONNECT);
        granted(Duration.ZERO);
        assertThat(state).isInstanceOf(RegistrationState.BackingOff.class);
        take(new RegistrationInput.TimerFired());
        granted(Duration.ofDays(4_000));
        assertThat(state)
                .isInstanceOfSatisfying(
                        RegistrationState.Registered.class,
                        at -> assertThat(at.until()).isEqualTo(NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void refusesToRetryWithoutAnAccount() {
        assertThat(take(new RegistrationInput.RetryRequested()))
                .singleElement()
                .isInstanceOfSatisfying(
                        RegistrationEffect.Refuse.class,
                        refused -> assertThat(refused.error()).isEqualTo(ErrorCode.NO_ACCOUNT));
    }

    /** Whatever happens, an order always has a greater number than the one before, and a waiting state always has a way out. */
    @Test
    void numbersItsOrdersUpwardsAndNeverSleepsForGood() {
        long seed = Seed.of("RegistrationMachineTest");
        SplittableRandom random = new SplittableRandom(seed);
        int last = 0;
        boolean timer = false;
        for (int i = 0; i < 200_000; i++) {
            List<RegistrationInput> inputs = List.copyOf(
                    RegistrationMachineTableTest.inputs(state.attempt()).values());
            RegistrationInput input = inputs.get(random.nextInt(inputs.size()));
            if (input instanceof RegistrationInput.TimerFired) {
                if (!timer) {
                    continue;
                }
                timer = false;
            }
            now = now.plusMillis(random.nextInt(5_000));
            for (RegistrationEffect effect : take(input)) {
                switch (effect) {
                    case SendRegister order -> {
                        assertThat(order.attempt()).as("seed %d", seed).isGreaterThan(last);
                        last = order.attempt();
                    }
                    case SendUnregister order -> {
                        assertThat(order.attempt()).as("seed %d", seed).isGreaterThan(last);
                        last = order.attempt();
                    }
                    case StartTimer _ -> timer = true;
                    case RegistrationEffect.StopTimer _ -> timer = false;
                    case Rebind _, RegistrationEffect.Refuse _, RegistrationEffect.Ignore _ -> {}
                }
            }
            boolean needsTimer = state instanceof RegistrationState.Registered
                    || state instanceof RegistrationState.BackingOff
                    || state instanceof RegistrationState.Unregistering
                    || state instanceof RegistrationState.Replacing;
            assertThat(!needsTimer || timer)
                    .as("seed %d: %s has a timer", seed, state)
                    .isTrue();
            orders.clear();
        }
    }
}
