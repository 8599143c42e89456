package org.offhook.desktop.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** If the rehearsal stopped half-way, the first click would be slow and nobody would know why. */
class DressRehearsalTest {
    @Test
    void connectsAndEndsEveryCallItDials() {
        DressRehearsal rehearsal = new DressRehearsal();

        int complete = rehearsal.play(12, 0);

        assertThat(rehearsal.invites()).isEqualTo(12);
        assertThat(complete).isEqualTo(12);
    }
}
