package org.offhook.desktop.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The addresses under which exchanges may hold the phone, from one start to the next. */
class StoredContactsTest {
    private static final String ACCOUNT = "sip:1001@pbx.example UDP pbx.example";

    @TempDir
    private Path folder;

    private StoredContacts start() {
        return StoredContacts.load(folder.resolve("contacts.json"), Runnable::run);
    }

    @Test
    void keepsThemUntilTheyAreGone() throws Exception {
        start().keep(ACCOUNT, List.of("sip:1001@192.0.2.10:5060", "sip:1001@192.0.2.10:40000"));
        StoredContacts next = start();
        assertThat(next.kept(ACCOUNT)).containsExactly("sip:1001@192.0.2.10:5060", "sip:1001@192.0.2.10:40000");
        assertThat(next.kept("sip:1002@pbx.example UDP pbx.example")).isEmpty();
        next.keep(ACCOUNT, List.of());
        assertThat(start().kept(ACCOUNT)).isEmpty();
        assertThat(Files.readString(folder.resolve("contacts.json"))).doesNotContain("1001");
    }

    @Test
    void forgetsTheEldestOfManyAccounts() {
        StoredContacts contacts = start();
        for (int account = 0; account < 40; account++) {
            contacts.keep("account " + account, List.of("sip:x@192.0.2.10"));
        }
        assertThat(start().kept("account 7")).isEmpty();
        assertThat(start().kept("account 8")).isNotEmpty();
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws Exception {
        for (String damage : List.of("", "{", "[]", "{\"a\":1}", "{\"a\":[1]}")) {
            Files.writeString(folder.resolve("contacts.json"), damage);
            assertThat(start().kept("a")).as(damage).isEmpty();
        }
    }

    @Test
    void whereNothingCanBeWrittenItGoesOnForThisRun() {
        StoredContacts contacts = StoredContacts.load(folder.resolve("none").resolve("contacts.json"), Runnable::run);
        contacts.keep(ACCOUNT, List.of("sip:1001@192.0.2.10"));
        assertThat(contacts.kept(ACCOUNT)).hasSize(1);
    }
}
