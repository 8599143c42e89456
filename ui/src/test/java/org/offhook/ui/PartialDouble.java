package org.offhook.ui;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Stands in for a port by the methods that a test's class has of it; any other that is called fails the test. */
final class PartialDouble {
    private PartialDouble() {}

    static <P> P of(Class<P> port, Object partial) {
        Object made =
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    Method own;
                    try {
                        own = partial.getClass().getMethod(method.getName(), method.getParameterTypes());
                    } catch (NoSuchMethodException e) {
                        throw new AssertionError("no page should ask for " + method, e);
                    }
                    own.setAccessible(true);
                    try {
                        return own.invoke(partial, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return port.cast(made);
    }
}
