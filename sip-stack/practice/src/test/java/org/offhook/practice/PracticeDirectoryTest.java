package org.offhook.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.offhook.practice.farend.FarEndScript;
import org.offhook.practice.farend.FarEndScript.Answers;
import org.offhook.practice.farend.FarEndScript.Refuses;
import org.offhook.practice.sound.Sound;

class PracticeDirectoryTest {
    @Test
    void theManualListsEveryNumberWithItsOwnWords() throws Exception {
        String manual = Files.readString(Path.of("../../docs/practice.md"));
        for (PracticeNumber entry : PracticeDirectory.numbers()) {
            assertThat(manual).contains("| " + entry.number() + " | " + entry.title() + " | " + entry.what() + " |");
        }
    }

    @Test
    void everyListedNumberIsListedOnceAndHasAScriptOfItsOwn() {
        assertThat(PracticeDirectory.numbers().stream().map(PracticeNumber::number))
                .doesNotHaveDuplicates();
        assertThat(PracticeDirectory.numbers().stream()
                        .map(entry -> PracticeDirectory.script(entry.number(), PracticeSettings.USUAL)))
                .doesNotHaveDuplicates();
    }

    @Test
    void theToneThatAnEntryNamesIsTheOneThatItPlays() {
        for (PracticeNumber entry : PracticeDirectory.numbers()) {
            int played = switch (PracticeDirectory.script(entry.number(), PracticeSettings.USUAL)) {
                case Answers(var ringing, var time, Sound.Speech(int mark), var acts) -> mark;
                case Answers(var ringing, var time, Sound.Tone(int hertz), var acts) -> hertz;
                case FarEndScript other -> 0;
            };
            assertThat(entry.toneHertz()).as(entry.number()).isEqualTo(played);
        }
    }

    @Test
    void fullNumbersAreCustomersAndShortOnesAreNobody() {
        for (String customer : new String[] {"+17275550142", "7275551212", "0049301234567", "12345"}) {
            assertThat(PracticeDirectory.script(customer, PracticeSettings.USUAL))
                    .isInstanceOf(Answers.class);
        }
        for (String nobody : new String[] {"1", "777", "9999", "nobody", ""}) {
            assertThat(PracticeDirectory.script(nobody, PracticeSettings.USUAL))
                    .isInstanceOfSatisfying(
                            Refuses.class,
                            refuses -> assertThat(refuses.status()).isEqualTo(404));
        }
    }
}
