package dev.sangja.lessons.story;

/** prctl(2) changes what a process may do, but mostly it only asks. */
final class Privilege {
    private Privilege() {}

    static Share ofPrctl(Deed deed) {
        return switch (operation(deed)) {
            case "PR_CAPBSET_DROP", "PR_SET_NO_NEW_PRIVS", "PR_SET_SECCOMP", "PR_SET_SECUREBITS" ->
                Share.told(PhaseKind.GIVING_UP);
            case "PR_CAP_AMBIENT" ->
                deed.entry().call().render().contains("IS_SET")
                        ? Share.counted(FoldReason.PROBING)
                        : Share.told(PhaseKind.GIVING_UP);
            case "PR_SET_NAME", "PR_SET_KEEPCAPS", "PR_SET_PDEATHSIG", "PR_SET_DUMPABLE", "PR_SET_VMA" ->
                Share.counted(FoldReason.EVERYDAY);
            default -> Share.counted(FoldReason.PROBING);
        };
    }

    static String operation(Deed deed) {
        return deed.arguments().text("op", "option");
    }
}
