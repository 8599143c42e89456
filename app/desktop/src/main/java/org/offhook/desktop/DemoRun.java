package org.offhook.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.offhook.agent.AgentDesk;
import org.offhook.bridge.BridgeServer;
import org.offhook.bridge.BridgeStart;
import org.offhook.core.account.Account;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.desktop.demo.MainJob;
import org.offhook.desktop.demo.Story;
import org.offhook.desktop.demo.StoryTeller;
import org.offhook.desktop.demo.WavTones;
import org.offhook.desktop.log.Logging;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.SettingsFile;
import org.offhook.desktop.settings.SettingsReader;
import org.offhook.desktop.timeline.Timeline;
import org.offhook.practice.HeardCall;
import org.offhook.practice.PracticeDirectory;
import org.offhook.practice.PracticeSettings;
import org.offhook.ui.OffhookWindow;
import org.offhook.ui.picture.WindowPicture;

/** {@code offhook demo}: the whole product on a data directory of its own, and the verdict. */
final class DemoRun {
    private static final int AGENT_HERTZ = 1_000;
    private static final Duration TALK = Duration.ofSeconds(4);
    /** Of four seconds of talk; a buffer fills first, and a first packet may be late on a busy machine. */
    private static final int AGENT_TONE_MILLIS = 2_500;
    /** The customer's beep sounds half a second between phrases. */
    private static final int CUSTOMER_TONE_MILLIS = 300;

    private final Path out;
    private final Story story;
    private final List<HeardCall> heard = new CopyOnWriteArrayList<>();

    private DemoRun(Path out, Story story) {
        this.out = out;
        this.story = story;
    }

    static int run(Optional<Path> asked, Console console, Map<String, String> environment) {
        if (!WindowLaunch.displayExpected(System.getProperty("os.name", ""), environment)) {
            WindowLaunch.drawIntoMemory();
        }
        Path data = null;
        try {
            Path out = asked.isPresent()
                    ? Files.createDirectories(asked.get())
                    : Files.createTempDirectory("offhook-demo-");
            data = Files.createTempDirectory("offhook-demo-data-");
            Story story = new Story(console::say);
            new DemoRun(out, story).play(data);
            story.note("Files are in " + out.toAbsolutePath());
            List<String> failures = story.failures();
            if (failures.isEmpty()) {
                story.note(
                        "The main job works: logged in, registered, dialled, heard each other, hung up, logged out.");
                return ExitCode.DONE;
            }
            console.warn("the demo did not see: " + String.join("; ", failures));
            return ExitCode.REFUSED;
        } catch (IOException e) {
            console.error(ErrorCode.FILE_UNUSABLE, String.valueOf(e.getMessage()));
            return ExitCode.COULD_NOT_START;
        } finally {
            if (data != null) {
                deleteAll(data, console);
            }
        }
    }

    private void play(Path data) throws IOException {
        Path microphone = data.resolve("agent-says.wav");
        Path ear = out.resolve("agent-hears.wav");
        Path recording = out.resolve("call.wav");
        WavTones.write(microphone, AGENT_HERTZ, 2);
        DataDirectory directory = DataDirectory.open(data);
        SettingsReader.Result read = SettingsReader.read(
                new SettingsFile(data.resolve("settings.json")),
                List.of(
                        "account.exchange=practice",
                        "audio.device=file:" + microphone + "," + ear + ",loop",
                        "bridge.port=0",
                        "secrets.useSystem=false"));
        Logging.begin(read.settings().log(), DataDirectory.open(out));
        WindowLaunch window = WindowLaunch.begin();
        try (Running running = Running.start(
                read.settings(),
                directory,
                Optional.of(window),
                Timeline.fromProperty(),
                new WiredPhone.Extras(
                        call -> Optional.of(recording),
                        PracticeSettings.USUAL.withRingFor(Duration.ofSeconds(1)),
                        heard::add,
                        WiredPhone.Registering.AT_LOGIN))) {
            AgentDesk.Subscription telling = running.phone().desk().observe(new StoryTeller(story));
            playOn(running, window);
            telling.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        judgeSound(ear, recording);
    }

    private void playOn(Running running, WindowLaunch window) throws InterruptedException {
        story.check("the window opened", shown(window).isPresent(), "");
        try {
            BridgeStart bridge = running.bridge().opened().get(20, TimeUnit.SECONDS);
            if (bridge instanceof BridgeStart.Listening(BridgeServer server)) {
                Account account =
                        running.phone().practice().start().toCompletableFuture().get(20, TimeUnit.SECONDS);
                new MainJob(running.phone().desk(), account, story, TALK)
                        .run(server.address().port(), server.address().token(), () -> photograph(window));
            } else {
                story.check("the bridge opened", false, bridge.toString());
            }
        } catch (ExecutionException | TimeoutException e) {
            story.check("bridge and practice exchange started", false, e.toString());
        }
    }

    private static Optional<OffhookWindow> shown(WindowLaunch window) throws InterruptedException {
        try {
            return Optional.of(window.shown().get(20, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private void photograph(WindowLaunch window) {
        Path picture = out.resolve("window.png");
        try {
            WindowPicture.save(window.shown().join().scene(), picture, 2)
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            story.check("a picture of the window was taken", Files.size(picture) > 1_000, picture.toString());
        } catch (ExecutionException | TimeoutException | CompletionException | IOException e) {
            story.check("a picture of the window was taken", false, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judgeSound(Path ear, Path recording) {
        int farEnd = heard.stream()
                .mapToInt(call -> call.heardMillis(AGENT_HERTZ))
                .max()
                .orElse(0);
        story.check(
                "the far end heard the agent's tone of " + AGENT_HERTZ + " Hz",
                farEnd >= AGENT_TONE_MILLIS,
                farEnd + " ms");
        judge("the agent heard the far end's tone", ear, 0, PracticeDirectory.CUSTOMER_HERTZ, CUSTOMER_TONE_MILLIS);
        judge("the recording has the agent on the left", recording, 0, AGENT_HERTZ, AGENT_TONE_MILLIS);
        judge(
                "the recording has the far end on the right",
                recording,
                1,
                PracticeDirectory.CUSTOMER_HERTZ,
                CUSTOMER_TONE_MILLIS);
    }

    private void judge(String what, Path file, int channel, int hertz, int leastMillis) {
        try {
            int millis = WavTones.heardMillis(file, channel, hertz);
            story.check(what, millis >= leastMillis, millis + " ms of " + hertz + " Hz in " + file.getFileName());
        } catch (IOException e) {
            story.check(what, false, String.valueOf(e.getMessage()));
        }
    }

    private static void deleteAll(Path folder, Console console) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            console.warn("could not remove " + folder);
        }
    }
}
