package org.offhook.desktop.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.RegistrationView.Status;

/**
 * The main job: a CRM page logs the agent in and clicks to call, the far end answers and talks, the agent hangs up, the page logs out.
 * Everything goes the way it goes at a customer's: the page through the bridge's WebSocket, the agent through the desk.
 */
public final class MainJob {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final String USER = "demo";

    private final AgentDesk desk;
    private final Account account;
    private final Story story;
    private final Duration talk;

    /**
     * @param account the practice exchange's, whose extension and password the CRM sends
     * @param talk how long both talk before the agent hangs up
     */
    public MainJob(AgentDesk desk, Account account, Story story, Duration talk) {
        this.desk = desk;
        this.account = account;
        this.story = story;
        this.talk = talk;
    }

    /**
     * Does it once.
     *
     * @param inCall run while both talk
     */
    public void run(int bridgePort, Secret token, Runnable inCall) throws InterruptedException {
        try (DeskWatch watch = new DeskWatch(desk);
                CrmPage page = CrmPage.open(bridgePort, token)) {
            story.tell("CRM page connected to the bridge");
            logIn(page, watch);
            call(page, watch, inCall);
            logOut(page, watch);
            long events = page.events().size();
            story.check("the CRM page saw it all as events", events >= 5, events + " events");
        } catch (CompletionException e) {
            story.check("the CRM page reached the bridge", false, String.valueOf(e.getCause()));
        }
    }

    private void logIn(CrmPage page, DeskWatch watch) throws InterruptedException {
        story.tell("CRM page sends login");
        Optional<JsonNode> answer = answered(
                page,
                "login-1",
                Map.of(
                        "action",
                        "login",
                        "username",
                        USER,
                        "password",
                        "demo-password",
                        "extension",
                        account.extension(),
                        "phone_pass",
                        account.password().reveal()));
        boolean registered =
                watch.await(snapshot -> snapshot.phone().registration().status() == Status.REGISTERED, ANSWER_LIMIT);
        story.check("the login was acknowledged", accepted(answer), shown(answer));
        story.check("the extension registered", registered, "");
        // The acknowledgement may overtake the snapshot: they travel on different threads.
        story.check("the agent is logged in", watch.await(MainJob::loggedIn, ANSWER_LIMIT), "");
    }

    private static boolean loggedIn(AgentSnapshot snapshot) {
        return switch (snapshot.agent().state()) {
            case LOGGED_OUT, LOGGING_IN, LOGGING_OUT -> false;
            case PAUSED, READY, CALLING, ON_CALL, WRAP_UP -> true;
        };
    }

    private void call(CrmPage page, DeskWatch watch, Runnable inCall) throws InterruptedException {
        story.tell("CRM page sends click_to_call");
        Optional<JsonNode> answer = answered(
                page, "call-1", Map.of("action", "click_to_call", "phone_code", "1", "phone_number", "7275550142"));
        story.check("click_to_call was acknowledged", accepted(answer), shown(answer));
        boolean connected = watch.awaitEvent(
                event -> event instanceof AgentEvent.PhoneHappened(PhoneEvent.CallConnected _), CONNECT_LIMIT);
        story.check("the far end answered", connected, "");
        if (!connected) {
            return;
        }
        Optional<CallView> call = watch.latest().phone().activeCall();
        boolean hungUpEarly = watch.awaitEvent(MainJob::ended, talk);
        inCall.run();
        story.check("the call lasted until the agent hung up", !hungUpEarly && call.isPresent(), "");
        story.tell("agent hangs up");
        call.ifPresent(view -> desk.submit(new AgentCommand.Phone(new PhoneCommand.HangUpCall(view.id()))));
        story.check("the call ended", watch.awaitEvent(MainJob::ended, END_LIMIT), "");
    }

    private static boolean ended(AgentEvent event) {
        return event instanceof AgentEvent.PhoneHappened(PhoneEvent.CallEnded _);
    }

    private void logOut(CrmPage page, DeskWatch watch) throws InterruptedException {
        story.tell("CRM page sends logout");
        Optional<JsonNode> answer = answered(page, "logout-1", Map.of("action", "logout"));
        story.check("the logout was acknowledged", accepted(answer), shown(answer));
        boolean loggedOut = watch.await(snapshot -> snapshot.agent().state() == AgentState.LOGGED_OUT, END_LIMIT);
        boolean unregistered =
                watch.await(snapshot -> snapshot.phone().registration().status() == Status.NOT_REGISTERED, END_LIMIT);
        story.check("the agent is logged out", loggedOut, "");
        story.check("the registration was removed", unregistered, "");
    }

    private static Optional<JsonNode> answered(CrmPage page, String id, Map<String, Object> message)
            throws InterruptedException {
        try {
            return Optional.of(page.send(id, message).get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private static boolean accepted(Optional<JsonNode> answer) {
        return answer.map(node -> node.path("status").asText().equals("true")).orElse(false);
    }

    private static String shown(Optional<JsonNode> answer) {
        return answer.map(node -> node.path("data").path("code").asText("") + " "
                        + node.path("message").asText())
                .map(String::strip)
                .orElse("no answer");
    }
}
