package org.offhook.desktop.interop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiFunction;
import org.offhook.core.call.CallInput.MediaReserved;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.SrtpSuite;
import org.offhook.core.port.MediaPort;
import org.offhook.core.port.PhoneInbox;

/** Sound whose sockets come with the key of one crypto suite alone, so that a call can be encrypted by no other. */
final class OneSuite {
    private OneSuite() {}

    static MediaPort of(SrtpSuite suite, MediaPort media) {
        return proxy(MediaPort.class, media, (method, arguments) -> {
            if (method.equals("start")) {
                arguments[0] = inbox(suite, (PhoneInbox) arguments[0]);
            }
            return arguments;
        });
    }

    private static PhoneInbox inbox(SrtpSuite suite, PhoneInbox to) {
        return proxy(PhoneInbox.class, to, (method, arguments) -> {
            if (method.equals("callInput") && arguments[1] instanceof MediaReserved(LocalMedia media)) {
                arguments[1] = new MediaReserved(new LocalMedia(
                        media.address(),
                        media.rtpPort(),
                        media.terms(),
                        media.keys().stream()
                                .filter(key -> key.suite() == suite)
                                .toList()));
            }
            return arguments;
        });
    }

    private static <T> T proxy(Class<T> kind, T to, BiFunction<String, Object[], Object[]> change) {
        return kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (_, called, arguments) -> {
                    try {
                        return called.invoke(
                                to, arguments == null ? new Object[0] : change.apply(called.getName(), arguments));
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
