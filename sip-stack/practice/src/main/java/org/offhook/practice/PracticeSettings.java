package org.offhook.practice;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.offhook.practice.digest.DigestAlgorithm;

/**
 * How a practice exchange behaves.
 *
 * @param port of UDP and TCP on loopback; 0 lets the system choose
 * @param extensions that may register
 * @param algorithms offered in digest challenges, in order of preference
 * @param challengeCalls whether INVITE is challenged (407) as well as REGISTER (401)
 * @param ringFor how long a far end rings before it answers
 * @param hangUpAfter how long the far end that hangs up stays
 * @param shortestRegistration less is answered 423 with Min-Expires
 * @param longestRegistration more is cut down
 */
public record PracticeSettings(
        int port,
        Set<String> extensions,
        List<DigestAlgorithm> algorithms,
        boolean challengeCalls,
        Duration ringFor,
        Duration hangUpAfter,
        Duration shortestRegistration,
        Duration longestRegistration) {

    /** What the product starts: any free port, one extension, both algorithms, people who take two seconds to answer. */
    public static final PracticeSettings USUAL = new PracticeSettings(
            0,
            Set.of("501"),
            List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
            true,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofHours(1));

    public PracticeSettings {
        extensions = Set.copyOf(extensions);
        algorithms = List.copyOf(algorithms);
        if (extensions.isEmpty() || algorithms.isEmpty()) {
            throw new IllegalArgumentException("an exchange needs an extension and an algorithm");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
    }

    public PracticeSettings withRingFor(Duration time) {
        return new PracticeSettings(
                port,
                extensions,
                algorithms,
                challengeCalls,
                time,
                hangUpAfter,
                shortestRegistration,
                longestRegistration);
    }

    public PracticeSettings withHangUpAfter(Duration time) {
        return new PracticeSettings(
                port, extensions, algorithms, challengeCalls, ringFor, time, shortestRegistration, longestRegistration);
    }

    public PracticeSettings withExtensions(Set<String> those) {
        return new PracticeSettings(
                port,
                those,
                algorithms,
                challengeCalls,
                ringFor,
                hangUpAfter,
                shortestRegistration,
                longestRegistration);
    }

    public PracticeSettings withAlgorithms(List<DigestAlgorithm> those) {
        return new PracticeSettings(
                port,
                extensions,
                those,
                challengeCalls,
                ringFor,
                hangUpAfter,
                shortestRegistration,
                longestRegistration);
    }

    public PracticeSettings withRegistrationBetween(Duration shortest, Duration longest) {
        return new PracticeSettings(
                port, extensions, algorithms, challengeCalls, ringFor, hangUpAfter, shortest, longest);
    }
}
