package org.offhook.desktop.commandline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.instance.ApiFile;
import org.offhook.desktop.instance.BridgeFile;
import org.offhook.desktop.instance.RunningPhone;
import org.offhook.desktop.instance.RunningPhone.Answer;

/** The commands to a running phone: each is one message of the CRM's protocol. */
public final class RemoteCommands {
    private final Path dataDirectory;
    private final Console console;
    private final Duration patience;

    public RemoteCommands(Path dataDirectory, Console console) {
        this(dataDirectory, console, RunningPhone.ANSWER);
    }

    /** @param patience how long the phone may take to answer */
    RemoteCommands(Path dataDirectory, Console console, Duration patience) {
        this.dataDirectory = dataDirectory;
        this.console = console;
        this.patience = patience;
    }

    public int login(String user, Optional<String> extension, Passwords passwords) {
        if (BridgeFile.read(dataDirectory).isEmpty()) {
            return notRunning(""); // before somebody types two passwords for nothing
        }
        Map<String, Object> message = message("login");
        message.put("username", user);
        try {
            message.put("password", passwords.ask("Password of " + user).reveal());
            extension.ifPresent(phone -> message.put("extension", phone));
            String phonePassword = passwords
                    .ask("Password of the phone (empty: the stored one)")
                    .reveal();
            if (!phonePassword.isEmpty()) {
                message.put("phone_pass", phonePassword);
            }
        } catch (IOException e) {
            console.error(ErrorCode.USAGE, "the passwords could not be read");
            return ExitCode.USAGE;
        }
        return send(message);
    }

    public int logout() {
        return send(message("logout"));
    }

    /** Dials, beside the call that is talked on where a line is free: who can read the token may. */
    public int call(String number, Optional<String> account) {
        Map<String, Object> message = message("consult");
        message.put("phone_code", "");
        message.put("number", number);
        account.ifPresent(name -> message.put("account", name));
        return send(message);
    }

    /**
     * Calls the number dialled last again, over the account it was dialled over.
     *
     * @param missed whoever called last and was missed, instead
     */
    public int redial(boolean missed) {
        return send(message(missed ? "call_back" : "redial"));
    }

    /** A pressed link: the number waits in the phone for a person's Dial. */
    public int link(String link) {
        Optional<String> number = DialLink.number(link);
        if (number.isEmpty()) {
            console.error(ErrorCode.USAGE, "the link has no number");
            return ExitCode.USAGE;
        }
        Map<String, Object> message = message("click_to_call");
        message.put("phone_code", "");
        message.put("phone_number", number.get());
        message.put("preview", "YES");
        message.put("focus", "YES");
        message.put("source", "link"); // the desk tells the agent why nothing comes of it
        int code = send(message);
        if (code == ExitCode.REFUSED) {
            show(); // the window says why, a browser's console does not
        }
        return code;
    }

    public int answer() {
        return send(message("answer"));
    }

    public int hangUp() {
        return send(message("hangup"));
    }

    /** @param cause BUSY, DECLINED or UNAVAILABLE */
    public int reject(String cause) {
        Map<String, Object> message = message("reject");
        message.put("cause", cause.toUpperCase(Locale.ROOT));
        return send(message);
    }

    /** Sends the caller of the call that rings to another number. */
    public int forward(String number) {
        Map<String, Object> message = message("forward");
        message.put("number", number);
        return send(message);
    }

    /** @param hold false to take the far end back */
    public int hold(boolean hold) {
        Map<String, Object> message = message("hold");
        message.put("hold", hold ? "YES" : "NO");
        return send(message);
    }

    /** Holds the call that is talked on and takes the other one back. */
    public int swap() {
        return send(message("swap"));
    }

    /** Joins the calls that are up into one conversation. */
    public int join() {
        return send(message("join"));
    }

    /** Sends the far end of the present call to somebody else. */
    public int transfer(String number) {
        Map<String, Object> message = message("transfer");
        message.put("number", number);
        return send(message);
    }

    /** Connects the far end that waits on hold with that of the present call. */
    public int connectCalls() {
        Map<String, Object> message = message("transfer");
        message.put("attended", "YES");
        return send(message);
    }

    /** @param order START, PAUSE, RESUME or STOP */
    public int record(String order) {
        Map<String, Object> message = message("record");
        message.put("order", order.toUpperCase(Locale.ROOT));
        return send(message);
    }

    public int park() {
        return send(message("park"));
    }

    /** Answers what rings at another phone, or takes a parked call. */
    public int pickUp(String number, Optional<String> account) {
        Map<String, Object> message = message("pick_up");
        message.put("number", number);
        account.ifPresent(name -> message.put("account", name));
        return send(message);
    }

    /** @param account whose mailbox; absent for the main one */
    public int voicemail(Optional<String> account) {
        Map<String, Object> message = message("voicemail");
        account.ifPresent(name -> message.put("account", name));
        return send(message);
    }

    /** Raises the window of the running phone. */
    public int show() {
        return send(message("show"));
    }

    /** Tries microphone and speaker of the running phone out. Blocks for some fifteen seconds. */
    public int testAudio(boolean json) {
        try {
            return new AudioTest(this, console).run(json);
        } catch (IOException e) {
            return notRunning(String.valueOf(e.getMessage()));
        }
    }

    public int status(boolean json) {
        try {
            Optional<Answer> answer = ask(message("snapshot"));
            if (answer.isEmpty()) {
                return notRunning("");
            }
            if (!answer.get().accepted()) {
                return told(answer.get());
            }
            JsonNode snapshot = answer.get().data();
            if (snapshot instanceof ObjectNode whole) {
                ApiFile.read(dataDirectory).ifPresent(api -> whole.set("api", new ObjectMapper().valueToTree(api)));
            }
            console.say(
                    json
                            ? new ObjectMapper()
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(snapshot)
                            : StatusText.of(snapshot));
            return ExitCode.DONE;
        } catch (IOException e) {
            return notRunning(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> message(String action) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("action", action);
        return message;
    }

    /** One message, as the CRM would send it. */
    public int send(Map<String, ?> message) {
        try {
            return ask(message).map(this::told).orElseGet(() -> notRunning(""));
        } catch (IOException e) {
            return notRunning(String.valueOf(e.getMessage()));
        }
    }

    Optional<Answer> ask(Map<String, ?> message) throws IOException {
        Optional<BridgeFile.Address> address = BridgeFile.read(dataDirectory);
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(new RunningPhone(address.get(), patience).send(message));
    }

    int told(Answer answer) {
        if (answer.accepted()) {
            console.say(answer.message());
            return ExitCode.DONE;
        }
        ErrorCode error = ErrorCode.INTERNAL;
        for (ErrorCode candidate : ErrorCode.values()) {
            if (candidate.code().equals(answer.code())) {
                error = candidate;
            }
        }
        console.error(error, answer.data().path("detail").asText());
        return ExitCode.REFUSED;
    }

    int notRunning(String detail) {
        console.error(ErrorCode.NOT_RUNNING, detail);
        return ExitCode.NOT_RUNNING;
    }
}
