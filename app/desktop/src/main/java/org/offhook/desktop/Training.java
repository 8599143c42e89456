package org.offhook.desktop;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.offhook.agent.AgentCommand;
import org.offhook.bridge.BridgeServer;
import org.offhook.bridge.BridgeStart;
import org.offhook.core.account.Account;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.desktop.demo.MainJob;
import org.offhook.desktop.demo.Story;

/**
 * The run that trains the AOT cache ({@code -Doffhook.train=true}): the program as everybody starts it does its main job once on the
 * practice exchange and ends by itself, so that the cache holds what a start and a call need.
 */
final class Training {
    private static final Duration TALK = Duration.ofMillis(1_500);

    private Training() {}

    static boolean asked() {
        return Boolean.getBoolean("offhook.train");
    }

    static int run(Running running, Console console) {
        Story story = new Story(console::say);
        try {
            BridgeStart bridge = running.bridge().opened().get(20, TimeUnit.SECONDS);
            CommandOutcome chosen = running.phone()
                    .desk()
                    .submit(new AgentCommand.UsePracticeExchange())
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            story.check("the practice exchange", chosen instanceof CommandOutcome.Accepted, chosen.toString());
            Account account =
                    running.phone().practice().start().toCompletableFuture().join();
            if (bridge instanceof BridgeStart.Listening(BridgeServer server)) {
                new MainJob(running.phone().desk(), account, story, TALK)
                        .run(server.address().port(), server.address().token(), () -> {});
            } else {
                story.check("the bridge", false, bridge.toString());
            }
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException
                | CompletionException e) {
            story.check("the training run", false, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.close();
        return story.failures().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
