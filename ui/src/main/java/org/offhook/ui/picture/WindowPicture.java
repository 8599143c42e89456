package org.offhook.ui.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;

/** Takes a picture of a scene as it is drawn now. Works on a display, on Xvfb and on the Headless platform. */
public final class WindowPicture {
    private WindowPicture() {}

    /** As {@link #save(Scene, Path, double)} with one pixel a logical pixel. */
    public static CompletionStage<Path> save(Scene scene, Path file) {
        return save(scene, file, 1);
    }

    /**
     * Draws {@code scene} and writes it as a PNG file; any thread. Drawing happens on the JavaFX thread, compressing and writing on
     * the common pool.
     *
     * @param file written or replaced; its directory must exist
     * @param pixelsPerUnit 1 for the window's own size, 2 for twice as sharp
     * @return completes with {@code file}, or with {@link UncheckedIOException}
     */
    public static CompletionStage<Path> save(Scene scene, Path file, double pixelsPerUnit) {
        var drawn = new CompletableFuture<WritableImage>();
        Runnable draw = () -> {
            try {
                drawn.complete(draw(scene, pixelsPerUnit));
            } catch (RuntimeException e) {
                drawn.completeExceptionally(e);
            }
        };
        if (Platform.isFxApplicationThread()) {
            draw.run();
        } else {
            Platform.runLater(draw);
        }
        return drawn.thenApplyAsync(image -> {
            write(image, file);
            return file;
        });
    }

    /** Draws {@code scene} now; JavaFX thread only. */
    public static WritableImage draw(Scene scene, double pixelsPerUnit) {
        var parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(pixelsPerUnit, pixelsPerUnit));
        parameters.setFill(scene.getFill());
        return scene.getRoot().snapshot(parameters, null);
    }

    private static void write(WritableImage image, Path file) {
        int width = (int) Math.ceil(image.getWidth());
        int height = (int) Math.ceil(image.getHeight());
        int[] argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        try {
            PngFile.write(file, argb, width, height);
        } catch (IOException e) {
            throw new CompletionException(new UncheckedIOException(e));
        }
    }
}
