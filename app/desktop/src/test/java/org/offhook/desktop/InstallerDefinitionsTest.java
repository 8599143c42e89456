package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.desktop.commandline.DialLink;
import org.offhook.desktop.commandline.StartRequest;
import org.offhook.desktop.nativemessaging.BrowserStart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What can be known here about the installers of systems that are not here. That they install is for the workflow to show. */
class InstallerDefinitionsTest {
    private static final Path TOP = Path.of("..", "..");
    private static final Path INSTALLER = TOP.resolve("installer");
    private static final Path EXTENSION = TOP.resolve("resources/src/main/resources/org/offhook/resources/extension");

    private static String text(String file) throws IOException {
        return Files.readString(INSTALLER.resolve(file));
    }

    private static Document xml(String file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        try (InputStream in = Files.newInputStream(INSTALLER.resolve(file))) {
            return factory.newDocumentBuilder().parse(in);
        }
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagNameNS("*", name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    // ---- jpackage

    /** This JDK's own jpackage says what it understands here; what the other two systems understand beyond that is listed. */
    @Test
    void everyOptionIsOneOfJpackage() throws Exception {
        Path jpackage = Path.of(System.getProperty("java.home"), "bin", "jpackage");
        assertThat(jpackage).exists();
        Process help = new ProcessBuilder(jpackage.toString(), "--help")
                .redirectErrorStream(true)
                .start();
        String known = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(help.waitFor()).isZero();
        Set<String> understood = new HashSet<>(all("(--[a-z-]+)", known));
        Set<String> macOnly = Set.of("--mac-package-identifier", "--mac-package-name");
        String common = text("common.sh");
        String call = common.substring(common.indexOf("/bin/jpackage\""), common.indexOf("# train_package"))
                .replaceAll("--jlink-options \"[^\"]*\"", "--jlink-options");
        List<String> used = new ArrayList<>(all("(?<=\\s)(--[a-z-]+)", call));
        assertThat(used).contains("--type", "--icon", "--main-jar", "--add-modules");
        assertThat(understood).containsAll(used);
        for (String system : List.of("linux", "windows", "mac")) {
            Matcher line = Pattern.compile("jpackage_image .*").matcher(text(system + "/build"));
            assertThat(line.find()).as(system).isTrue();
            List<String> extra = all("(?<=\\s)(--[a-z-]+)", line.group());
            assertThat(system.equals("mac") ? macOnly : understood).as(system).containsAll(extra);
        }
    }

    @Test
    void everyFileThatABuildNamesIsThere() throws IOException {
        for (String system : List.of("linux", "windows", "mac")) {
            String build = text(system + "/build");
            for (String name : all("\\$here/([A-Za-z0-9._-]+)", build)) {
                assertThat(INSTALLER.resolve(system).resolve(name)).exists();
            }
            for (String name : all("\\$offhook_top/([A-Za-z0-9._/-]+)", build)) {
                assertThat(TOP.resolve(name)).exists();
            }
        }
        for (String name : List.of(
                "linux/build",
                "linux/check",
                "linux/prerm",
                "windows/build",
                "mac/build",
                "mac/check",
                "browsers/register-mac")) {
            assertThat(Files.isExecutable(INSTALLER.resolve(name))).as(name).isTrue();
        }
    }

    @Test
    void everyOptionOfTheJvmIsOneItUnderstands() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        (text("jvm.options") + text("server.options"))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(command::add);
        command.add("-version");
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isZero();
        assertThat(said).doesNotContainIgnoringCase("deprecated").doesNotContainIgnoringCase("unrecognized");
    }

    // ---- the workflow

    @Test
    void theWorkflowRunsWhatIsThere() throws IOException {
        String workflow = Files.readString(TOP.resolve(".github/workflows/installers.yml"));
        assertThat(workflow).doesNotContain("\t");
        List<String> scripts = all("run: (installer/[A-Za-z0-9/._-]+)", workflow);
        assertThat(scripts)
                .contains(
                        "installer/linux/build",
                        "installer/windows/build",
                        "installer/windows/check.ps1",
                        "installer/mac/check");
        for (String script : scripts) {
            assertThat(TOP.resolve(script)).exists();
        }
        assertThat(all("uses: ([^\\s]+)", workflow)).allMatch(action -> action.matches("actions/[a-z-]+@v[0-9]+"));
        // Indentation of a YAML block is even and never jumps; a full reader of YAML is not among our libraries.
        int before = 0;
        for (String line : workflow.lines().filter(one -> !one.isBlank()).toList()) {
            int now = line.length() - line.stripLeading().length();
            assertThat(now % 2).as(line).isZero();
            assertThat(now).as(line).isLessThanOrEqualTo(before + 4);
            before = now;
        }
    }

    // ---- icons

    @Test
    void theWindowsIconIsAContainerOfWholeImages() throws IOException {
        byte[] file = Files.readAllBytes(INSTALLER.resolve("windows/offhook.ico"));
        ByteBuffer ico = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(ico.getShort()).isZero();
        assertThat(ico.getShort()).as("an icon").isEqualTo((short) 1);
        int images = ico.getShort();
        Set<Integer> sizes = new TreeSet<>();
        for (int i = 0; i < images; i++) {
            int entry = 6 + 16 * i;
            int width = Byte.toUnsignedInt(file[entry]);
            sizes.add(width == 0 ? 256 : width);
            long length = Integer.toUnsignedLong(ico.getInt(entry + 8));
            long offset = Integer.toUnsignedLong(ico.getInt(entry + 12));
            assertThat(offset + length).isLessThanOrEqualTo(file.length);
            assertThat(offset).isGreaterThanOrEqualTo(6 + 16L * images);
        }
        assertThat(sizes).contains(16, 32, 48, 256);
    }

    @Test
    void theMacIconIsAContainerOfWholeImages() throws IOException {
        byte[] file = Files.readAllBytes(INSTALLER.resolve("mac/offhook.icns"));
        ByteBuffer icns = ByteBuffer.wrap(file);
        assertThat(type(icns)).isEqualTo("icns");
        assertThat(icns.getInt()).isEqualTo(file.length);
        int images = 0;
        while (icns.hasRemaining()) {
            assertThat(type(icns)).matches("[ -~]{4}");
            int length = icns.getInt();
            assertThat(length).isBetween(9, icns.remaining() + 8);
            icns.position(icns.position() + length - 8);
            images++;
        }
        assertThat(images).isGreaterThanOrEqualTo(3);
    }

    private static String type(ByteBuffer from) {
        byte[] four = new byte[4];
        from.get(four);
        return new String(four, StandardCharsets.US_ASCII);
    }

    // ---- Windows

    @Test
    void theUpgradeCodeAndEveryComponentHaveAGuidOfTheirOwn() throws Exception {
        Document wxs = xml("windows/offhook.wxs");
        List<String> guids = new ArrayList<>();
        guids.add(elements(wxs, "Package").getFirst().getAttribute("UpgradeCode"));
        elements(wxs, "Component").forEach(component -> guids.add(component.getAttribute("Guid")));
        assertThat(guids).hasSizeGreaterThan(3).doesNotHaveDuplicates();
        for (String guid : guids) {
            assertThat(UUID.fromString(guid).toString()).isEqualTo(guid);
        }
        assertThat(guids.getFirst()).as("changing it breaks updates").isEqualTo("96ddd7a9-9d00-4da7-8563-1f7c11413650");
    }

    /** A launcher without a console can neither be waited for nor read. */
    @Test
    void whatIsTypedOnWindowsAndWhatBrowsersStartIsAProgramWithAConsole() throws IOException {
        String build = text("windows/build");
        assertThat(build)
                .contains(
                        "win-console=true",
                        "--add-launcher \"offhook-cli=",
                        "browser_hosts '..\\\\..\\\\offhook-cli.exe'");
        assertThat(text("windows/check.ps1")).contains("& $cli demo").doesNotContain("& $exe");
        assertThat(text("common.sh")).as("each launcher has the cache").contains("\"$app\"/offhook*.cfg");
    }

    @Test
    void linksOnWindowsArriveAsOneQuotedArgument() throws Exception {
        Document wxs = xml("windows/offhook.wxs");
        List<Element> values = elements(wxs, "RegistryValue");
        List<String> commands = values.stream()
                .filter(value -> value.getAttribute("Key").endsWith("shell\\open\\command"))
                .map(value -> value.getAttribute("Value"))
                .toList();
        assertThat(commands).containsExactly("\"[INSTALLFOLDER]offhook.exe\" \"%1\"");
        assertThat(values.stream()
                        .filter(value -> value.getAttribute("Key").equals("URLAssociations"))
                        .map(value -> value.getAttribute("Name")))
                .containsExactlyInAnyOrder("tel", "callto", "sip");
    }

    /** Whatever a link has in it, the program takes it for a number or refuses it; it never becomes an option or a command. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:1\" --data \"C:\\x",
                "tel:--headless",
                "callto:$(reboot)",
                "sip:`id`@pbx",
                "tel:1;rm -rf /",
                "tel:1\n--set x=y"
            })
    void aHostileLinkIsALinkAndNothingElse(String link) {
        var request = StartRequest.plain(new String[] {link});
        assertThat(request).isPresent();
        assertThat(request.get().link()).contains(link);
        assertThat(request.get().overrides()).isEmpty();
        assertThat(request.get().data()).isEmpty();
        assertThat(request.get().headless()).isFalse();
        DialLink.number(link).map(DialableNumber::read).ifPresent(reading -> {
            if (reading instanceof NumberReading.Dialable(DialableNumber number)) {
                assertThat(DialRules.PLAIN.dialled(number, "")).matches("[+]?[0-9*#]{2,18}");
            }
        });
    }

    // ---- Linux and macOS

    @Test
    void linksOnLinuxAreOneFieldOfTheDesktopEntry() throws IOException {
        List<String> entry = text("linux/offhook.desktop").lines().toList();
        // The Desktop Entry Specification: %u is one argument; quoted or within another word it is undefined.
        assertThat(entry).contains("Exec=/usr/bin/offhook %u");
        assertThat(entry).contains("MimeType=x-scheme-handler/tel;x-scheme-handler/callto;x-scheme-handler/sip;");
    }

    @Test
    void linksOnMacAndTheMicrophoneAreDeclared() throws Exception {
        String build = text("mac/build");
        assertThat(build).contains("for scheme in tel callto sip; do").contains("NSMicrophoneUsageDescription");
        assertThat(elements(xml("mac/entitlements.plist"), "key"))
                .extracting(Element::getTextContent)
                .contains("com.apple.security.cs.allow-jit", "com.apple.security.device.audio-input");
    }

    // ---- the browsers

    /** Chromium: the first 16 bytes of the key's SHA-256, each half byte a letter from a to p. */
    private static String idOf(String key) throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(key));
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            id.append((char) ('a' + (hash[i] >> 4 & 0xF))).append((char) ('a' + (hash[i] & 0xF)));
        }
        return id.toString();
    }

    @Test
    void theHostsAllowTheExtensionAndNobodyElse() throws Exception {
        ObjectMapper json = new ObjectMapper();
        JsonNode extension = json.readTree(EXTENSION.resolve("manifest.json").toFile());
        JsonNode chromium =
                json.readTree(INSTALLER.resolve("browsers/chromium.json").toFile());
        JsonNode firefox =
                json.readTree(INSTALLER.resolve("browsers/firefox.json").toFile());
        assertThat(chromium.path("allowed_origins").toString())
                .isEqualTo("[\"chrome-extension://" + idOf(extension.path("key").asText()) + "/\"]");
        assertThat(firefox.path("allowed_extensions").toString())
                .isEqualTo("[\""
                        + extension.at("/browser_specific_settings/gecko/id").asText() + "\"]");
        for (JsonNode host : List.of(chromium, firefox)) {
            assertThat(host.path("name").asText()).isEqualTo(BrowserStart.HOST);
            assertThat(host.path("type").asText()).isEqualTo("stdio");
        }
        assertThat(extension.path("permissions").toString()).isEqualTo("[\"nativeMessaging\"]");
        assertThat(extension.has("host_permissions")).isFalse();
        assertThat(Files.readString(EXTENSION.resolve("background.js"))).contains("'" + BrowserStart.HOST + "'");
    }

    @Test
    void everyFileOfTheExtensionIsPutIntoIt(@TempDir Path folder) throws Exception {
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        ". installer/common.sh && browser_extension \"$1\" && browser_hosts '..\\\\..\\\\offhook.exe' \"$1/hosts\"",
                        "bash",
                        folder.toString())
                .directory(TOP.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
        Stream.of(manifest.at("/content_scripts/0/js"), manifest.at("/background/scripts"), manifest.path("icons"))
                .flatMap(node -> Stream.iterate(node.elements(), java.util.Iterator::hasNext, i -> i)
                        .map(java.util.Iterator::next))
                .forEach(name -> assertThat(folder.resolve(name.asText())).exists());
        JsonNode host = new ObjectMapper()
                .readTree(folder.resolve("hosts/firefox/org.offhook.phone.json").toFile());
        assertThat(host.path("path").asText()).isEqualTo("..\\..\\offhook.exe");
    }
}
