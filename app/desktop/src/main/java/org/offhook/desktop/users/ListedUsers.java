package org.offhook.desktop.users;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.offhook.agent.port.UserDirectoryPort;
import org.offhook.campaign.user.Password;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.store.credential.Argon2Hash;

/**
 * The users of the configuration. While none is listed, every user is let in and the registrar decides; as soon as one is, unknown
 * users and wrong passwords are refused alike. After a wrong password the next attempt for that name has to wait, twice as long each
 * time, and is refused before anything is hashed.
 */
public final class ListedUsers implements UserDirectoryPort {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    /** Names that do not exist are remembered too; more than this many at once is somebody guessing names. */
    private static final int MOST_REMEMBERED = 1_000;

    private final Map<String, User> users;
    private final Executor hashing;
    private final InstantSource clock;
    private final Map<String, Slowed> slowed = new HashMap<>();

    private record User(String displayName, Argon2Hash password) {}

    /** @param until milliseconds of the clock */
    private record Slowed(Duration pause, long until) {}

    /**
     * @param lines {@code NAME:Display name:$argon2id$…} each; {@link #faulty} tells which are not
     * @param hashing runs one hash at a time, never on the loop
     */
    public ListedUsers(List<String> lines, Executor hashing, InstantSource clock) {
        Map<String, User> listed = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split(":", 3);
            // A line that cannot be read still closes the door: nobody may log in because of a slip of the pen.
            listed.put(
                    parts[0],
                    new User(
                            parts.length > 1 ? parts[1] : "",
                            parts.length > 2 ? Argon2Hash.parse(parts[2]).orElse(NOBODY) : NOBODY));
        }
        this.users = Map.copyOf(listed);
        this.hashing = hashing;
        this.clock = clock;
    }

    private static final Argon2Hash NOBODY = Argon2Hash.parse(
                    "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
            .orElseThrow();

    /** How many of the lines cannot be read. */
    public static long faulty(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length < 3 || Argon2Hash.parse(parts[2]).isEmpty())
                .count();
    }

    @Override
    public CompletionStage<Verdict> verify(String userName, Secret password) {
        if (users.isEmpty()) {
            return CompletableFuture.completedFuture(new Verdict(Optional.empty(), userName));
        }
        if (waiting(userName)) {
            return CompletableFuture.completedFuture(refused(ErrorCode.LOGIN_SLOWED));
        }
        return CompletableFuture.supplyAsync(() -> judge(userName, password), hashing);
    }

    private Verdict judge(String userName, Secret password) {
        if (waiting(userName)) {
            return refused(ErrorCode.LOGIN_SLOWED); // several were queued before the first was judged
        }
        User user = users.get(userName);
        // An unknown user costs the same time as a wrong password, so that names cannot be found by the clock.
        boolean right = (user == null ? NOBODY : user.password()).matches(Password.of(password.reveal()));
        synchronized (slowed) {
            if (user != null && right) {
                slowed.remove(userName);
                return new Verdict(Optional.empty(), user.displayName().isBlank() ? userName : user.displayName());
            }
            slowDown(userName);
        }
        return refused(ErrorCode.LOGIN_REFUSED);
    }

    private boolean waiting(String userName) {
        synchronized (slowed) {
            Slowed entry = slowed.get(userName);
            return entry != null && clock.millis() < entry.until();
        }
    }

    private void slowDown(String userName) {
        if (slowed.size() >= MOST_REMEMBERED) {
            slowed.values().removeIf(entry -> entry.until() < clock.millis());
        }
        Slowed before = slowed.get(userName);
        Duration wait = before == null ? FIRST_WAIT : before.pause().multipliedBy(2);
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        slowed.put(userName, new Slowed(bounded, clock.millis() + bounded.toMillis()));
    }

    private static Verdict refused(ErrorCode error) {
        return new Verdict(Optional.of(error), "");
    }
}
