package org.offhook.core.account;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One registration of the phone.
 *
 * @param extension user part of the address of record
 * @param domain host part of the address of record; also the digest's expected realm owner
 * @param server where requests are sent; equal to the domain unless an administrator says otherwise
 * @param transport transport to the server
 * @param authenticationUser digest user name, usually the extension
 * @param password digest password
 * @param displayName name shown to the called party; may be empty
 * @param registrationExpiry what we ask for in Expires (RFC 3261 §10.2.1.1); the registrar may grant another
 * @param reach the way to the server, and who takes its place
 * @param credentials for other realms than the account's own
 */
public record Account(
        String extension,
        String domain,
        ServerAddress server,
        Transport transport,
        String authenticationUser,
        Secret password,
        String displayName,
        Duration registrationExpiry,
        Reach reach,
        List<Credential> credentials) {
    public Account {
        credentials = List.copyOf(credentials);
    }

    /** An account of a server that is reached directly, with one pair of credentials. */
    public Account(
            String extension,
            String domain,
            ServerAddress server,
            Transport transport,
            String authenticationUser,
            Secret password,
            String displayName,
            Duration registrationExpiry) {
        this(
                extension,
                domain,
                server,
                transport,
                authenticationUser,
                password,
                displayName,
                registrationExpiry,
                Reach.DIRECT,
                List.of());
    }

    /** 10 minutes: short enough that a restarted exchange finds us again, long enough not to load it. */
    public static final Duration DEFAULT_EXPIRY = Duration.ofMinutes(10);

    public static Account of(
            String extension, String domain, ServerAddress server, Transport transport, Secret password) {
        return new Account(extension, domain, server, transport, extension, password, "", DEFAULT_EXPIRY);
    }

    public Account withReach(Reach other) {
        return new Account(
                extension,
                domain,
                server,
                transport,
                authenticationUser,
                password,
                displayName,
                registrationExpiry,
                other,
                credentials);
    }

    public Account withCredentials(List<Credential> further) {
        return new Account(
                extension,
                domain,
                server,
                transport,
                authenticationUser,
                password,
                displayName,
                registrationExpiry,
                reach,
                further);
    }

    /** Whom requests outside of dialogs are sent to: the first one, and those in order that take its place. */
    public List<ServerAddress> servers() {
        return Stream.concat(Stream.of(reach.outboundProxy().orElse(server)), reach.backups().stream())
                .toList();
    }
}
