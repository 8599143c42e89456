package org.offhook.desktop.commandline;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the commands do. The main class fills it with the real thing, tests with something that remembers. */
public interface Verbs {
    /** Starts the phone, or raises the window of the one that runs; returns the exit code when it has ended. */
    int start(StartRequest request);

    int login(Optional<Path> data, String user, Optional<String> extension, Passwords passwords);

    int logout(Optional<Path> data);

    /** @param account absent for the main one */
    int call(Optional<Path> data, String number, Optional<String> account);

    /** @param missed whoever called last and was missed, instead of the number dialled last */
    int redial(Optional<Path> data, boolean missed);

    int answer(Optional<Path> data);

    int hangUp(Optional<Path> data);

    /** @param cause BUSY, DECLINED or UNAVAILABLE, in any case */
    int reject(Optional<Path> data, String cause);

    int forward(Optional<Path> data, String number);

    int hold(Optional<Path> data, boolean hold);

    int swap(Optional<Path> data);

    int join(Optional<Path> data);

    /** @param number absent for the far end of the other call */
    int transfer(Optional<Path> data, Optional<String> number);

    /** @param order start, pause, resume or stop, in any case */
    int record(Optional<Path> data, String order);

    int park(Optional<Path> data);

    /**
     * @param number of the watched phone or parking place
     * @param account that it is watched over; absent where the number says enough
     */
    int pickUp(Optional<Path> data, String number, Optional<String> account);

    /** @param account absent for the main one */
    int voicemail(Optional<Path> data, Optional<String> account);

    /** @param message one message of the CRM's protocol, with its action */
    int send(Optional<Path> data, Map<String, String> message);

    /** Tries microphone and speaker of the running phone out. */
    int testAudio(Optional<Path> data, boolean json);

    int status(Optional<Path> data, boolean json);

    int demo(Optional<Path> out);

    /** Relays between a browser's extension and the running phone until the browser closes. */
    int nativeMessaging(Optional<Path> data);
}
