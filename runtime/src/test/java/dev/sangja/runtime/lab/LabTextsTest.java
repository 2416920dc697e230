package dev.sangja.runtime.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.docker.ClientLanguage;
import org.junit.jupiter.api.Test;

class LabTextsTest {
    @Test
    void saysTheSameInBothLanguages() {
        assertThat(new LabTexts(ClientLanguage.KOREAN).keys()).isEqualTo(new LabTexts(ClientLanguage.ENGLISH).keys());
    }

    @Test
    void writesNumbersWithoutALocalesOwnSigns() {
        assertThat(new LabTexts(ClientLanguage.ENGLISH).text("more", 12_345)).isEqualTo("and 12345 more");
        assertThat(new LabTexts(ClientLanguage.KOREAN).text("sum.wasted", 3, "22MB", "20MB", 90, 1))
                .isEqualTo("레이어 3개에 22MB가 들어 있고, 그 가운데 20MB(90%)는 뒤의 레이어가 가린 파일 1개가 낭비합니다.");
    }
}
