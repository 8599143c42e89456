package org.offhook.fuzzed;

/** A reader with a fault that only who watches its branches gets to. Not of the test kit, whose own classes are not watched. */
public final class Steps {
    private Steps() {}

    /** Fails at an input that begins with q, 4, z and an exclamation mark. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 4 || input[0] != 'q') {
            return;
        }
        if (input[1] != '4') {
            return;
        }
        if (input[2] != 'z') {
            return;
        }
        if (input[3] == '!') {
            throw new IllegalStateException("four steps");
        }
    }
}
