package dev.sangja.runtime.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageRecipeTest {
    @Test
    void readsEveryImageOfTheLabAfterThoseItBuildsOn() throws IOException {
        var known = new HashSet<>(List.of(LabImages.BASE));
        for (LabImage image : LabImage.all()) {
            assertThat(known).contains(ImageRecipe.read(image).parent());
            assertThat(known.add(image.name())).as(image.name() + " twice").isTrue();
        }
    }

    @Test
    void onlyLinesThatAddSomethingMakeLayers() throws IOException {
        ImageRecipe recipe = ImageRecipe.read("""
                # a comment
                FROM lab/base:1
                ENV A=1 B=2
                WORKDIR /data
                WORKDIR /
                ARG VERSION=1.0
                COPY --chmod=644 versions/${VERSION} /app/VERSION
                COPY --chmod=755 info healthz /www/cgi-bin/
                EXPOSE 8080
                CMD ["sleep", "infinity"]
                """, Map.of("VERSION", "2.0"), "shop/");
        assertThat(recipe.steps().stream().map(ImageRecipe.Step::makesLayer))
                .containsExactly(false, true, false, false, true, true, false, false);
        assertThat(recipe.steps().get(4).files())
                .containsExactly(new ImageRecipe.Content("app/VERSION", 0644, "2.0\n"));
        assertThat(recipe.steps().get(4).instruction()).isEqualTo("COPY --chmod=644 versions/2.0 /app/VERSION");
        assertThat(recipe.steps().get(5).files().stream().map(ImageRecipe.Content::path))
                .containsExactly("www/cgi-bin/info", "www/cgi-bin/healthz");
        assertThat(recipe.environment()).containsExactly("A=1", "B=2");
        assertThat(recipe.exposed()).containsExactly("8080/tcp");
        assertThat(recipe.command()).containsExactly("sleep", "infinity");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> ImageRecipe.read("FROM lab/base:1\nRUN true", Map.of(), "shop/"))
                .hasMessage("not understood: RUN true");
        assertThatThrownBy(() -> ImageRecipe.read("FROM lab/base:${X}", Map.of(), "shop/"))
                .hasMessageContaining("no ARG X");
        assertThatThrownBy(() -> ImageRecipe.read("CMD [\"sh\"]", Map.of(), "shop/"))
                .hasMessage("a FROM is needed");
    }
}
