package dev.sangja.web.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {
    private static final Pattern ADDRESS = Pattern.compile("url\\(\"?([^\")]+)\"?\\)");

    private final Assets assets = Assets.load();

    @Test
    void findsItsOwnFilesUnderTheirVersion() {
        Asset style = assets.find(assets.own("css/tokens.css")).orElseThrow();
        assertThat(style.contentType()).isEqualTo("text/css; charset=utf-8");
        assertThat(style.immutable()).isTrue();
        assertThat(new String(style.content(), StandardCharsets.UTF_8)).contains("--paper");
    }

    @Test
    void servesAnOlderPageItsFilesWithoutPromisingThatTheyStay() {
        assertThat(assets.find("/assets/0123456789abcdef/css/tokens.css"))
                .hasValueSatisfying(asset -> assertThat(asset.immutable()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "terminal", "terminal.style", "terminal.fit", "font"})
    void findsThirdPartyFiles(String name) {
        assertThat(assets.find(assets.vendor(name))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/0/../../../etc/passwd",
                "/assets/0/css/../assets.properties",
                "/assets/0/assets.properties",
                "/vendor/pretendard-1.3.9/../../assets.properties",
                "/vendor/../public/assets.properties",
                "/public/css/base.css",
                "/dev/sangja/web/asset/Assets.class",
                "/vendor/.stamp",
            })
    void findsNothingElse(String path) {
        assertThat(assets.find(path)).isEmpty();
    }

    @Test
    void everyFontOfTheStylesIsThereAndNothingLeavesTheHost() {
        for (String name : assets.names()) {
            String text = new String(assets.find(assets.own(name)).orElseThrow().content(), StandardCharsets.UTF_8);
            if (name.endsWith(".css")) {
                Matcher address = ADDRESS.matcher(text);
                while (address.find()) {
                    assertThat(assets.find(address.group(1)))
                            .as(address.group(1))
                            .isPresent();
                }
            }
            assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                    .as(name)
                    .doesNotContainPattern("https?://(?!127\\.0\\.0\\.1)[a-z]");
        }
    }
}
