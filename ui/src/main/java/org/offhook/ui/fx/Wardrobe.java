package org.offhook.ui.fx;

import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
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
    private static final List<String> SHEETS =
            List.of("base", "frame", "dial", "call", "forms", "lists", "work", "admin", "small", "motion");
    private static boolean fontsLoaded;

    private Wardrobe() {}

    /** Which font there is on a system: Windows and macOS bring one, elsewhere ours is used. */
    public static String fontOf(String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return "font-windows";
        }
        return os.startsWith("mac") ? "font-mac" : "font-linux";
    }

    /** Names of the stylesheets of a theme that is worn, each going before those after it. */
    public static List<String> sheets(Theme worn, String font) {
        var sheets = new ArrayList<String>(SHEETS.size() + 3);
        sheets.add("theme-" + worn.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        sheets.addAll(SHEETS);
        if (worn == Theme.HIGH_CONTRAST) {
            sheets.add("contrast");
        }
        sheets.add(font);
        return List.copyOf(sheets);
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
        String font = fontOf(System.getProperty("os.name", ""));
        loadFonts(font);
        List<String> sheets =
                sheets(worn(theme), font).stream().map(Wardrobe::sheet).toList();
        if (!scene.getStylesheets().equals(sheets)) {
            scene.getStylesheets().setAll(sheets);
        }
        Parent root = scene.getRoot();
        if (!root.getStyleClass().contains("oh-root")) {
            root.getStyleClass().add("oh-root");
        }
        Parts.pseudo(root, "mirrored", scene.getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT);
        root.setStyle("-fx-font-size: " + BASE_FONT_PIXELS * scalePercent / 100 + "px;");
    }

    private static String sheet(String name) {
        URL found = Wardrobe.class.getResource(CSS + name + ".css");
        return Objects.requireNonNull(found, name).toExternalForm();
    }

    /** Windows and macOS bring a font of their own; elsewhere ours is used, so that digits are tabular and weights exist. */
    private static void loadFonts(String font) {
        if (fontsLoaded) {
            return;
        }
        fontsLoaded = true;
        load(ICON_FONT);
        if (font.equals("font-linux")) {
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
