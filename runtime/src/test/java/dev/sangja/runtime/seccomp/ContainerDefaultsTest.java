package dev.sangja.runtime.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.runtime.linux.Capability;
import org.junit.jupiter.api.Test;

class ContainerDefaultsTest {
    @Test
    void keepsTheCapabilitiesThatDockerKeeps() {
        assertThat(Capability.maskOf(ContainerDefaults.capabilities())).isEqualTo(0xa80425fbL);
    }

    @Test
    void masksAbsolutePathsOfTheKernelsFileSystemsOnly() {
        assertThat(ContainerDefaults.maskedPaths()).isNotEmpty().allMatch(path -> path.matches("/(proc|sys)/[a-z_/]+"));
        assertThat(ContainerDefaults.readOnlyPaths())
                .contains("/proc/sys", "/proc/sysrq-trigger")
                .doesNotContainAnyElementsOf(ContainerDefaults.maskedPaths());
    }
}
