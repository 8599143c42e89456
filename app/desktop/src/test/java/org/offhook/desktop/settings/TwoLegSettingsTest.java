package org.offhook.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoLegSettingsTest {
    @TempDir
    Path folder;

    private DataDirectory directory;

    @BeforeEach
    void open() {
        directory = DataDirectory.open(folder.resolve("data"));
    }

    private SettingsReader.Result read(String... overrides) {
        return SettingsReader.read(new SettingsFile(folder.resolve("settings.json")), List.of(overrides));
    }

    @Test
    void theFoldersAreInTheDataDirectoryUnlessNamed() {
        TwoLegSettings usual = read().settings().twoLeg();
        assertThat(usual.announcementsOf(directory)).isEqualTo(folder.resolve("data/announcements"));
        assertThat(usual.recordingsOf(directory)).isEqualTo(folder.resolve("data/recordings"));
    }

    @Test
    void aNamedFolderIsTakenAsItIsAndARelativeOneIsInsideTheDataDirectory() {
        Path shared = folder.resolve("shared");
        TwoLegSettings named = read("twoLeg.announcements=" + shared, "twoLeg.recordings=calls/kept")
                .settings()
                .twoLeg();
        assertThat(named.announcementsOf(directory)).isEqualTo(shared);
        assertThat(named.recordingsOf(directory)).isEqualTo(folder.resolve("data/calls/kept"));
    }

    @Test
    void whatIsNoFolderIsRefusedAndTheUsualOneCounts() {
        SettingsReader.Result result = read("twoLeg.announcements=a\0b", "twoLeg.recordings=../elsewhere");
        assertThat(result.overrideFaults())
                .extracting(SettingFault::detail)
                .containsExactlyInAnyOrder(
                        "twoLeg.announcements must be the path of a folder",
                        "twoLeg.recordings must be the path of a folder");
        assertThat(result.settings().twoLeg().announcementsOf(directory))
                .isEqualTo(folder.resolve("data/announcements"));
    }
}
