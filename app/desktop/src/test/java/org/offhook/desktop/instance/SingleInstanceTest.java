package org.offhook.desktop.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.account.Secret;
import org.offhook.desktop.instance.SingleInstance.Attempt;

class SingleInstanceTest {
    @TempDir
    Path folder;

    @Test
    void theSecondFindsTheFolderTakenUntilTheFirstLeaves() throws IOException {
        Attempt first = SingleInstance.of(folder);
        assertThat(first).isInstanceOf(Attempt.Alone.class);
        assertThat(SingleInstance.of(folder)).isInstanceOf(Attempt.Taken.class);

        if (first instanceof Attempt.Alone(SingleInstance instance)) {
            instance.close();
        }
        Attempt third = SingleInstance.of(folder);
        assertThat(third).isInstanceOf(Attempt.Alone.class);
        if (third instanceof Attempt.Alone(SingleInstance instance)) {
            instance.close();
        }
    }

    @Test
    void aFolderThatCannotBeLockedIsUnknownNotTaken() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(SingleInstance.of(file)).isInstanceOf(Attempt.Unknown.class);
    }

    @Test
    void theBridgeFileTellsPortAndTokenToItsOwnerOnly() throws IOException {
        var address = new BridgeFile.Address(
                47_801, Secret.of("t0ken"), ProcessHandle.current().pid());
        BridgeFile.write(folder, address);

        assertThat(BridgeFile.read(folder)).contains(address);
        Path file = folder.resolve("bridge.json");
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }

        BridgeFile.remove(folder);
        assertThat(BridgeFile.read(folder)).isEmpty();
    }

    @Test
    void theBridgeFileOfAPhoneThatWasKilledCountsAsNone() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process gone = new ProcessBuilder(java, "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        gone.waitFor();
        BridgeFile.write(folder, new BridgeFile.Address(47_801, Secret.of("t0ken"), gone.pid()));

        assertThat(BridgeFile.read(folder))
                .as("another program may have the port, and would be told a password")
                .isEmpty();
    }

    @Test
    void aDamagedBridgeFileCountsAsNone() throws IOException {
        for (String content : new String[] {
            "", "[]", "{\"port\":", "{\"port\":0,\"token\":\"x\"}", "{\"port\":5}", "{\"port\":{},\"token\":[]}"
        }) {
            Files.writeString(folder.resolve("bridge.json"), content);
            assertThat(BridgeFile.read(folder)).as(content).isEmpty();
        }
    }
}
