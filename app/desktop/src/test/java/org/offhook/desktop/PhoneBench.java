package org.offhook.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.ManualDial;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.desktop.demo.DeskWatch;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.SettingsFile;
import org.offhook.desktop.settings.SettingsReader;
import org.offhook.desktop.timeline.Timeline;
import org.offhook.media.RecordingRule;
import org.offhook.practice.PracticeDirectory;
import org.offhook.practice.PracticeSettings;

/** A whole phone without a window on a data directory, and what an agent does with it. */
final class PhoneBench implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(40);

    final Running running;
    final DeskWatch watch;

    private PhoneBench(Running running) {
        this.running = running;
        this.watch = new DeskWatch(running.phone().desk());
    }

    /** @param overrides in addition to no sound, any bridge port and no system key store */
    static PhoneBench start(Path data, String... overrides) {
        List<String> all = new ArrayList<>(List.of("audio.device=silent", "bridge.port=0", "secrets.useSystem=false"));
        all.addAll(List.of(overrides));
        SettingsReader.Result read = SettingsReader.read(new SettingsFile(data.resolve("settings.json")), all);
        if (!read.overrideFaults().isEmpty()) {
            throw new IllegalArgumentException(read.overrideFaults().toString());
        }
        return new PhoneBench(Running.start(
                read.settings(),
                DataDirectory.open(data),
                Optional.empty(),
                Timeline.NONE,
                new WiredPhone.Extras(
                        RecordingRule.NEVER,
                        PracticeSettings.USUAL.withRingFor(Duration.ofMillis(200)),
                        heard -> {},
                        WiredPhone.Registering.AT_START)));
    }

    CommandOutcome submit(AgentCommand command) throws Exception {
        return running.phone().desk().submit(command).toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    CommandOutcome configure(Account account, Secret password) throws Exception {
        return submit(new AgentCommand.ConfigureAccount(
                account.server(), account.domain(), account.extension(), password, account.transport()));
    }

    /** The whole way: practice exchange, login, a call that is answered, hang-up. Proof that the phone goes on working. */
    boolean makesACall() throws Exception {
        if (!(submit(new AgentCommand.UsePracticeExchange()) instanceof CommandOutcome.Accepted)) {
            return false;
        }
        return logsInAndCalls();
    }

    boolean logsInAndCalls() throws Exception {
        submit(new AgentCommand.LogIn("asha", Secret.of("x"), Optional.empty(), Optional.empty()));
        CommandOutcome dialled = submit(new AgentCommand.ClickToCall(ManualDial.typed(PracticeDirectory.CUSTOMER)));
        boolean connected = dialled instanceof CommandOutcome.Accepted
                && watch.await(snapshot -> phase(snapshot.phone().activeCall()) == CallView.Phase.CONNECTED, LIMIT);
        Optional<CallView> call = watch.latest().phone().activeCall();
        if (call.isPresent()) {
            submit(new AgentCommand.Phone(new PhoneCommand.HangUpCall(call.get().id())));
        }
        return connected
                && watch.await(snapshot -> snapshot.phone().activeCall().isEmpty(), LIMIT);
    }

    private static CallView.Phase phase(Optional<CallView> call) {
        return call.map(CallView::phase).orElse(CallView.Phase.ENDED);
    }

    /** A folder that this process cannot write, also as root. */
    static Path unwritable(Path folder) throws IOException {
        Path closed = Files.createDirectories(folder.resolve("closed"));
        if (closed.toFile().setWritable(false, false) && !Files.isWritable(closed)) {
            return closed;
        }
        return Files.writeString(folder.resolve("a-file"), ""); // root writes anywhere, but not below a file
    }

    @Override
    public void close() {
        watch.close();
        running.close();
    }
}
