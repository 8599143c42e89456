package org.offhook.testkit.peer;

import java.net.InetAddress;
import java.util.List;

/** A network that is not the machine's own, in which programs can be run. */
public sealed interface Network permits NetworkLink, TranslatingRouter {
    /** Where whoever runs in it is reached. */
    InetAddress there();

    /** The command that runs a command in it. */
    List<String> inside(List<String> command);
}
