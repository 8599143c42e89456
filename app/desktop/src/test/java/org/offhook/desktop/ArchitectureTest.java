package org.offhook.desktop;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house's arrows and bans. A rule that hinders is changed together with an ADR that says why. */
class ArchitectureTest {
    private static final Path TOP = Path.of("../..");
    private static final String OURS = "org.offhook..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("testkit")) // of test scope everywhere
            .withImportOption(
                    location -> !location.contains("-tests.jar")) // a room's tests, packaged for others' tests
            .importPackages("org.offhook");

    /** What a room may know of ours, besides itself and resources. */
    private record Arrow(String room, List<String> mayKnow, String because) {}

    private static final List<Arrow> ARROWS = List.of(
            new Arrow("core", List.of(), "the machines are pure: they run without network, sound, disk or screen"),
            new Arrow("rtp", List.of(), "packets and buffers go in and out; whoever tests them needs nothing else"),
            new Arrow("sip", List.of("core"), "the tamed stack serves any user agent and knows of no particular one"),
            new Arrow(
                    "signalling", List.of("sip", "core"), "it fills core's port; who listens is none of its business"),
            new Arrow(
                    "practice",
                    List.of("sip", "core", "rtp", "media"),
                    "it is a far end: it may use our wire formats but never the phone's own decisions"),
            new Arrow("media", List.of("rtp", "core"), "it moves sound for any call that core's plan describes"),
            new Arrow("audio", List.of("core", "rtp", "media"), "devices fill a port and know nothing of calls"),
            new Arrow("agent", List.of("core", "campaign"), "the desk decides without knowing who asks or shows"),
            new Arrow("campaign", List.of(), "leads and users are facts about the trade, not about telephones"),
            new Arrow("store", List.of("campaign"), "SQL fills campaign's ports and decides nothing"),
            new Arrow("bridge", List.of("agent", "campaign", "core"), "a CRM comes through the same door as a button"),
            new Arrow("ui", List.of("agent", "campaign", "core"), "the window shows snapshots and submits commands"));

    @TestFactory
    Stream<DynamicTest> everyRoomKnowsOnlyTheRoomsItsArrowsPointTo() {
        return ARROWS.stream()
                .map(arrow -> DynamicTest.dynamicTest(arrow.room(), () -> {
                    List<String> allowed = Stream.concat(Stream.of(arrow.room(), "resources"), arrow.mayKnow().stream())
                            .map(room -> "org.offhook." + room + "..")
                            .toList();
                    noClasses()
                            .that()
                            .resideInAPackage("org.offhook." + arrow.room() + "..")
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(OURS)
                                    .and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
                            .because(arrow.because())
                            .allowEmptyShould(true)
                            .check(MAIN);
                }));
    }

    @Test
    void noTwoPackagesKnowEachOther() {
        slices().matching("org.offhook.(**)")
                .should()
                .beFreeOfCycles()
                .because("a package in a cycle can neither be read nor tested by itself")
                .check(MAIN);
    }

    @Test
    void coreAndRtpNeedNothingButTheLanguage() {
        classes()
                .that()
                .resideInAnyPackage("org.offhook.core..", "org.offhook.rtp..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("org.offhook..", "java..", "javax.crypto..", "org.jspecify.annotations..")
                                .or(primitive())
                                .or(resideInAnyPackage(
                                        "io.github.jaredmdobson.concentus..", "org.jitsi..", "org.bouncycastle..")))
                .because("pure machines have no library to wait for, to patch or to be surprised by")
                .check(MAIN);
    }

    @Test
    void theLibrariesOfRtpAreEachBehindOnePackageAndWorkOnBuffersOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.offhook.rtp.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.jaredmdobson.concentus..")
                .because("whoever speaks Opus need not know who wrote it")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.offhook.rtp.srtp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jitsi..")
                .because("what encrypts is chosen, silenced and bounded in one place")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.offhook.rtp.dtls..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle.tls..")
                .because("whose certificate is believed is decided in one place")
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> primitive() {
        return DescribedPredicate.describe(
                "primitive",
                type -> type.isPrimitive() || type.getBaseComponentType().isPrimitive());
    }

    @Test
    void jainSipStaysBelowCore() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.offhook.sip..", "org.offhook.signalling..", "org.offhook.practice..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.sip..")
                .because("the phone speaks of calls and registrations; the stack can be replaced")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.offhook.sip..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("gov.nist..")
                .because("the implementation's faults are guarded in one room, so they must not be reachable from"
                        + " others")
                .check(MAIN);
    }

    @Test
    void onlyTheWindowAndTheMainClassKnowJavaFx() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.offhook.ui..")
                .and()
                .haveNameNotMatching("org\\.offhook\\.desktop\\.WindowLaunch(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "com.sun.javafx..", "org.controlsfx..", "org.kordamp..")
                .because("the phone works without a window; --headless loads none of it")
                .check(MAIN);
    }

    @Test
    void onlyAudioKnowsTheSoundNatives() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.offhook.audio..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.onvoid..", "javax.sound..", "org.hid4java..")
                .because("natives can hang or crash; one room probes and bounds them")
                .check(MAIN);
    }

    @Test
    void onlyTheBridgeKnowsTheWebServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.offhook.bridge..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "jakarta.servlet..")
                .because("Host, Origin and limits are checked in one place; a second listener would miss them")
                .check(MAIN);
    }

    @Test
    void onlyTheStoreKnowsSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.offhook.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.jdbi..",
                        "org.flywaydb..",
                        "com.zaxxer..",
                        "org.sqlite..",
                        "org.postgresql..")
                .because("whoever holds a connection holds up the others, and an SQLException tells callers nothing"
                        + " they can use")
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.offhook.store.credential..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle.crypto.generators..")
                .because("passwords are hashed in one place, at one cost, as many at once as memory allows")
                .check(MAIN);
    }

    @Test
    void onlyTheDesktopKnowsCommandLineAndKeyStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.offhook.desktop..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "com.github.javakeyring..")
                .because("where settings and secrets come from is the program's business, not the phone's")
                .check(MAIN);
    }

    @Test
    void nothingPrintsButTheCommandLine() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.offhook.desktop.commandline.Console")
                .and()
                .resideOutsideOfPackage("org.offhook.desktop.log..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because(
                        "what is not meant for a person at a terminal belongs to the log, which is bounded and guarded")
                .check(MAIN);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.\\w*(Manager|Helper|Utils?|Impl)(\\$\\w+)*")
                .because("such a name fits everything, so everything ends up in it")
                .check(MAIN);
    }

    @Test
    void everyPackageSaysItsPurpose() throws IOException {
        List<Path> silent;
        try (Stream<Path> files = Files.walk(TOP)) {
            silent = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(ArchitectureTest::isMainSource)
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();
        }
        assertThat(silent).as("folders without package-info.java").isEmpty();
    }

    @Test
    void nobodySleepsInMainOrTests() throws IOException {
        assertThat(sourcesMatching(Pattern.compile("Thread\\s*\\.\\s*sleep\\s*\\(|TimeUnit\\.\\w+\\.sleep\\(")))
                .as("wait on what is awaited, with a deadline; a sleep is too long on one machine and too short on"
                        + " another")
                .isEmpty();
    }

    @Test
    void filesStayShortEnoughToBeRead() throws IOException {
        TreeMap<String, Long> tooLong = new TreeMap<>();
        for (Path file : sources()) {
            try (Stream<String> lines = Files.lines(file)) {
                long count = lines.count();
                if (count > 520) {
                    tooLong.put(TOP.relativize(file).toString(), count);
                }
            }
        }
        assertThat(tooLong).as("files past about 400 lines want splitting").isEmpty();
    }

    private static List<String> sourcesMatching(Pattern pattern) throws IOException {
        List<String> found = new java.util.ArrayList<>();
        for (Path file : sources()) {
            if (!file.endsWith("ArchitectureTest.java")
                    && pattern.matcher(Files.readString(file)).find()) {
                found.add(TOP.relativize(file).toString());
            }
        }
        return found;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(TOP)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static boolean isMainSource(Path file) {
        String path = file.toString();
        return path.contains("/src/main/java/") && !path.contains("/target/");
    }
}
