package dev.sangja.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityTest {
    @Test
    void isDeclaredInTheOrderOfTheKernelsNumbers() {
        for (Capability capability : Capability.values()) {
            assertThat(Capability.numbered(capability.number())).contains(capability);
        }
    }

    @Test
    void hasTheNumbersOfTheHeader() {
        assertThat(Capability.CAP_SYS_ADMIN.number()).isEqualTo(21);
        assertThat(Capability.CAP_SETFCAP.number()).isEqualTo(31);
        assertThat(Capability.CAP_CHECKPOINT_RESTORE.number()).isEqualTo(40);
        assertThat(Capability.maskOf(Capability.all())).isEqualTo(0x1ffffffffffL);
    }

    @Test
    void readsNamesInEitherCaseWithAndWithoutPrefix() {
        assertThat(Capability.named("net_admin")).contains(Capability.CAP_NET_ADMIN);
        assertThat(Capability.named("CAP_NET_ADMIN")).contains(Capability.CAP_NET_ADMIN);
        assertThat(Capability.named("NET_ADMINISTRATOR")).isEmpty();
        assertThat(Capability.numbered(12)).contains(Capability.CAP_NET_ADMIN);
        assertThat(Capability.numbered(41)).isEmpty();
        assertThat(Capability.numbered(-1)).isEmpty();
    }

    @Test
    void turnsMasksIntoSetsAndBack() {
        assertThat(Capability.ofMask(0xa80425fbL)).hasSize(14).contains(Capability.CAP_CHOWN, Capability.CAP_SETFCAP);
        assertThat(Capability.maskOf(Capability.ofMask(0xa80425fbL))).isEqualTo(0xa80425fbL);
        assertThat(Capability.ofMask(1L << 63)).isEmpty();
    }

    @Test
    void addsAfterDroppingSoThatAddWins() {
        Set<Capability> base = Set.of(Capability.CAP_CHOWN, Capability.CAP_KILL);
        assertThat(Capability.adjusted(base, List.of("net_admin", "KILL"), List.of("CAP_KILL", "CAP_CHOWN")))
                .containsExactly(Capability.CAP_KILL, Capability.CAP_NET_ADMIN);
    }

    @Test
    void droppingAllLeavesOnlyWhatIsAdded() {
        assertThat(Capability.adjusted(Capability.all(), List.of("CHOWN"), List.of("all")))
                .containsExactly(Capability.CAP_CHOWN);
    }

    @Test
    void addingAllGrantsAllButWhatIsDroppedByName() {
        assertThat(Capability.adjusted(Set.of(), List.of("ALL"), List.of("SYS_ADMIN")))
                .hasSize(40)
                .doesNotContain(Capability.CAP_SYS_ADMIN);
    }

    @Test
    void refusesAnUnknownNameInDockersWords() {
        assertThatThrownBy(() -> Capability.adjusted(Set.of(), List.of("foo"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("invalid CapAdd: unknown capability: \"CAP_FOO\"");
        assertThatThrownBy(() -> Capability.adjusted(Set.of(), List.of(), List.of("CAP_FOO")))
                .hasMessage("invalid CapDrop: unknown capability: \"CAP_FOO\"");
    }
}
