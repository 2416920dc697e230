package dev.sangja.runtime.image;

/** The workbench's own text files: who its users are, how its shell greets, how it finds names. */
final class HostFiles {
    private static final String PASSWD = """
            root:x:0:0:root:/root:/bin/bash
            learner:x:1000:1000:learner:/lab:/bin/bash
            nobody:x:65534:65534:nobody:/nonexistent:/bin/false
            """;
    private static final String GROUP = """
            root:x:0:
            learner:x:1000:
            nogroup:x:65534:
            """;
    private static final String PROFILE = """
            export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
            export LANG=C.UTF-8
            if [ -n "$BASH_VERSION" ] && [ -r /etc/bash.bashrc ]; then . /etc/bash.bashrc; fi
            """;
    private static final String BASHRC = """
            # For interactive shells only: cells of the notebook do not read this file.
            case $- in *i*) ;; *) return ;; esac
            PS1='\\u@\\h:\\w\\$ '
            alias ls='ls --color=auto'
            alias grep='grep --color=auto'
            shopt -s checkwinsize
            """;
    private static final String NAME_SERVICES = """
            passwd: files
            group: files
            hosts: files dns
            protocols: files
            services: files
            """;
    private static final String PROTOCOLS = """
            ip 0 IP
            icmp 1 ICMP
            tcp 6 TCP
            udp 17 UDP
            ipv6-icmp 58 IPv6-ICMP
            """;
    private static final String HOSTS = """
            127.0.0.1 localhost lab
            ::1 localhost
            """;

    private HostFiles() {}

    /** All these texts, to tell whether they have changed. */
    static String recipe() {
        return String.join("\0", PASSWD, GROUP, PROFILE, BASHRC, NAME_SERVICES, PROTOCOLS, HOSTS);
    }

    static void addTo(LayerContents contents) {
        contents.text("etc/passwd", 0644, PASSWD)
                .text("etc/group", 0644, GROUP)
                .text("etc/profile", 0644, PROFILE)
                .text("etc/bash.bashrc", 0644, BASHRC)
                .text("etc/nsswitch.conf", 0644, NAME_SERVICES)
                .text("etc/protocols", 0644, PROTOCOLS)
                .text("etc/hosts", 0644, HOSTS)
                .text("etc/hostname", 0644, "lab\n")
                .text("etc/resolv.conf", 0644, "")
                .text("etc/fstab", 0644, "")
                .link("etc/mtab", "../proc/self/mounts")
                .directory("root", 0700)
                .directory("lab", 0755)
                .directory("run", 0755)
                .directory("usr/local/bin", 0755)
                .directory("usr/local/sbin", 0755)
                .directory("usr/sbin", 0755)
                .directory("var/tmp", 01777);
    }
}
