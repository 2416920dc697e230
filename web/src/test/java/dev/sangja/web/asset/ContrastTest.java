package dev.sangja.web.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contrast of every colour against every ground, by the formula of WCAG 2.2. */
class ContrastTest {
    private static final Pattern TOKEN =
            Pattern.compile("--([a-z0-9-]+): light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)");
    private static final List<String> GROUNDS = List.of("paper", "slip", "tint");

    /** Drawn, not read: three to one is enough, and none for pure decoration. */
    private static final List<String> DRAWN = List.of("edge", "pool-blue", "pool-green");

    private static final List<String> DECORATION = List.of("rule");

    static Stream<String> colours() {
        return tokens().keySet().stream().filter(name -> !GROUNDS.contains(name) && !DECORATION.contains(name));
    }

    @ParameterizedTest
    @MethodSource("colours")
    void standsOutFromEveryGroundInLightAndInDark(String name) {
        double least = DRAWN.contains(name) ? 3 : 4.5;
        Map<String, int[]> tokens = tokens();
        for (String ground : GROUNDS) {
            for (int side = 0; side < 2; side++) {
                assertThat(contrast(of(tokens, name)[side], of(tokens, ground)[side]))
                        .as("%s on %s, %s", name, ground, side == 0 ? "light" : "dark")
                        .isGreaterThanOrEqualTo(least);
            }
        }
    }

    private static int[] of(Map<String, int[]> tokens, String name) {
        return Objects.requireNonNull(tokens.get(name), name);
    }

    private static Map<String, int[]> tokens() {
        Assets assets = Assets.load();
        byte[] style = assets.find(assets.own("css/tokens.css")).orElseThrow().content();
        Matcher matcher = TOKEN.matcher(new String(style, StandardCharsets.UTF_8));
        Map<String, int[]> tokens = new HashMap<>();
        while (matcher.find()) {
            tokens.put(
                    matcher.group(1),
                    new int[] {Integer.parseInt(matcher.group(2), 16), Integer.parseInt(matcher.group(3), 16)});
        }
        assertThat(tokens).hasSizeGreaterThan(24);
        return tokens;
    }

    private static double contrast(int one, int other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
