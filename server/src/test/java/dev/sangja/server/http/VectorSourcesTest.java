package dev.sangja.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VectorSourcesTest {
    @Test
    void readsTheBuildArgumentsThatAnImagesHistoryNames() {
        assertThat(VectorSources.buildArguments("RUN |2 BUILD_NO=42 COLOR= /bin/sh -c echo \"$BUILD_NO\""))
                .isEqualTo(Map.of("BUILD_NO", "42", "COLOR", ""));
        assertThat(VectorSources.buildArguments("|1 A=b=c /bin/sh -c true")).isEqualTo(Map.of("A", "b=c"));
        assertThat(VectorSources.buildArguments("RUN /bin/sh -c false | true")).isEmpty();
        assertThat(VectorSources.buildArguments("|99 A=1")).isEqualTo(Map.of("A", "1"));
    }
}
