package org.offhook.desktop.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.account.Account;
import org.offhook.core.account.Credential;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.secrets.EncryptedFileSecretStore;
import org.offhook.desktop.secrets.SecretStore;
import org.offhook.desktop.settings.Settings;
import org.offhook.desktop.settings.SettingsFile;
import org.offhook.desktop.settings.SettingsReader;
import org.offhook.desktop.stored.StoredAccount.Loaded;

class StoredAccountTest {
    private static final Account ASHA = Account.of(
            "2101", "pbx.example", ServerAddress.of("sip.pbx.example", 5_070), Transport.TCP, Secret.of("tell-nobody"));

    @TempDir
    Path folder;

    private SettingsFile settings;

    @BeforeEach
    void chooseFile() {
        settings = new SettingsFile(folder.resolve("settings.json"));
    }

    private StoredAccount store(Optional<? extends SecretStore> system) {
        return new StoredAccount(settings, new EncryptedFileSecretStore(folder), () -> system, Runnable::run);
    }

    private Settings read() {
        return SettingsReader.read(settings, List.of()).settings();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void comesBackWithItsPasswordFromTheFileWhereThereIsNoKeyStore() {
        assertThat(done(store(Optional.empty()).save(ASHA))).isEmpty();

        assertThat(read().account().secretIn()).isEqualTo(Settings.SecretPlace.FILE);
        assertThat(store(Optional.empty()).load(read().account())).isEqualTo(new Loaded.Found(ASHA));
    }

    @Test
    void leavesThePasswordToTheKeyStoreWhereThereIsOne() throws IOException {
        FakeSecretStore system = new FakeSecretStore();
        assertThat(done(store(Optional.of(system)).save(ASHA))).isEmpty();

        assertThat(system.kept).containsEntry("2101@pbx.example", Secret.of("tell-nobody"));
        assertThat(folder.resolve("secrets")).doesNotExist();
        assertThat(store(Optional.of(system)).load(read().account())).isEqualTo(new Loaded.Found(ASHA));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain("tell-nobody"));
        }
    }

    @Test
    void fallsBackToTheFileWhenTheKeyStoreRefuses() {
        FakeSecretStore locked = new FakeSecretStore();
        locked.failing = true;
        assertThat(done(store(Optional.of(locked)).save(ASHA))).isEmpty();

        assertThat(store(Optional.of(locked)).load(read().account())).isEqualTo(new Loaded.Found(ASHA));
    }

    @Test
    void saysWhichSecretIsMissingWhenTheKeyStoreIsGone() {
        done(store(Optional.of(new FakeSecretStore())).save(ASHA));

        assertThat(store(Optional.empty()).load(read().account()))
                .isInstanceOfSatisfying(
                        Loaded.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo(ErrorCode.SECRET_STORE_FAILED));
    }

    @Test
    void readsCredentialsOfFurtherRealmsAndLeavesOutWhatIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("more"), "desk-7:edge:pass:word\n\nnonsense\nagent:gateway:x\n");
        Settings scripted = SettingsReader.read(
                        settings,
                        List.of(
                                "account.exchange=own",
                                "account.server=pbx.example",
                                "account.extension=2101",
                                "account.credentialsFile=" + file))
                .settings();

        assertThat(store(Optional.empty()).load(scripted.account()))
                .isInstanceOfSatisfying(
                        Loaded.Found.class,
                        found -> assertThat(found.account().credentials())
                                .containsExactly(
                                        new Credential("edge", "desk-7", Secret.of("pass:word")),
                                        new Credential("gateway", "agent", Secret.of("x"))));
    }

    @Test
    void readsThePasswordOfAMachineSetUpByAScriptFromItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "from-file\nnot this\n");
        Settings scripted = SettingsReader.read(
                        settings,
                        List.of(
                                "account.exchange=own",
                                "account.server=pbx.example",
                                "account.extension=2101",
                                "account.passwordFile=" + file))
                .settings();

        assertThat(store(Optional.empty()).load(scripted.account()))
                .isInstanceOfSatisfying(
                        Loaded.Found.class,
                        found -> assertThat(found.account().password()).isEqualTo(Secret.of("from-file")));
    }

    @Test
    void tellsThatNothingCouldBeStored() throws IOException {
        Path occupied = Files.writeString(folder.resolve("occupied"), "");
        StoredAccount store = new StoredAccount(
                new SettingsFile(occupied.resolve("settings.json")),
                new EncryptedFileSecretStore(occupied),
                Optional::empty,
                Runnable::run);

        assertThat(done(store.save(ASHA))).contains(ErrorCode.SECRET_STORE_FAILED);
        assertThat(done(store.savePractice())).contains(ErrorCode.DATA_DIRECTORY_READ_ONLY);
    }

    @Test
    void remembersThatThePracticeExchangeIsUsed() {
        assertThat(done(store(Optional.empty()).savePractice())).isEmpty();

        assertThat(read().account().exchange()).isEqualTo(Settings.Exchange.PRACTICE);
        assertThat(store(Optional.empty()).load(read().account())).isInstanceOf(Loaded.NotSetUp.class);
    }

    private static final class FakeSecretStore implements SecretStore {
        final Map<String, Secret> kept = new HashMap<>();
        boolean failing;

        @Override
        public Optional<Secret> find(String name) {
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public void keep(String name, Secret secret) throws IOException {
            if (failing) {
                throw new IOException("locked");
            }
            kept.put(name, secret);
        }

        @Override
        public void forget(String name) {
            kept.remove(name);
        }
    }
}
