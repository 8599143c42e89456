package org.offhook.ui.pairing;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PairingScope;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.PairingView;
import org.offhook.ui.text.Words;

/** Shown for the oldest request. Nothing has the focus and nothing is the default; Allow is inert for its first second. */
public final class PairingPage implements Page {
    private final WindowContext context;
    private final Words words;
    private final VBox root = new VBox();
    private final Label origin = Parts.leftToRight(Parts.paragraph("", "oh-title"));
    private final Label wants = Parts.paragraph("", "oh-text");
    private final Label asker = Parts.paragraph("", "oh-caption");
    private final Label warning = Parts.paragraph("", "oh-error-text");
    private final Label code = Parts.leftToRight(Parts.label("", "oh-pairing-code"));
    private final VBox codeCard;
    private final Map<PairingScope, CheckBox> scopes = new EnumMap<>(PairingScope.class);
    private String shownRequest = "";

    public PairingPage(WindowContext context) {
        this.context = context;
        this.words = context.words();
        var lines = new VBox(origin, wants, asker);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        var who = new HBox(new Icon(IconName.SHIELD, "oh-shield"), lines);
        who.getStyleClass().add("oh-pairing-who");
        who.setAlignment(Pos.TOP_LEFT);
        warning.setGraphic(new Icon(IconName.ERROR, "oh-error-icon"));
        codeCard = new VBox(Parts.label(words.of("pairing.code"), "oh-caption"), code);
        codeCard.getStyleClass().addAll("oh-card", "oh-code-card");
        codeCard.setAlignment(Pos.CENTER);
        var may = new VBox(Parts.label(words.of("pairing.may"), "oh-section"));
        may.getStyleClass().add("oh-scopes");
        for (PairingScope scope : PairingScope.values()) {
            may.getChildren().add(box(scope));
        }
        var slack = new Region();
        VBox.setVgrow(slack, Priority.ALWAYS);
        root.getStyleClass().addAll("oh-page", "oh-pairing-page");
        root.getChildren()
                .addAll(
                        who,
                        warning,
                        codeCard,
                        may,
                        slack,
                        Parts.paragraph(words.of("pairing.takeBack"), "oh-caption"));
    }

    private CheckBox box(PairingScope scope) {
        String text = words.of("pairing.scope.", scope);
        String second = words.of("pairing.scope." + scope.name() + ".second");
        var box = new CheckBox();
        box.getStyleClass().add("oh-check");
        box.setId("scope-" + scope.name().toLowerCase(java.util.Locale.ROOT));
        box.setAccessibleText(text);
        box.setAccessibleHelp(second);
        var lines = new VBox(Parts.label(text, "oh-strong"), Parts.label(second, "oh-caption"));
        lines.getStyleClass().add("oh-choice-lines");
        box.setGraphic(lines);
        scopes.put(scope, box);
        return box;
    }

    @Override
    public String helpTopic() {
        return "pairing";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public String title() {
        return words.of("pairing.title");
    }

    @Override
    public boolean canGoBack() {
        return false;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        if (snapshot.pairingRequests().isEmpty()) {
            return;
        }
        PairingRequest request = snapshot.pairingRequests().getFirst();
        if (request.id().equals(shownRequest)) {
            return;
        }
        shownRequest = request.id();
        PairingView view = PairingView.of(request, words);
        origin.setText(view.origin());
        wants.setText(view.wants());
        Parts.pseudo(wants, "insecure", !request.secure());
        asker.setText(view.asker());
        warning.setText(view.warning());
        Parts.present(warning, !view.warning().isEmpty());
        code.setText(view.code());
        Parts.present(codeCard, !view.code().isEmpty());
        scopes.forEach((scope, box) -> {
            boolean asked = request.asked().contains(scope);
            box.setSelected(asked);
            Parts.present(box, asked);
        });
    }

    @Override
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        boolean any = scopes.values().stream().anyMatch(CheckBox::isSelected);
        DockView allow = any
                ? DockView.of(Meaning.ANSWER_PAIRING, IconName.CHECK, words.of("pairing.allow"))
                : DockView.off(Meaning.ANSWER_PAIRING, IconName.CHECK, words.of("pairing.allow"), "");
        return allow.withSecond(words.of("pairing.refuse")).about(shownRequest);
    }

    @Override
    public void pressDock() {
        Set<PairingScope> granted = EnumSet.noneOf(PairingScope.class);
        scopes.forEach((scope, box) -> {
            if (box.isSelected()) {
                granted.add(scope);
            }
        });
        if (!granted.isEmpty()) {
            context.door().ask(new AgentCommand.AnswerPairing(shownRequest, Set.copyOf(granted)));
        }
    }

    @Override
    public void pressSecond() {
        context.door().ask(new AgentCommand.AnswerPairing(shownRequest, Set.of()));
    }
}
