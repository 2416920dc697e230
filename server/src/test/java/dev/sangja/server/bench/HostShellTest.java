package dev.sangja.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostShellTest {
    @Test
    void quotesWordsSoThatNoShellReadsThem() {
        assertThat(HostShell.quoted("plain")).isEqualTo("'plain'");
        assertThat(HostShell.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
    }
}
