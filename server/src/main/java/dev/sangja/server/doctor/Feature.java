package dev.sangja.server.doctor;

import dev.sangja.lessons.text.Language;
import java.util.Locale;

/** Something that machines build on, what is lost without it, and how to come by it. */
public enum Feature {
    JAVA(
            "자바",
            "Java",
            "서버와 엔진이 돌지 않습니다.",
            "The server and the engines do not run.",
            "JDK 17 이상을 설치하십시오: apt-get install default-jdk-headless",
            "Install JDK 17 or later: apt-get install default-jdk-headless"),
    USER_NAMESPACES(
            "사용자 네임스페이스",
            "User namespaces",
            "머신을 띄울 수 없습니다. 글은 읽을 수 있습니다.",
            "No machine can be started. The pages still read.",
            "root로: sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000 (우분투는"
                    + " kernel.apparmor_restrict_unprivileged_userns=0), 그대로 두려면 /etc/sysctl.d/에 적으십시오.",
            "As root: sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000 (on Ubuntu"
                    + " kernel.apparmor_restrict_unprivileged_userns=0); to keep it, write it into /etc/sysctl.d/."),
    NAMESPACES(
            "나머지 네임스페이스",
            "The other namespaces",
            "머신을 띄울 수 없습니다.",
            "No machine can be started.",
            "CONFIG_PID_NS, NET_NS, IPC_NS, UTS_NS, CGROUPS가 있는 커널이 필요합니다.",
            "It takes a kernel with CONFIG_PID_NS, NET_NS, IPC_NS, UTS_NS and CGROUPS."),
    TIME_NAMESPACES(
            "시간 네임스페이스",
            "Time namespaces",
            "6.8의 시계 부분을 할 수 없습니다.",
            "The clocks of 6.8 cannot be done.",
            "5.6 이상의 커널과 CONFIG_TIME_NS가 필요합니다.",
            "It takes kernel 5.6 or later with CONFIG_TIME_NS."),
    OVERLAY(
            "사용자 네임스페이스 안의 overlayfs",
            "overlayfs in a user namespace",
            "작업대와 컨테이너의 레이어를 쌓을 수 없습니다.",
            "The layers of workbenches and containers cannot be stacked.",
            "5.11 이상의 커널이 필요하고, 데이터 디렉터리는 overlay가 아닌 파일 시스템에 있어야 합니다(--data).",
            "It takes kernel 5.11 or later, and a data directory (--data) on a file system that is not itself an overlay."),
    SUBORDINATE_IDS(
            "여러 사용자 번호",
            "More than one user id",
            "머신 안에 root만 있습니다. USER와 chown, 6.7이 안 됩니다.",
            "A machine has root only: USER, chown and 6.7 do not work.",
            "apt-get install uidmap, 그리고 root로: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 이름",
            "apt-get install uidmap, then as root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 NAME"),
    CGROUPS(
            "cgroup 위임",
            "Delegated cgroups",
            "메모리는 서버의 엔진이 지켜보다가 넘으면 가장 큰 프로세스를 끝내고, 프로세스 수는 RLIMIT_NPROC으로 막습니다. CPU는 우선순위만 낮추며,"
                    + " 컨테이너의 --memory, --cpus, --pids-limit은 걸리지 않습니다. 7단원과 8.6을 할 수 없습니다.",
            "Memory is watched by the engine, which ends the largest process when there is too much; processes are"
                    + " bounded by RLIMIT_NPROC; the CPU has a lower priority only. A container's --memory, --cpus and"
                    + " --pids-limit have no effect, and lesson 7 and 8.6 cannot be done.",
            "systemd-run --user --scope -p Delegate=yes ./sangja up 으로 켜거나 root로 켜십시오.",
            "Start it as systemd-run --user --scope -p Delegate=yes ./sangja up, or as root."),
    SECCOMP(
            "seccomp 필터",
            "seccomp filters",
            "위험한 시스템 콜을 막지 못하므로 머신을 띄우지 않습니다.",
            "Dangerous system calls cannot be kept out, so no machine is started.",
            "CONFIG_SECCOMP_FILTER가 있는 커널이 필요합니다.",
            "It takes a kernel with CONFIG_SECCOMP_FILTER."),
    PTRACE(
            "ptrace",
            "ptrace",
            "영수증에 내 프로세스의 시스템 콜이 찍히지 않습니다.",
            "Receipts do not show the system calls of your processes.",
            "root로: sysctl -w kernel.yama.ptrace_scope=1",
            "As root: sysctl -w kernel.yama.ptrace_scope=1"),
    PIDFD_GETFD(
            "pidfd_getfd",
            "pidfd_getfd",
            "작업대의 docker 명령이 입출력을 넘겨줄 수 없습니다.",
            "The workbench's docker command cannot hand over its input and output.",
            "5.6 이상의 커널이 필요합니다.",
            "It takes kernel 5.6 or later."),
    TMPFS_XATTR(
            "tmpfs의 확장 속성",
            "Extended attributes on tmpfs",
            "쓰기 레이어를 메모리가 아니라 디스크에 둡니다.",
            "Writable layers are kept on disk instead of in memory.",
            "6.6 이상의 커널이면 됩니다. 없어도 모든 레슨이 됩니다.",
            "Kernel 6.6 or later has it. Every lesson works without it."),
    VETH(
            "veth",
            "veth",
            "6.5에서 네임스페이스 사이에 선을 놓을 수 없습니다.",
            "No cable can be laid between namespaces in 6.5.",
            "root로: modprobe veth",
            "As root: modprobe veth"),
    TOOLS(
            "작업대의 도구",
            "The workbench's tools",
            "없는 도구를 쓰는 셀이 실패합니다.",
            "Cells that use what is missing fail.",
            "./sangja up이 설치하거나, 설치할 명령을 알려 줍니다.",
            "./sangja up installs them, or says which command does.");

    private final String koreanTitle;
    private final String englishTitle;
    private final String koreanLoss;
    private final String englishLoss;
    private final String koreanRemedy;
    private final String englishRemedy;

    Feature(
            String koreanTitle,
            String englishTitle,
            String koreanLoss,
            String englishLoss,
            String koreanRemedy,
            String englishRemedy) {
        this.koreanTitle = koreanTitle;
        this.englishTitle = englishTitle;
        this.koreanLoss = koreanLoss;
        this.englishLoss = englishLoss;
        this.koreanRemedy = koreanRemedy;
        this.englishRemedy = englishRemedy;
    }

    /** Its name for scripts, such as {@code user-namespaces}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its name for people. */
    public String title(Language language) {
        return choose(language, koreanTitle, englishTitle);
    }

    /** What is lost without it. */
    public String degrades(Language language) {
        return choose(language, koreanLoss, englishLoss);
    }

    /** How to come by it. */
    public String fix(Language language) {
        return choose(language, koreanRemedy, englishRemedy);
    }

    private static String choose(Language language, String korean, String english) {
        return switch (language) {
            case KO -> korean;
            case EN -> english;
        };
    }
}
