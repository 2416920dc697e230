package dev.sangja.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RestartPolicyTest {
    private static ContainerState ended(int code, boolean stopped) {
        ContainerState state = ContainerState.CREATED
                .started(new ContainerEvent.Started(Instant.EPOCH, 9, 1), false)
                .ended(Instant.EPOCH, code, false);
        return stopped ? state.withStopRequested() : state;
    }

    @ParameterizedTest
    @CsvSource({
        "no,0,1,false,false,false",
        "always,0,0,false,true,true",
        "always,0,0,true,false,true",
        "unless-stopped,0,1,false,true,true",
        "unless-stopped,0,1,true,false,false",
        "on-failure,0,0,false,false,false",
        "on-failure,0,3,false,true,false",
        "on-failure,3,3,true,false,false"
    })
    void followsDockersRules(String name, int maximum, int code, boolean stopped, boolean restarts, boolean resumes) {
        RestartPolicy policy = new RestartPolicy(name, maximum);

        assertThat(policy.restarts(ended(code, stopped))).isEqualTo(restarts);
        assertThat(policy.resumes(ended(code, stopped))).isEqualTo(resumes);
    }
}
