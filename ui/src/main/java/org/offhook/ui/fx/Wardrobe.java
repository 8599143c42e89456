package org.offhook.ui.fx;

import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import org.offhook.ui.look.Theme;

/** Dresses scenes: fonts once, then the stylesheet of a theme and the size of everything. */
public final class Wardrobe {
    /** All sizes in the stylesheet are in em of this. */
    public static final double BASE_FONT_PIXELS = 13;

    private static final String CSS = "/org/offhook/resources/css/";
    private static final String ICON_FONT = "/META-INF/resources/material2/20200820/fonts/MaterialIcons-Round.ttf";
    private static final List<String> TEXT_FONTS = List.of(
            "/org/offhook/resources/fonts/NotoSans-Regular.ttf", "/org/offhook/resources/fonts/NotoSans-SemiBold.ttf");
    private static boolean fontsLoaded;

    private Wardrobe() {}

    /** Style class of the root that chooses the font family: one a system, because JavaFX takes no list of families. */
    public static String systemClass(String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return "os-windows";
        }
        return os.startsWith("mac") ? "os-mac" : "os-linux";
    }

    /** The theme that is really worn: what the system says where it was left to it. */
    public static Theme worn(Theme chosen) {
        if (chosen != Theme.SYSTEM) {
            return chosen;
        }
        return Platform.getPreferences().getColorScheme() == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT;
    }

    /** Dresses {@code scene} in {@code theme} at {@code scalePercent}. */
    public static void dress(Scene scene, Theme theme, int scalePercent) {
        String systemClass = systemClass(System.getProperty("os.name", ""));
        loadFonts(systemClass);
        Theme worn = worn(theme);
        String file = worn.name().toLowerCase(Locale.ROOT).replace('_', '-');
        List<String> sheets = List.of(sheet("theme-" + file), sheet("offhook"));
        if (!scene.getStylesheets().equals(sheets)) {
            scene.getStylesheets().setAll(sheets);
        }
        Parent root = scene.getRoot();
        if (!root.getStyleClass().contains(systemClass)) {
            root.getStyleClass().addAll("oh-root", systemClass);
        }
        Parts.pseudo(root, "high-contrast", worn == Theme.HIGH_CONTRAST);
        root.setStyle("-fx-font-size: " + BASE_FONT_PIXELS * scalePercent / 100 + "px;");
    }

    private static String sheet(String name) {
        URL compiled = Wardrobe.class.getResource(CSS + name + ".bss");
        URL found = compiled == null ? Wardrobe.class.getResource(CSS + name + ".css") : compiled;
        return Objects.requireNonNull(found, name).toExternalForm();
    }

    /** Windows and macOS bring a font of their own; elsewhere ours is used, so that digits are tabular and weights exist. */
    private static void loadFonts(String systemClass) {
        if (fontsLoaded) {
            return;
        }
        fontsLoaded = true;
        load(ICON_FONT);
        if (systemClass.equals("os-linux")) {
            TEXT_FONTS.forEach(Wardrobe::load);
        }
    }

    private static void load(String resource) {
        try (InputStream in = Wardrobe.class.getResourceAsStream(resource)) {
            if (in == null || Font.loadFont(in, BASE_FONT_PIXELS) == null) {
                System.getLogger(Wardrobe.class.getName())
                        .log(System.Logger.Level.WARNING, "font not loaded: {0}", resource);
            }
        } catch (java.io.IOException e) {
            System.getLogger(Wardrobe.class.getName())
                    .log(System.Logger.Level.WARNING, "font not loaded: " + resource, e);
        }
    }
}
