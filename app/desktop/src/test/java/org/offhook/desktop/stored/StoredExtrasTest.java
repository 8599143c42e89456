package org.offhook.desktop.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Reach;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.OpusBand;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.FeatureCodes.PickUpBy;
import org.offhook.desktop.secrets.EncryptedFileSecretStore;
import org.offhook.desktop.settings.Settings;
import org.offhook.desktop.settings.SettingsFile;
import org.offhook.desktop.settings.SettingsReader;
import org.offhook.desktop.stored.StoredAccount.Loaded;

/** Accounts beside the main one, in the settings and the secret store. */
class StoredExtrasTest {
    private static final ExtraAccount BRANCH = new ExtraAccount(
            new AccountId("branch"),
            new Account(
                    "2201",
                    "branch.example",
                    ServerAddress.of("2001:db8::7", 5_071),
                    Transport.TLS,
                    "desk;7,50%",
                    Secret.of("tell-nobody"),
                    "Asha, second line",
                    Duration.ofMinutes(5),
                    new Reach(
                            Optional.of(ServerAddress.of("edge.example", 5_061)),
                            List.of(ServerAddress.of("b1.example"), ServerAddress.of("b2.example", 5_062))),
                    List.of()),
            MediaTerms.WIDE
                    .withCodecs(Codec.PCMA, Codec.OPUS)
                    .withEncryption(Encryption.DTLS_MANDATORY)
                    .withIce(true),
            true,
            new FeatureCodes(Optional.of("*97"), Optional.of("800"), "**", PickUpBy.CODE));
    private static final ExtraAccount SHOP = new ExtraAccount(
            new AccountId("shop"),
            Account.of("2201", "branch.example", ServerAddress.of("branch.example"), Transport.UDP, Secret.of("own")),
            MediaTerms.WIDE);

    @TempDir
    Path folder;

    private Path path;
    private SettingsFile settings;

    @BeforeEach
    void chooseFile() {
        path = folder.resolve("settings.json");
        settings = new SettingsFile(path);
    }

    private StoredAccount store() {
        return new StoredAccount(settings, new EncryptedFileSecretStore(folder), Optional::empty, Runnable::run);
    }

    private SettingsReader.Result read() {
        return SettingsReader.read(settings, List.of());
    }

    private List<ExtraAccount> loaded(List<AccountId> missing) {
        return store().loadExtras(read().settings().further(), missing::add);
    }

    private List<ExtraAccount> loaded() {
        List<AccountId> missing = new ArrayList<>();
        List<ExtraAccount> found = loaded(missing);
        assertThat(missing).isEmpty();
        return found;
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void comesBackWithAllThatBelongsToIt() throws IOException {
        assertThat(done(store().saveExtra(BRANCH))).isEmpty();

        assertThat(read().fileFaults()).isEmpty();
        assertThat(loaded()).containsExactly(BRANCH);
        assertThat(Files.readString(path)).doesNotContain("tell-nobody");
    }

    /** A file of the time when there was one account: it is the main one now, with its password, and nothing of the file is lost. */
    @Test
    void keepsTheOneAccountOfAnOldFileAsTheMainOne() throws IOException {
        Account asha = Account.of(
                "2101", "pbx.example", ServerAddress.of("pbx.example"), Transport.TCP, Secret.of("phone-secret"));
        done(store().save(asha));
        String old = Files.readString(path)
                .replaceFirst("\\{", "{\"kept\": {\"for\": \"another version\"}, \"call\": {\"lines\": 3},");
        Files.writeString(path, old);
        assertThat(old).doesNotContain("further");

        assertThat(store().load(read().settings().account())).isEqualTo(new Loaded.Found(asha));
        assertThat(loaded()).isEmpty();

        done(store().saveExtra(BRANCH));
        Settings now = read().settings();
        assertThat(store().load(now.account())).isEqualTo(new Loaded.Found(asha));
        assertThat(now.call().lines()).isEqualTo(3);
        assertThat(Files.readString(path)).contains("another version");
        assertThat(loaded()).containsExactly(BRANCH);
    }

    @Test
    void keepsThePlaceOfAChangedOneAndTheOthersAsTheyAre() {
        done(store().saveExtra(BRANCH));
        done(store().saveExtra(SHOP));
        ExtraAccount changed = new ExtraAccount(BRANCH.id(), BRANCH.account(), MediaTerms.WIDE);
        done(store().saveExtra(changed));

        assertThat(loaded()).containsExactly(changed, SHOP);
    }

    @Test
    void forgetsARemovedOneWithItsPasswordAndNobodyElses() throws IOException {
        done(store().saveExtra(BRANCH));
        done(store().saveExtra(SHOP));
        assertThat(done(store().removeExtra(BRANCH.id()))).isEmpty();

        assertThat(loaded()).containsExactly(SHOP);
        assertThat(new EncryptedFileSecretStore(folder).find("branch:2201@branch.example"))
                .isEmpty();
    }

    @Test
    void leavesOutWhatItCannotReadAndWritesItBackAsItWas() throws IOException {
        Files.writeString(path, """
            {"version": 1, "accounts": {"further": [
              "moon=nobody",
              "branch=2201@branch.example;colour=blue",
              "shop=2301@shop.example;transport=TCP;codecs=pcma+opus;opus=full;encryption=mandatory"]}}
            """);

        assertThat(read().fileFaults())
                .extracting(fault -> fault.detail())
                .anyMatch(detail -> detail.startsWith("accounts.further, entry 1"))
                .anyMatch(detail -> detail.startsWith("accounts.further, entry 2"));
        assertThat(loaded()).singleElement().satisfies(shop -> {
            assertThat(shop.id().name()).isEqualTo("shop");
            assertThat(shop.terms().codecs()).containsExactly(Codec.PCMA, Codec.OPUS);
            assertThat(shop.terms().encryption()).isEqualTo(Encryption.MANDATORY);
            assertThat(shop.terms().opusBand()).isEqualTo(OpusBand.FULL);
        });

        done(store().saveExtra(SHOP));
        assertThat(Files.readString(path)).contains("moon=nobody", "colour=blue");
    }

    @Test
    void saysWhosePasswordIsMissing() throws IOException {
        Files.writeString(
                path,
                "{\"accounts\": {\"further\": [\"branch=2201@branch.example;secret=file\","
                        + " \"shop=2301@shop.example\"]}}");
        List<AccountId> missing = new ArrayList<>();

        assertThat(loaded(missing)).extracting(extra -> extra.id().name()).containsExactly("shop");
        assertThat(missing).containsExactly(new AccountId("branch"));
    }

    @Test
    void readsThePasswordOfAMachineSetUpByAScriptFromItsFile() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "from-file\n");
        Settings scripted = SettingsReader.read(
                        settings, List.of("accounts.further=branch=2201@branch.example;passwordFile=" + password))
                .settings();

        assertThat(store().loadExtras(scripted.further(), _ -> {}))
                .singleElement()
                .satisfies(extra -> assertThat(extra.account().password()).isEqualTo(Secret.of("from-file")));
    }
}
