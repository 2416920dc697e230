package dev.sangja.runtime.build;

/** File modes as chmod(1) takes them: {@code 0644}, {@code u=rw,go=r}, {@code +x}, {@code a+rX}. */
final class SymbolicMode {
    private static final int SET_USER = 04000;
    private static final int SET_GROUP = 02000;
    private static final int STICKY = 01000;

    private SymbolicMode() {}

    /** The mode that something of that mode gets. {@link BuildException} if the text is none. */
    static int apply(String text, int mode, boolean directory) {
        if (text.matches("[0-7]{1,5}")) {
            return Integer.parseInt(text, 8) & 07777;
        }
        int result = mode;
        for (String clause : text.split(",", -1)) {
            if (!clause.matches("[ugoa]*[-+=][rwxXst]*")) {
                throw BuildException.of("invalid chmod parameter: '" + text + "'");
            }
            result = clause(clause, result, directory);
        }
        return result;
    }

    private static int clause(String clause, int mode, boolean directory) {
        int at = 0;
        while ("ugoa".indexOf(clause.charAt(at)) >= 0) {
            at++;
        }
        String who = at == 0 || clause.substring(0, at).contains("a") ? "ugo" : clause.substring(0, at);
        char operator = clause.charAt(at);
        String permissions = clause.substring(at + 1);
        int bits = 0;
        int mask = 0;
        for (int i = 0; i < who.length(); i++) {
            char one = who.charAt(i);
            int shift = one == 'u' ? 6 : one == 'g' ? 3 : 0;
            mask |= 07 << shift;
            bits |= bits(permissions, mode, directory) << shift;
            if (permissions.indexOf('s') >= 0) {
                bits |= one == 'u' ? SET_USER : one == 'g' ? SET_GROUP : 0;
            }
        }
        if (permissions.indexOf('t') >= 0) {
            bits |= STICKY;
        }
        return switch (operator) {
            case '+' -> mode | bits;
            case '-' -> mode & ~bits;
            default -> (mode & ~mask) | bits;
        };
    }

    private static int bits(String permissions, int mode, boolean directory) {
        int bits = 0;
        for (int i = 0; i < permissions.length(); i++) {
            bits |= switch (permissions.charAt(i)) {
                case 'r' -> 04;
                case 'w' -> 02;
                case 'x' -> 01;
                case 'X' -> directory || (mode & 0111) != 0 ? 01 : 0;
                default -> 0;
            };
        }
        return bits;
    }
}
