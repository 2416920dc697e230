package dev.sangja.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.text.Language;
import dev.sangja.server.doctor.Finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserNamespacesTest {
    private static final Attempt REFUSED = new Attempt(false, "unshare --user true: unshare failed");

    @TempDir
    Path settings;

    @BeforeEach
    void allowAll() throws IOException {
        Files.createDirectories(settings.resolve("user"));
        Files.createDirectories(settings.resolve("kernel"));
        set("user/max_user_namespaces", "15000");
    }

    @Test
    void namesTheOneSettingThatForbids() throws IOException {
        set("kernel/apparmor_restrict_unprivileged_userns", "1");
        Finding finding = UserNamespaces.of(REFUSED, settings);

        assertThat(finding.status()).isEqualTo(Status.MISSING);
        assertThat(finding.detail())
                .startsWith("unshare --user true: unshare failed; ")
                .contains("/proc/sys/user/max_user_namespaces = 15000")
                .contains("/proc/sys/kernel/apparmor_restrict_unprivileged_userns = 1");
        assertThat(finding.fix(Language.EN))
                .startsWith("As root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 (");
        assertThat(finding.fix(Language.KO))
                .startsWith("root로: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 ");
    }

    @Test
    void namesSeveralInOneCommand() throws IOException {
        set("user/max_user_namespaces", "0");
        set("kernel/unprivileged_userns_clone", "0");

        assertThat(UserNamespaces.of(REFUSED, settings).fix(Language.EN))
                .startsWith("As root: sysctl -w user.max_user_namespaces=15000 kernel.unprivileged_userns_clone=1 (");
    }

    @Test
    void saysThatItIsNoSettingWhereNoneForbids() {
        assertThat(UserNamespaces.of(REFUSED, settings).fix(Language.EN)).contains("a chroot");
        assertThat(UserNamespaces.of(REFUSED, settings).fix(Language.KO)).contains("chroot");
    }

    @Test
    void hasNothingToMendWhereTheyCanBeMade() {
        Finding finding = UserNamespaces.of(new Attempt(true, "unshare --user true"), settings);

        assertThat(finding.status()).isEqualTo(Status.OK);
        assertThat(finding.detail()).isEqualTo("unshare --user true");
    }

    private void set(String file, String value) throws IOException {
        Files.writeString(settings.resolve(file), value + "\n");
    }
}
