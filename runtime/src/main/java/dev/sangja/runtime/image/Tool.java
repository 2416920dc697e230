package dev.sangja.runtime.image;

import java.util.ArrayList;
import java.util.List;

/**
 * A program of the host that the workbench takes over.
 *
 * @param name its command name
 * @param debianPackage the Debian package that has it
 * @param need what its absence means
 */
record Tool(String name, String debianPackage, Need need) {
    /** What the absence of a tool means. */
    enum Need {
        /** Lessons cannot be done without it. */
        ESSENTIAL,
        /** Busybox or another tool stands in for it, or no lesson asks for it. */
        REPLACEABLE
    }

    /** All that the workbench looks for; busybox has the rest. */
    static List<Tool> all() {
        List<Tool> tools = new ArrayList<>();
        add(tools, "bash", Need.ESSENTIAL, "bash");
        add(tools, "dash", Need.REPLACEABLE, "dash");
        add(
                tools,
                "util-linux",
                Need.ESSENTIAL,
                "unshare nsenter lsns findmnt ipcmk ipcs ipcrm setpriv mountpoint pivot_root");
        add(tools, "util-linux", Need.REPLACEABLE, "flock lsipc prlimit setsid taskset more");
        add(tools, "mount", Need.ESSENTIAL, "mount umount");
        add(tools, "iproute2", Need.ESSENTIAL, "ip ss tc bridge");
        add(tools, "procps", Need.ESSENTIAL, "ps pgrep pkill");
        add(tools, "procps", Need.REPLACEABLE, "free kill pmap sysctl top uptime vmstat watch");
        add(tools, "strace", Need.ESSENTIAL, "strace");
        add(tools, "hostname", Need.REPLACEABLE, "hostname");
        add(tools, "coreutils", Need.ESSENTIAL, "chroot sleep ls");
        add(
                tools,
                "coreutils",
                Need.REPLACEABLE,
                "arch base64 basename cat chgrp chmod chown comm cp csplit cut date dd df dir dirname du echo env"
                        + " expand expr factor false fmt fold groups head hostid id install join link ln md5sum"
                        + " mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pr printenv"
                        + " printf pwd readlink realpath rm rmdir seq sha1sum sha256sum sha512sum shred shuf sort"
                        + " split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort"
                        + " tty uname unexpand uniq unlink wc whoami yes");
        add(tools, "findutils", Need.REPLACEABLE, "find xargs");
        add(tools, "diffutils", Need.REPLACEABLE, "cmp diff");
        add(tools, "grep", Need.REPLACEABLE, "grep");
        add(tools, "sed", Need.REPLACEABLE, "sed");
        add(tools, "mawk", Need.REPLACEABLE, "awk");
        add(tools, "tar", Need.REPLACEABLE, "tar");
        add(tools, "gzip", Need.REPLACEABLE, "gzip");
        add(tools, "libc-bin", Need.REPLACEABLE, "getent");
        add(tools, "iputils-ping", Need.REPLACEABLE, "ping");
        return List.copyOf(tools);
    }

    private static void add(List<Tool> tools, String debianPackage, Need need, String names) {
        for (String name : names.split(" ", -1)) {
            tools.add(new Tool(name, debianPackage, need));
        }
    }
}
