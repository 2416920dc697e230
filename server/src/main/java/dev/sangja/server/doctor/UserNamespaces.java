package dev.sangja.server.doctor;

import dev.sangja.lessons.text.Language;
import dev.sangja.server.doctor.Finding.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether this user may make user namespaces, and which switch forbids it; user_namespaces(7). */
enum UserNamespaces {
    NONE_LEFT("user/max_user_namespaces", "0", "user.max_user_namespaces=15000"),
    /** Debian's and others' own switch. */
    SWITCHED_OFF("kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
    /** Ubuntu's, since 23.10. */
    APPARMOR("kernel/apparmor_restrict_unprivileged_userns", "1", "kernel.apparmor_restrict_unprivileged_userns=0");

    private final String file;
    private final String forbids;
    private final String remedy;

    UserNamespaces(String file, String forbids, String remedy) {
        this.file = file;
        this.forbids = forbids;
        this.remedy = remedy;
    }

    /**
     * What a try says, with the state of every switch if it failed.
     *
     * @param settings where the kernel's settings lie: {@code /proc/sys}
     */
    static Finding of(Attempt attempt, Path settings) {
        if (attempt.succeeded()) {
            return Finding.of(Feature.USER_NAMESPACES, attempt, Status.MISSING);
        }
        List<String> facts = new ArrayList<>();
        facts.add(attempt.fact());
        List<String> remedies = new ArrayList<>();
        for (UserNamespaces one : values()) {
            Optional<String> value = Doctor.text(settings.resolve(one.file));
            value.ifPresent(is -> facts.add("/proc/sys/" + one.file + " = " + is));
            if (value.filter(one.forbids::equals).isPresent()) {
                remedies.add(one.remedy);
            }
        }
        return new Finding(
                Feature.USER_NAMESPACES,
                Status.MISSING,
                String.join("; ", facts),
                Optional.empty(),
                Optional.of(language -> advice(remedies, language)));
    }

    private static String advice(List<String> remedies, Language language) {
        String settings = String.join(" ", remedies);
        return switch (language) {
            case KO ->
                remedies.isEmpty()
                        ? "커널 설정은 막지 않습니다. 컨테이너나 chroot 안이라면 그 밖에서 켜거나, 컨테이너의 seccomp 필터가 unshare를 허용하게 하십시오."
                        : "root로: sysctl -w " + settings + " 그대로 두려면 /etc/sysctl.d/에 적으십시오.";
            case EN ->
                remedies.isEmpty()
                        ? "No setting of the kernel forbids it. Inside a container or a chroot, start it outside, or let"
                                + " the container's seccomp filter allow unshare."
                        : "As root: sysctl -w " + settings + " (to keep it, write it into /etc/sysctl.d/)";
        };
    }
}
