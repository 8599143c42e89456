package org.offhook.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.offhook.audio.AudioDevices;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.DialLink;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.desktop.commandline.Passwords;
import org.offhook.desktop.commandline.RemoteCommands;
import org.offhook.desktop.commandline.StartRequest;
import org.offhook.desktop.commandline.Verbs;
import org.offhook.desktop.instance.BridgeFile;
import org.offhook.desktop.instance.SingleInstance;
import org.offhook.desktop.instance.SingleInstance.Attempt;
import org.offhook.desktop.log.Logging;
import org.offhook.desktop.nativemessaging.NativeHost;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.SettingFault;
import org.offhook.desktop.settings.SettingsFile;
import org.offhook.desktop.settings.SettingsReader;
import org.offhook.desktop.timeline.Timeline;
import org.slf4j.LoggerFactory;

/** What the command line asks for, done. */
final class Program implements Verbs {
    /** A phone that has the lock but no bridge yet is still starting; this long it may take. */
    private static final Duration STARTING = Duration.ofSeconds(6);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final Duration AT_THE_SAME_TIME = Duration.ofMillis(300);

    private final Console console;
    private final Timeline timeline;
    private final Map<String, String> environment;

    Program(Console console, Timeline timeline, Map<String, String> environment) {
        this.console = console;
        this.timeline = timeline;
        this.environment = environment;
    }

    /** The data directory that was asked for, or the system's. */
    Path directory(Optional<Path> asked) {
        return asked.orElseGet(() -> DataDirectory.standard(
                environment, System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "."))));
    }

    // ---- starting

    @Override
    public int start(StartRequest request) {
        if (request.link().isPresent() && DialLink.number(request.link().get()).isEmpty()) {
            console.error(ErrorCode.USAGE, "the link has no number");
            return ExitCode.USAGE;
        }
        DataDirectory directory = DataDirectory.open(directory(request.data()));
        return switch (SingleInstance.of(directory.path())) {
            case Attempt.Taken() -> handOver(request, directory.path());
            case Attempt.Unknown() -> begin(request, directory);
            case Attempt.Alone(SingleInstance instance) -> {
                try (instance) {
                    yield begin(request, directory);
                } catch (IOException e) {
                    yield ExitCode.DONE; // the lock goes with the process anyway
                }
            }
        };
    }

    /** A link whose number nobody could dial is said at once; without a window there is nobody to start for. */
    private int begin(StartRequest request, DataDirectory directory) {
        // Only here: a phone that runs already takes a link, and shows its window, from a terminal without a display
        // too.
        if (!request.headless() && !WindowLaunch.displayExpected(System.getProperty("os.name", ""), environment)) {
            console.error(ErrorCode.NO_DISPLAY, "DISPLAY is not set");
            return ExitCode.USAGE;
        }
        Optional<ErrorCode> wrong = request.link().flatMap(DialLink::objection);
        wrong.ifPresent(error -> console.error(error, "in the link"));
        return wrong.isPresent() && request.headless() ? ExitCode.USAGE : run(request, directory);
    }

    private int run(StartRequest request, DataDirectory directory) {
        Optional<WindowLaunch> window = request.headless() ? Optional.empty() : Optional.of(WindowLaunch.begin());
        if (request.headless()) {
            AudioDevices.keepFromDisplay();
        }
        SettingsReader.Result read =
                SettingsReader.read(new SettingsFile(directory.file("settings.json")), request.overrides());
        if (!read.overrideFaults().isEmpty()) {
            read.overrideFaults().forEach(fault -> console.error(fault.error(), fault.detail()));
            console.warn("it was not started.");
            return ExitCode.USAGE;
        }
        Logging.begin(read.settings().log(), directory);
        read.fileFaults().forEach(this::tell);
        directory
                .problem()
                .ifPresent(problem -> console.error(problem, directory.path().toString()));
        timeline.mark("settings_read");
        Running running = Running.start(read.settings(), directory, window, timeline, WiredPhone.Extras.NONE);
        if (!read.fileFaults().isEmpty()) {
            running.phone()
                    .desk()
                    .raiseFault(
                            ErrorCode.CONFIGURATION_INVALID,
                            read.fileFaults().getFirst().detail());
        }
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("offhook-shutdown").unstarted(() -> {
                    asked.countDown();
                    running.close();
                    ended.countDown();
                    AudioDevices.leaveInSilence();
                }));
        request.link().ifPresent(link -> PendingLink.take(running.phone().desk(), link, shown(window)));
        if (Training.asked()) {
            return Training.run(running, console);
        }
        return window.map(launch -> awaitClosed(launch, running, asked)).orElseGet(() -> awaitSignal(asked, ended));
    }

    private static CompletableFuture<?> shown(Optional<WindowLaunch> window) {
        return window.<CompletableFuture<?>>map(WindowLaunch::shown)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** @param asked by a signal to end: JavaFX ends then too, and a window that was being opened fails for no other reason */
    private int awaitClosed(WindowLaunch launch, Running running, CountDownLatch asked) {
        try {
            launch.shown().join();
        } catch (CompletionException e) {
            if (isAsked(asked)) {
                running.close();
                return ExitCode.DONE;
            }
            LoggerFactory.getLogger(Program.class).error("the window did not open", e);
            console.error(ErrorCode.NO_DISPLAY, String.valueOf(e.getMessage()));
            running.close();
            return ExitCode.USAGE;
        }
        launch.closed().join();
        running.close();
        return ExitCode.DONE;
    }

    /** The toolkit hears of a signal at the same time as we do: it may be a moment ahead. */
    private static boolean isAsked(CountDownLatch asked) {
        try {
            return asked.await(AT_THE_SAME_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Headless: until SIGTERM or SIGINT, which run the shutdown hook. */
    private int awaitSignal(CountDownLatch asked, CountDownLatch ended) {
        console.say("Offhook runs without a window; offhook status shows it, Ctrl+C ends it.");
        try {
            asked.await();
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.DONE;
    }

    private void tell(SettingFault fault) {
        LoggerFactory.getLogger(Program.class).warn("{} {}", fault.error().code(), fault.detail());
        console.error(fault.error(), fault.detail());
    }

    /** A phone runs for this directory: it is raised, or gets the link. */
    private int handOver(StartRequest request, Path directory) {
        if (!bridgeAppears(directory)) {
            console.error(ErrorCode.ALREADY_RUNNING, directory.toString());
            return ExitCode.COULD_NOT_START;
        }
        RemoteCommands commands = new RemoteCommands(directory, console);
        int code = request.link().map(commands::link).orElseGet(() -> {
            if (request.headless()) {
                console.say("Offhook runs already for " + directory + ".");
            }
            return commands.show();
        });
        if (request.overrides().isEmpty()) {
            return code;
        }
        console.error(ErrorCode.ALREADY_RUNNING, "not taken: " + named(request.overrides()));
        return code == ExitCode.DONE ? ExitCode.REFUSED : code;
    }

    /** The keys alone: a value may be a secret. */
    private static String named(List<String> overrides) {
        return overrides.stream()
                .map(override -> "--set " + override.split("=", 2)[0])
                .collect(Collectors.joining(", "));
    }

    private static boolean bridgeAppears(Path directory) {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + STARTING.toNanos();
        try {
            while (BridgeFile.read(directory).isEmpty()) {
                if (System.nanoTime() - end > 0 || never.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // ---- commands to the running phone

    private RemoteCommands remote(Optional<Path> data) {
        return new RemoteCommands(directory(data), console);
    }

    @Override
    public int login(Optional<Path> data, String user, Optional<String> extension, Passwords passwords) {
        return remote(data).login(user, extension, passwords);
    }

    @Override
    public int logout(Optional<Path> data) {
        return remote(data).logout();
    }

    @Override
    public int call(Optional<Path> data, String number, Optional<String> account) {
        return remote(data).call(number, account);
    }

    @Override
    public int answer(Optional<Path> data) {
        return remote(data).answer();
    }

    @Override
    public int hangUp(Optional<Path> data) {
        return remote(data).hangUp();
    }

    @Override
    public int reject(Optional<Path> data, String cause) {
        return remote(data).reject(cause);
    }

    @Override
    public int forward(Optional<Path> data, String number) {
        return remote(data).forward(number);
    }

    @Override
    public int hold(Optional<Path> data, boolean hold) {
        return remote(data).hold(hold);
    }

    @Override
    public int swap(Optional<Path> data) {
        return remote(data).swap();
    }

    @Override
    public int join(Optional<Path> data) {
        return remote(data).join();
    }

    @Override
    public int park(Optional<Path> data) {
        return remote(data).park();
    }

    @Override
    public int pickUp(Optional<Path> data, String number, Optional<String> account) {
        return remote(data).pickUp(number, account);
    }

    @Override
    public int redial(Optional<Path> data, boolean missed) {
        return remote(data).redial(missed);
    }

    @Override
    public int voicemail(Optional<Path> data, Optional<String> account) {
        return remote(data).voicemail(account);
    }

    @Override
    public int transfer(Optional<Path> data, Optional<String> number) {
        return number.isPresent()
                ? remote(data).transfer(number.get())
                : remote(data).connectCalls();
    }

    @Override
    public int record(Optional<Path> data, String order) {
        return remote(data).record(order);
    }

    @Override
    public int send(Optional<Path> data, Map<String, String> message) {
        return remote(data).send(message);
    }

    @Override
    public int testAudio(Optional<Path> data, boolean json) {
        return remote(data).testAudio(json);
    }

    @Override
    public int status(Optional<Path> data, boolean json) {
        return remote(data).status(json);
    }

    @Override
    public int demo(Optional<Path> out) {
        return DemoRun.run(out, console, environment);
    }

    @Override
    public int nativeMessaging(Optional<Path> data) {
        NativeHost.run(directory(data), System.in, console.raw());
        return ExitCode.DONE;
    }
}
