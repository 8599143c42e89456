package org.offhook.bridge.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the API's listener has to be told.
 *
 * @param host address to listen on
 * @param port 0 lets the system choose
 * @param furtherPorts where the same is served as well
 * @param tls must be there for an address that is not loopback
 * @param ownNames further host names by which callers may address it
 * @param profiles names of the profiles that are switched on
 * @param defaultUsers by profile
 * @param use whether this is the demo, where loopback may have a default user
 * @param mostBodyBytes largest body of a request that may be larger than memory
 */
public record ApiSettings(
        String host,
        int port,
        List<FurtherPort> furtherPorts,
        Optional<ApiTls> tls,
        Set<String> ownNames,
        Set<String> profiles,
        Map<String, DefaultApiUser> defaultUsers,
        Use use,
        long mostBodyBytes) {
    public static final int DEFAULT_PORT = 47_880;
    public static final long MOST_BODY_BYTES = 1L << 30;

    /** What the listener is for. */
    public enum Use {
        WORK,
        DEMO
    }

    /** How a port speaks. */
    public enum Wire {
        PLAIN,
        TLS
    }

    /** A port besides the first, which speaks TLS as soon as there is a certificate. */
    public record FurtherPort(int port, Wire wire) {}

    public ApiSettings {
        furtherPorts = List.copyOf(furtherPorts);
        ownNames = Set.copyOf(ownNames);
        profiles = Set.copyOf(profiles);
        defaultUsers = Map.copyOf(defaultUsers);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
    }

    /** On loopback, with these profiles, nothing else. */
    public static ApiSettings loopback(int port, Set<String> profiles) {
        return new ApiSettings(
                "127.0.0.1",
                port,
                List.of(),
                Optional.empty(),
                Set.of(),
                profiles,
                Map.of(),
                Use.WORK,
                MOST_BODY_BYTES);
    }

    public ApiSettings withHost(String changed, Optional<ApiTls> withTls, Set<String> names) {
        return new ApiSettings(changed, port, furtherPorts, withTls, names, profiles, defaultUsers, use, mostBodyBytes);
    }

    public ApiSettings withDefaultUsers(Map<String, DefaultApiUser> users, Use changedUse) {
        return new ApiSettings(host, port, furtherPorts, tls, ownNames, profiles, users, changedUse, mostBodyBytes);
    }

    public ApiSettings withMostBodyBytes(long most) {
        return new ApiSettings(host, port, furtherPorts, tls, ownNames, profiles, defaultUsers, use, most);
    }

    public ApiSettings withFurtherPorts(List<FurtherPort> ports) {
        return new ApiSettings(host, port, ports, tls, ownNames, profiles, defaultUsers, use, mostBodyBytes);
    }
}
