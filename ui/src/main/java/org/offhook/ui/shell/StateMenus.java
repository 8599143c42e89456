package org.offhook.ui.shell;

import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.AgentView;
import org.offhook.agent.PauseCode;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.IconName;
import org.offhook.ui.model.StateBarModel;
import org.offhook.ui.text.Words;

/** The menus of the state bar: reasons to pause, log out, and what comes after the call. Built when opened, of what is true then. */
final class StateMenus {
    private final WindowContext context;
    private final Words words;
    private final StateBarModel model;

    StateMenus(WindowContext context, StateBarModel model) {
        this.context = context;
        this.words = context.words();
        this.model = model;
    }

    /** Behind glyph and words: reasons with a check at the present one, and Log out. */
    ContextMenu state(AgentSnapshot snapshot) {
        ContextMenu menu = reasons(snapshot);
        boolean ready = snapshot.agent().state() == AgentState.READY;
        if (ready && menu.getItems().isEmpty()) {
            menu.getItems().add(item(words.of("state.button.pause"), false, new AgentCommand.Pause(Optional.empty())));
        }
        if (!menu.getItems().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        MenuItem logOut = item(words.of("state.menu.logOut"), false, new AgentCommand.LogOut());
        logOut.setGraphic(new Icon(IconName.LOG_OUT));
        menu.getItems().add(logOut);
        return menu;
    }

    /** The reasons alone. */
    ContextMenu reasons(AgentSnapshot snapshot) {
        var menu = new ContextMenu();
        menu.getStyleClass().add("oh-menu");
        AgentView agent = snapshot.agent();
        for (PauseCode code : snapshot.pauseCodes()) {
            boolean present = agent.state() == AgentState.PAUSED && code.code().equals(agent.reason());
            menu.getItems().add(item(code.label(), present, new AgentCommand.Pause(Optional.of(code.code()))));
        }
        return menu;
    }

    /** Behind After call: Ready, Paused with each reason, Log out; a check at the choice. */
    ContextMenu afterCall(AgentSnapshot snapshot) {
        var menu = new ContextMenu();
        menu.getStyleClass().add("oh-menu");
        AgentView agent = snapshot.agent();
        menu.getItems().add(next(words.of("state.menu.ready"), agent, AgentState.READY, Optional.empty()));
        if (snapshot.pauseCodes().isEmpty()) {
            menu.getItems().add(next(words.of("state.menu.paused"), agent, AgentState.PAUSED, Optional.empty()));
        }
        for (PauseCode code : snapshot.pauseCodes()) {
            String text = words.of("state.menu.pausedFor", model.reason(snapshot, code.code()));
            menu.getItems().add(next(text, agent, AgentState.PAUSED, Optional.of(code.code())));
        }
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().add(next(words.of("state.menu.logOutAfter"), agent, AgentState.LOGGED_OUT, Optional.empty()));
        return menu;
    }

    private MenuItem next(String text, AgentView agent, AgentState state, Optional<String> reason) {
        boolean chosen = agent.next().equals(Optional.of(state))
                && (reason.isEmpty() || agent.nextReason().equals(reason));
        return item(text, chosen, new AgentCommand.ChooseNextState(state, reason));
    }

    private MenuItem item(String text, boolean checked, AgentCommand command) {
        var item = new MenuItem(text);
        if (checked) {
            item.setGraphic(new Icon(IconName.CHECK));
        }
        item.setOnAction(event -> context.door().ask(command));
        return item;
    }
}
