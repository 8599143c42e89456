package org.offhook.bridge.http;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every path the bridge has. */
enum WayIn {
    SOCKET("/bridge"),
    HOST_SOCKET("/host/bridge"),
    MESSAGES("/bridge/messages"),
    SCRIPT("/offhook.js"),
    HOST_PAGE("/host"),
    HOST_SCRIPT("/host/host.js"),
    HOST_STYLE("/host/host.css"),
    HOST_ICON("/host/icon.svg");

    private static final Map<String, WayIn> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(WayIn::path, Function.identity()));

    private final String path;

    WayIn(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    static Optional<WayIn> of(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }
}
