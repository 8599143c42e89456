package org.offhook.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/** A wrong literal would fail only when its screen opens; here each is resolved and its code point compared. */
class IconNameTest {
    @ParameterizedTest
    @EnumSource(IconName.class)
    void theLiteralExistsAndHasThisCodePoint(IconName icon) {
        Ikon ikon = icon.literal().startsWith("mdral-")
                ? Material2RoundAL.findByDescription(icon.literal())
                : Material2RoundMZ.findByDescription(icon.literal());
        assertThat(icon.character().codePointAt(0)).isEqualTo(ikon.getCode());
    }
}
