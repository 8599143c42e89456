package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** When {@code ./offhook} builds again: for a change of anything that the program is made of, and for nothing else. */
class CurrentImageTest {
    private static final Path TOP = Path.of("..", "..");
    private static final FileTime BEFORE = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final FileTime BUILT = FileTime.from(Instant.parse("2026-01-02T00:00:00Z"));
    private static final FileTime AFTER = FileTime.from(Instant.parse("2026-01-03T00:00:00Z"));

    /** A tree with the rooms of this one and one file in each; with a blank in its path. */
    @TempDir
    Path folder;

    private Path tree = Path.of("");

    @BeforeEach
    void build() throws IOException {
        tree = folder.resolve("a clone");
        file(".ci/lib/say.sh", Files.readString(TOP.resolve(".ci/lib/say.sh")));
        file(".ci/lib/image.sh", Files.readString(TOP.resolve(".ci/lib/image.sh")));
        file("pom.xml", "");
        file("installer/jvm.options", "");
        file("installer/PlainJars.java", "");
        file("jdk/release", "");
        for (String room : rooms().keySet()) {
            file(room + "/pom.xml", "");
            file(room + "/src/main/java/A.java", "");
            file(room + "/src/test/java/ATest.java", "");
        }
        file("app/desktop/target/image/jdk", tree.resolve("jdk") + "\nasked=\n");
        file("app/desktop/target/image/stamp", "");
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.setLastModifiedTime(each, BEFORE);
            }
        }
        Files.setLastModifiedTime(tree.resolve("app/desktop/target/image/stamp"), BUILT);
    }

    private void file(String name, String text) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What a script in the tree says that has the parts which look after the image. */
    private String said(String script) throws Exception {
        Process bash = new ProcessBuilder(
                        "bash", "-euc", "offhook_top=$PWD; . .ci/lib/say.sh; . .ci/lib/image.sh; " + script)
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(bash.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
            String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(bash.exitValue()).as(said).isZero();
            return said;
        } finally {
            bash.destroyForcibly();
        }
    }

    private boolean isCurrent() throws Exception {
        String said = said("if image_is_current; then echo current; fi");
        assertThat(said).isIn("", "current");
        return said.equals("current");
    }

    private boolean isCurrentAfterAChangeOf(String name) throws Exception {
        Path file = tree.resolve(name);
        Files.setLastModifiedTime(file, AFTER);
        boolean current = isCurrent();
        Files.setLastModifiedTime(file, BEFORE);
        return current;
    }

    @Test
    void aChangeOfWhatIsInTheImageBuildsItAndAChangeBesideItDoesNot() throws Exception {
        assertThat(isCurrent()).isTrue();
        Map<String, Element> rooms = rooms();
        Set<String> inImage = inImage(rooms);
        assertThat(inImage).contains("app/desktop", "sip-stack/practice", "ui", "resources");
        Set<String> beside = new TreeSet<>(rooms.keySet());
        beside.removeAll(inImage);
        beside.removeAll(Set.of("app", "sip-stack")); // what their rooms inherit
        assertThat(beside).contains("app/bench", "sip-stack/testkit");
        for (String room : inImage) {
            assertThat(isCurrentAfterAChangeOf(room + "/pom.xml")).as(room).isFalse();
            assertThat(isCurrentAfterAChangeOf(room + "/src/main/java/A.java"))
                    .as(room)
                    .isFalse();
            assertThat(isCurrentAfterAChangeOf(room + "/src/main/java"))
                    .as("a file was deleted in %s", room)
                    .isFalse();
            assertThat(isCurrentAfterAChangeOf(room + "/src/test/java/ATest.java"))
                    .as(room)
                    .isTrue();
        }
        for (String room : beside) {
            assertThat(isCurrentAfterAChangeOf(room + "/pom.xml")).as(room).isTrue();
            assertThat(isCurrentAfterAChangeOf(room + "/src/main/java/A.java"))
                    .as(room)
                    .isTrue();
        }
        for (String shared : List.of(
                "pom.xml",
                "app/pom.xml",
                "sip-stack/pom.xml",
                "installer/jvm.options",
                "installer/PlainJars.java",
                "jdk/release")) {
            assertThat(isCurrentAfterAChangeOf(shared)).as(shared).isFalse();
        }
    }

    @Test
    void aRoomThatIsNewAndAnotherJdkThatIsAskedForBuildIt() throws Exception {
        file("app/new/pom.xml", "");
        assertThat(isCurrent()).isFalse();
        Files.delete(tree.resolve("app/new/pom.xml"));
        assertThat(isCurrent()).isTrue();
        file("app/desktop/target/image/jdk", tree.resolve("jdk") + "\nasked=/another\n");
        assertThat(isCurrent()).isFalse();
        file("app/desktop/target/image/jdk", tree.resolve("gone") + "\nasked=\n");
        assertThat(isCurrent()).as("its JDK was removed").isFalse();
    }

    @Test
    void whatCannotBeWrittenIsSaidAndNotWaitedFor() throws Exception {
        file("in the way", "");
        assertThat(said("if lock \"$PWD/in the way/image.lock\"; then echo locked; fi"))
                .isEqualTo("offhook: " + tree.toRealPath().resolve("in the way") + " cannot be written.");
        file("app/desktop/target/image.lock/pid", "1");
        assertThat(said("build_image")).as("a current image needs no lock").isEmpty();
    }

    /** This tree's rooms by their folders, with their poms. */
    private static Map<String, Element> rooms() throws IOException {
        Map<String, Element> rooms = new TreeMap<>();
        Path whole = TOP.resolve("pom.xml");
        try (Stream<Path> files = Files.find(TOP, 3, (file, _) -> file.endsWith("pom.xml") && !file.equals(whole))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                rooms.put(
                        TOP.relativize(file).toString().replace('\\', '/').replaceFirst("/pom\\.xml$", ""),
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(file.toFile())
                                .getDocumentElement());
            }
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
            throw new IOException(e);
        }
        return rooms;
    }

    /** The rooms whose jars the program is started with, by what each needs at run time. */
    private static Set<String> inImage(Map<String, Element> rooms) {
        Map<String, String> folders = new TreeMap<>();
        rooms.forEach((folder, pom) -> folders.put(child(pom, "artifactId"), folder));
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of("offhook-desktop"));
        while (!open.isEmpty()) {
            String folder = folders.get(open.pop());
            if (folder != null && found.add(folder)) {
                NodeList needed =
                        java.util.Objects.requireNonNull(rooms.get(folder)).getElementsByTagName("dependency");
                for (int i = 0; i < needed.getLength(); i++) {
                    Element each = (Element) needed.item(i);
                    if (child(each, "groupId").equals("org.offhook")
                            && !child(each, "scope").equals("test")) {
                        open.push(child(each, "artifactId"));
                    }
                }
            }
        }
        return found;
    }

    private static String child(Element of, String name) {
        for (org.w3c.dom.Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent();
            }
        }
        return "";
    }
}
