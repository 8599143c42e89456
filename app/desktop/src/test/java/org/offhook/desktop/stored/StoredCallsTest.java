package org.offhook.desktop.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.LoggedCall;
import org.offhook.campaign.log.LoggedQuality;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.CallDirection;

class StoredCallsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("calls.json");
    }

    private StoredCalls store() {
        return new StoredCalls(file, Runnable::run);
    }

    private static LoggedCall call(int number) {
        return new LoggedCall(
                new CallId("s-" + number),
                number % 2 == 0 ? CallDirection.OUTGOING : CallDirection.INCOMING,
                new CallParty("7275550" + number, "Tom \"T\" Ünal"),
                Instant.parse("2026-11-21T08:00:00.123Z").plusSeconds(number),
                Duration.ofMillis(61_500),
                new CallEnd(CallEnd.Cause.BUSY, CallEnd.Side.FAR_END, 486, Optional.of(ErrorCode.NO_RESPONSE)),
                number % 2 == 0
                        ? Optional.of(new LoggedQuality(4.3, 91.25, 0.5, 6, -1, 0.125, "opus", "DTLS"))
                        : Optional.empty(),
                number % 3 == 0 ? new AccountId("branch") : AccountId.MAIN);
    }

    @Test
    void callsComeBackAfterARestartNewestFirst() {
        StoredCalls before = store();
        assertThat(before.load()).isEqualTo(new StoredCalls.Loaded(List.of(), Optional.empty()));
        assertThat(before.append(call(1)).toCompletableFuture().join()).isEmpty();
        assertThat(before.append(call(2)).toCompletableFuture().join()).isEmpty();

        StoredCalls after = store();
        assertThat(after.load().calls()).containsExactly(call(2), call(1));
        after.append(call(3));
        assertThat(store().load().calls()).containsExactly(call(3), call(2), call(1));
    }

    @Test
    void theFileIsItsOwnersAndKeepsTheNewest200() throws IOException {
        StoredCalls store = store();
        for (int i = 0; i < StoredCalls.MOST + 5; i++) {
            store.append(call(i));
        }
        List<LoggedCall> calls = store().load().calls();
        assertThat(calls).hasSize(StoredCalls.MOST);
        assertThat(calls.getFirst()).isEqualTo(call(StoredCalls.MOST + 4));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFolderThatIsNoFolderIsNotAlsoADamagedLog() throws IOException {
        Path occupied = Files.writeString(folder.resolve("occupied"), "");

        assertThat(new StoredCalls(occupied.resolve("calls.json"), Runnable::run).load())
                .isEqualTo(new StoredCalls.Loaded(List.of(), Optional.empty()));
    }

    @Test
    void aDamagedFileIsSaidAndPutAside() throws IOException {
        for (String content :
                List.of("", "{}", "[{}]", "[1]", "[{\"id\":\"x\"", "[{\"id\":\"x\",\"direction\":\"UP\"}]")) {
            Files.writeString(file, content);
            assertThat(store().load())
                    .as(content)
                    .isEqualTo(new StoredCalls.Loaded(List.of(), Optional.of(ErrorCode.LOG_UNREADABLE)));
            assertThat(Files.readString(folder.resolve("calls.json.damaged"))).isEqualTo(content);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void whatCannotBeWrittenIsATypedErrorAndComesAlongWithTheNextCall() throws IOException {
        Path missing = folder.resolve("missing");
        StoredCalls store = new StoredCalls(missing.resolve("calls.json"), Runnable::run);
        assertThat(store.append(call(1)).toCompletableFuture().join()).contains(ErrorCode.DATA_DIRECTORY_READ_ONLY);
        Files.createDirectory(missing);
        assertThat(store.append(call(2)).toCompletableFuture().join()).isEmpty();
        assertThat(new StoredCalls(missing.resolve("calls.json"), Runnable::run)
                        .load()
                        .calls())
                .containsExactly(call(2), call(1));
    }
}
