package org.offhook.desktop.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingScope;
import org.offhook.core.error.ErrorCode;

class StoredPairingsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final PairedOrigin CRM =
            new PairedOrigin("https://crm.example", Set.of(PairingScope.READ, PairingScope.DIAL), NOW, false);
    private static final PairedOrigin OTHER =
            new PairedOrigin("https://a.example:8443", Set.of(PairingScope.READ), NOW, false);

    @TempDir
    Path folder;

    @Test
    void rememberTheirScopesUntilRevoked() {
        StoredPairings store = new StoredPairings(folder.resolve("pairings.json"), Runnable::run);
        assertThat(store.load()).isEmpty();

        assertThat(store.save(CRM).toCompletableFuture().join()).isEmpty();
        assertThat(store.save(OTHER).toCompletableFuture().join()).isEmpty();
        assertThat(new StoredPairings(folder.resolve("pairings.json"), Runnable::run).load())
                .containsExactly(OTHER, CRM);

        assertThat(store.remove(CRM.origin()).toCompletableFuture().join()).isEmpty();
        assertThat(store.load()).containsExactly(OTHER);
    }

    @Test
    void aNewAnswerReplacesTheOldScopes() {
        StoredPairings store = new StoredPairings(folder.resolve("pairings.json"), Runnable::run);
        store.save(CRM);
        PairedOrigin narrower = new PairedOrigin(CRM.origin(), Set.of(PairingScope.READ), NOW, false);
        store.save(narrower);

        assertThat(store.load()).containsExactly(narrower);
    }

    @Test
    void aDamagedFilePairsNobody() throws IOException {
        Path path = folder.resolve("pairings.json");
        for (String content : List.of(
                "",
                "{}",
                "[{}]",
                "[{\"origin\":\"https://x\",\"scopes\":[\"EVERYTHING\"]}]",
                "[{\"since\":\"today\"}]")) {
            Files.writeString(path, content);
            assertThat(new StoredPairings(path, Runnable::run).load())
                    .as(content)
                    .isEmpty();
        }
    }

    @Test
    void aDamagedFileIsPutAsideAndNotWrittenOver() throws IOException {
        Path path = Files.writeString(folder.resolve("pairings.json"), "[{\"origin\":\"https://x.example\"");
        StoredPairings store = new StoredPairings(path, Runnable::run);

        assertThat(store.save(CRM).toCompletableFuture().join()).isEmpty();
        assertThat(store.load()).containsExactly(CRM);
        assertThat(folder.resolve("pairings.json.damaged")).content().contains("https://x.example");
    }

    @Test
    void sayThatTheyCouldNotBeStored() throws IOException {
        Path occupied = Files.writeString(folder.resolve("occupied"), "");
        StoredPairings store = new StoredPairings(occupied.resolve("pairings.json"), Runnable::run);

        assertThat(store.save(CRM).toCompletableFuture().join()).contains(ErrorCode.PAIRING_NOT_STORED);
    }

    @Test
    void theAdministratorsListNamesOriginsAndScopes() {
        ApprovedOrigins.Read read = ApprovedOrigins.read(
                List.of(
                        "https://crm.example",
                        "http://crm.local:8080=read+state",
                        "https://crm.example/page=READ",
                        "crm.example",
                        "*",
                        "https://x.example=FLY"),
                NOW);

        assertThat(read.approved())
                .containsExactly(
                        new PairedOrigin("https://crm.example", Set.of(PairingScope.values()), NOW, true),
                        new PairedOrigin(
                                "http://crm.local:8080", Set.of(PairingScope.READ, PairingScope.STATE), NOW, true));
        assertThat(read.faulty()).hasSize(4);
    }
}
