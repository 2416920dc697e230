package dev.sangja.web.markup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.web.asset.Assets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookTest {
    @Test
    void everyHookHasItsScriptAndEveryScriptItsHook() {
        List<String> scripts = Assets.load().names().stream()
                .filter(name -> name.startsWith("js/hooks/"))
                .map(name -> name.substring("js/hooks/".length(), name.length() - ".js".length()))
                .toList();
        assertThat(scripts)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Hook.values()).map(Hook::module).toList());
    }
}
