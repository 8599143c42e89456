package org.offhook.bridge.http;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** What a request says about its sender, read once. */
record Knock(
        String method,
        String path,
        Optional<String> host,
        List<String> origins,
        Optional<String> bearer,
        Optional<String> vouchedOrigin,
        Optional<String> fetchSite,
        Optional<String> fetchMode,
        Optional<String> fetchDestination,
        PairingDesk.Ends ends) {

    private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("unknown", 0);

    static Knock of(Request request) {
        HttpFields headers = request.getHeaders();
        return new Knock(
                request.getMethod(),
                request.getHttpURI().getCanonicalPath() == null
                        ? ""
                        : request.getHttpURI().getCanonicalPath(),
                one(headers, "Host"),
                List.copyOf(headers.getValuesList("Origin")),
                bearer(headers),
                one(headers, "Offhook-Page-Origin"),
                one(headers, "Sec-Fetch-Site"),
                one(headers, "Sec-Fetch-Mode"),
                one(headers, "Sec-Fetch-Dest"),
                new PairingDesk.Ends(
                        address(request.getConnectionMetaData().getRemoteSocketAddress()),
                        address(request.getConnectionMetaData().getLocalSocketAddress())));
    }

    private static InetSocketAddress address(java.net.SocketAddress address) {
        return address instanceof InetSocketAddress internet ? internet : NOWHERE;
    }

    /** A header that may be there once; twice counts as a value that nothing equals. */
    private static Optional<String> one(HttpFields headers, String name) {
        List<String> values = headers.getValuesList(name);
        return switch (values.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(values.getFirst());
            default -> Optional.of("(sent more than once)");
        };
    }

    private static Optional<String> bearer(HttpFields headers) {
        String value = headers.get(HttpHeader.AUTHORIZATION);
        return value != null && value.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(value.substring(7).strip())
                : Optional.empty();
    }

    /** Whether a browser sent it on behalf of another site's page, with or without saying which. */
    boolean fromAnotherSite() {
        return fetchSite
                .filter(site -> !site.equals("none") && !site.equals("same-origin"))
                .isPresent();
    }

    boolean navigates() {
        return fetchMode.filter("navigate"::equals).isPresent();
    }
}
