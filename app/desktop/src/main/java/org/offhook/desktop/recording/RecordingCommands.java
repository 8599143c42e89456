package org.offhook.desktop.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.desktop.settings.DurableFile;
import org.offhook.media.record.RecordingFault;
import org.offhook.media.record.RecordingKey;
import org.offhook.media.record.SealedRecording;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done with recordings when nobody calls. */
public final class RecordingCommands {
    private RecordingCommands() {}

    /**
     * @param keys of the data directory, with a file in the place of the stored key where one is given
     */
    public static CommandLine of(Console console, Function<Optional<Path>, RecordingKeys> keys) {
        return new CommandLine(new Group())
                .addSubcommand(new Decrypt(console, keys))
                .addSubcommand(new Key(console, keys));
    }

    @Command(
            name = "recordings",
            description = "Recordings that are sealed: open them, and keep their key.",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            usageHelpAutoWidth = true,
            synopsisSubcommandLabel = "COMMAND")
    private static final class Group {}

    @Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
    private abstract static class Verb implements Callable<Integer> {
        private final Console console;
        private final Function<Optional<Path>, RecordingKeys> keys;

        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                description = "Its first line is the key; otherwise recording.keyFile or the stored one.")
        private Optional<Path> keyFile = Optional.empty();

        Verb(Console console, Function<Optional<Path>, RecordingKeys> keys) {
            this.console = console;
            this.keys = keys;
        }

        abstract String run(RecordingKeys keysOfThis) throws IOException;

        final Console console() {
            return console;
        }

        @Override
        public Integer call() {
            try {
                console.say(run(keys.apply(keyFile)));
                return ExitCode.DONE;
            } catch (RecordingFault fault) {
                console.error(fault.error(), String.valueOf(fault.getMessage()));
            } catch (NoSuchFileException e) {
                console.error(ErrorCode.FILE_UNUSABLE, "there is no " + e.getFile());
            } catch (FileAlreadyExistsException e) {
                console.error(ErrorCode.FILE_UNUSABLE, e.getFile() + " is there already");
            } catch (IOException e) {
                console.error(ErrorCode.FILE_UNUSABLE, String.valueOf(e.getMessage()));
            }
            return ExitCode.REFUSED;
        }
    }

    @Command(
            name = "decrypt",
            description = {
                "Write what is in a sealed recording to a file that can be played.",
                "What a killed phone left is opened as far as it goes, and said to be incomplete."
            })
    private static final class Decrypt extends Verb {
        @Parameters(index = "0", paramLabel = "FILE", description = "NAME.wav.sealed or NAME.opus.sealed.")
        private Path file = Path.of("");

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "OUT",
                description = "Must not be there yet; otherwise the name without .sealed, in the same folder.")
        private Optional<Path> out = Optional.empty();

        Decrypt(Console console, Function<Optional<Path>, RecordingKeys> keys) {
            super(console, keys);
        }

        @Override
        String run(RecordingKeys keys) throws IOException {
            Optional<String> extension = SealedRecording.extension(file);
            RecordingKey key = keys.find()
                    .orElseThrow(() -> new RecordingFault(ErrorCode.RECORDING_KEY_MISSING, "there is no key here"));
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.sealed$", "");
            String open = extension
                    .filter(inside -> !name.endsWith('.' + inside))
                    .map(inside -> name + '.' + inside)
                    .orElse(name);
            Path into = out.orElse(file.resolveSibling(open));
            SealedRecording.Opened opened = SealedRecording.open(file, key, into);
            if (!opened.complete()) {
                console().warn("its end is missing: the phone was ended while it recorded, or the file was cut off");
            }
            return "The recording was written to " + into;
        }
    }

    @Command(
            name = "key",
            description = {
                "Write the key of recordings to a file, to keep it elsewhere or for recording.keyFile of other phones.",
                "Makes a new one where there is none. Whoever has it can listen to every recording."
            })
    private static final class Key extends Verb {
        @Parameters(paramLabel = "FILE", description = "Must not be there yet.")
        private Path file = Path.of("");

        Key(Console console, Function<Optional<Path>, RecordingKeys> keys) {
            super(console, keys);
        }

        @Override
        String run(RecordingKeys keys) throws IOException {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            String text = keys.findOrMake().hex() + "\n";
            DurableFile.replace(file, text.getBytes(StandardCharsets.US_ASCII));
            return "The key was written to " + file;
        }
    }
}
