package org.offhook.desktop.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.account.Secret;

class EncryptedFileSecretStoreTest {
    @TempDir
    Path folder;

    @Test
    void givesBackWhatItWasGivenAlsoToTheNextProcess() throws IOException {
        new EncryptedFileSecretStore(folder).keep("2101@pbx.example", Secret.of("pässword"));
        new EncryptedFileSecretStore(folder).keep("2102@pbx.example", Secret.of("other"));

        SecretStore next = new EncryptedFileSecretStore(folder);
        assertThat(next.find("2101@pbx.example")).contains(Secret.of("pässword"));
        assertThat(next.find("2102@pbx.example")).contains(Secret.of("other"));
        assertThat(next.find("2103@pbx.example")).isEmpty();

        next.forget("2101@pbx.example");
        assertThat(next.find("2101@pbx.example")).isEmpty();
        assertThat(next.find("2102@pbx.example")).isPresent();
    }

    @Test
    void writesNeitherPasswordNorAccountInPlain() throws IOException {
        new EncryptedFileSecretStore(folder).keep("2101@pbx.example", Secret.of("tell-nobody"));

        for (String name : List.of("secrets", "secrets.key")) {
            Path file = folder.resolve(name);
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("tell-nobody")
                    .doesNotContain("2101");
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void sealsTheSamePasswordDifferentlyEachTime() throws IOException {
        SecretStore store = new EncryptedFileSecretStore(folder);
        store.keep("a", Secret.of("same"));
        String first = Files.readString(folder.resolve("secrets"));
        store.keep("a", Secret.of("same"));

        assertThat(Files.readString(folder.resolve("secrets"))).isNotEqualTo(first);
    }

    @Test
    void refusesAnEntryThatWasMovedToAnotherName() throws IOException {
        SecretStore store = new EncryptedFileSecretStore(folder);
        store.keep("a", Secret.of("for a"));
        store.keep("b", Secret.of("for b"));
        Path file = folder.resolve("secrets");
        List<String> lines = Files.readAllLines(file);
        Files.write(
                file,
                List.of(
                        lines.get(0).split(" ")[0] + " " + lines.get(1).split(" ")[1],
                        lines.get(1).split(" ")[0] + " " + lines.get(0).split(" ")[1]));

        assertThatThrownBy(() -> store.find("a")).isInstanceOf(IOException.class);
    }

    @Test
    void failsWithAnIoExceptionWhenKeyOrFileIsDamaged() throws IOException {
        SecretStore store = new EncryptedFileSecretStore(folder);
        store.keep("a", Secret.of("x"));

        Files.write(folder.resolve("secrets.key"), new byte[5]);
        assertThatThrownBy(() -> store.find("a")).isInstanceOf(IOException.class);

        Files.writeString(folder.resolve("secrets"), "*** ***\n");
        assertThatThrownBy(() -> store.find("a")).isInstanceOf(IOException.class);
    }
}
