package org.offhook.desktop.nativemessaging;

import java.util.ArrayList;
import java.util.List;

/**
 * Browsers start the program of a host manifest with arguments of their own and take none of ours: Chromium gives the extension's
 * origin, Firefox the manifest's path and the extension's id. Both mean {@code offhook native-messaging}.
 */
public final class BrowserStart {
    /** Name of the host, and of its manifests. */
    public static final String HOST = "org.offhook.phone";

    private BrowserStart() {}

    /** The arguments as they would be typed; unchanged when no browser gave them. */
    public static String[] typed(String[] arguments) {
        if (arguments.length == 0) {
            return arguments;
        }
        boolean chromium = arguments[0].startsWith("chrome-extension://");
        boolean firefox = arguments.length >= 2 && arguments[0].endsWith(HOST + ".json");
        if (!chromium && !firefox) {
            return arguments;
        }
        List<String> typed = new ArrayList<>(List.of("native-messaging"));
        typed.addAll(List.of(arguments));
        return typed.toArray(String[]::new);
    }
}
