package org.offhook.campaign.user;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The user table. Passwords are kept as Argon2id hashes (RFC 9106), phone secrets encrypted. Blocking; see StorePorts. */
public interface UserStorePort {
    /** True when nobody was ever added. */
    boolean isEmpty();

    Optional<User> find(String name);

    /** The active user whose {@code custom_three} is {@code text}; the first by name when several are. */
    Optional<User> findByCustomThree(String text);

    /** By name. */
    List<User> all();

    /**
     * Adds a user. Hashes the password, which takes as long as {@link #verify}: inside a unit of work it would hold up every other one.
     *
     * @param phoneSecret what the phone registers with, when it is known
     * @return false when the name is taken
     */
    boolean add(User user, Password password, Optional<Password> phoneSecret);

    /** Changes everything but name and secrets; empty when there is no such user. The name that {@code change} returns is ignored. */
    Optional<User> change(String name, UnaryOperator<User> change);

    /** False when there is no such user. Verified credentials are forgotten on every node. */
    boolean setPassword(String name, Password password);

    /** False when there is no such user. Absent erases it. */
    boolean setPhoneSecret(String name, Optional<Password> secret);

    /** The secret the user's phone registers with. */
    Optional<Password> phoneSecret(String name);

    /**
     * Proves a user's password. Takes 30 to 80 ms when it has to hash; a verified one is known for 60 s. Ten wrong passwords for one
     * name and the next has to wait, from one second doubling to a minute.
     *
     * <p>Not for use inside a unit of work: it hashes.
     */
    Verdict verify(String name, Password password);

    List<UserGroup> groups();

    Optional<UserGroup> group(String id);

    /** Adds or replaces. */
    void putGroup(UserGroup group);
}
