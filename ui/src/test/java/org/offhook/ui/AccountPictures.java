package org.offhook.ui;

import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import org.offhook.core.account.AccountId;
import org.offhook.ui.ScreenPictures.Screen;

/** Pictures of a phone with more than one account. */
final class AccountPictures {
    private AccountPictures() {}

    static void addTo(Map<String, Screen> screens) {
        ScreenPictures.add(screens, "25-accounts-dial", both().queue(), scene -> ScreenPictures.number(scene, "305"));
        ScreenPictures.add(screens, "25b-accounts", three(), AccountPictures::page);
        ScreenPictures.add(screens, "25c-account-new", both(), scene -> open(scene, "#account-add"));
        ScreenPictures.add(screens, "25d-account-change", both(), scene -> open(scene, "#account-branch"));
        ScreenPictures.add(screens, "25e-account-remove", both(), scene -> {
            open(scene, "#account-branch");
            ScreenPictures.fire(scene, "#account-remove");
        });
        ScreenPictures.add(
                screens,
                "25f-accounts-incoming",
                both().call(FurtherAccount.over(new AccountId("branch"), SampleCalls.incoming("i1"))),
                scene -> {});
        screens.put("25g-accounts-narrow", new Screen(three(), 280, 600, scene -> {}));
        screens.put("25h-accounts-smallest", new Screen(both(), 280, 420, scene -> {}));
        ScreenPictures.add(
                screens, "25i-accounts-call", Situation.onCall().beside(FurtherAccount.on("branch")), scene -> {});
    }

    private static Situation both() {
        return Situation.paused().beside(FurtherAccount.on("branch"));
    }

    private static Situation three() {
        return Situation.paused().beside(FurtherAccount.on("branch"), FurtherAccount.off("shop"));
    }

    private static void page(Scene scene) {
        ScreenPictures.key(scene, KeyCode.COMMA);
        ScreenPictures.settle(scene);
        ScreenPictures.fire(scene, "#topic-account");
        ScreenPictures.settle(scene);
    }

    private static void open(Scene scene, String selector) {
        page(scene);
        ScreenPictures.fire(scene, selector);
        ScreenPictures.settle(scene);
    }
}
