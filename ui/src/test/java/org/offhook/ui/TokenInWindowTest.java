package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.user.Password;

/** Keys for programs that use the API. */
class TokenInWindowTest extends AdminFixture {
    @Test
    void aTokensKeyIsShownOnceAndTheTokenDeactivatedForGood() {
        openKind("token");
        dock();
        enter("#admin-token-label", "Web shop");
        dock();
        assertThat(errorAt("#admin-token-user")).isNotEmpty();
        choose("#admin-token-user", "badri");
        enter("#admin-token-host", "shop.example");
        enter("#admin-token-policy", "dial");
        dock();
        String key = text("#admin-once");
        assertThat(key).hasSize(40);
        isShownWhole("#admin-once");
        assertThat(admin.store().passwords).containsEntry("token 2", Password.of(key));
        dock();
        openRow("Web shop");
        assertThat(text(".oh-primary")).isEqualTo("Done");
        second();
        assertThat(text(".oh-admin-question")).startsWith("Whoever uses Web shop will be refused.");
        dock();
        assertThat(stored(admin.store().tokens, 2L).active()).isFalse();
        assertThat(admin.audit()).containsExactly("asha TOKEN ADD 2", "asha TOKEN REMOVE 2");
    }

    /** What is read off the screen cannot be scrolled into sight: it is one text, in as many lines as it needs. */
    private void isShownWhole(String selector) {
        Node area = find(selector);
        Bounds text = area.lookupAll(".text").stream()
                .filter(node -> node instanceof Text drawn && drawn.getText().length() > 1)
                .findFirst()
                .map(node -> node.localToScene(node.getLayoutBounds()))
                .orElseThrow();
        Bounds room = area.localToScene(area.getLayoutBounds());
        assertThat(room.contains(text)).as("%s in %s", text, room).isTrue();
        assertThat(text.getHeight()).as("two lines").isGreaterThan(30);
    }
}
