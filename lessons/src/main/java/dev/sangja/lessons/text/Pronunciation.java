package dev.sangja.lessons.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How words that are not written in Hangul are read in Korean, as far as their last sound goes.
 *
 * <p>Known words first, then abbreviations by the names of their letters, then English words by the usual rules of 외래어
 * 표기법: after a short vowel a final p, t, k stays a consonant (sleep 슬립), after another consonant it gets a vowel of its
 * own (mount 마운트).
 */
final class Pronunciation {
    private static final Pattern BRACKETED_TAIL = Pattern.compile("\\s*\\([^()]*\\)$");
    private static final Pattern LAST_WORD = Pattern.compile("(\\p{IsHangul}|[0-9]+|[A-Za-z]+|%)[^\\p{L}0-9%]*$");
    private static final String VOWELS = "aeiouy";

    /** Only the end of a text is read: a text can be long, and may come from a process that wants it to be. */
    private static final int READ_FROM_END = 64;

    /** Words that are read letter by letter although they hold a vowel, or whose reading the rules miss. */
    private static final Map<String, FinalSound> KNOWN = Map.ofEntries(
            Map.entry("ipc", FinalSound.OPEN),
            Map.entry("uts", FinalSound.OPEN),
            Map.entry("ip", FinalSound.OPEN),
            Map.entry("cpu", FinalSound.OPEN),
            Map.entry("api", FinalSound.OPEN),
            Map.entry("proc", FinalSound.OPEN),
            Map.entry("etc", FinalSound.OPEN),
            Map.entry("os", FinalSound.OPEN),
            Map.entry("oom", FinalSound.CLOSED),
            Map.entry("pipe", FinalSound.OPEN),
            Map.entry("epipe", FinalSound.OPEN),
            Map.entry("check", FinalSound.OPEN),
            Map.entry("out", FinalSound.CLOSED),
            Map.entry("timeout", FinalSound.CLOSED),
            Map.entry("stdout", FinalSound.CLOSED),
            Map.entry("kib", FinalSound.OPEN),
            Map.entry("mib", FinalSound.OPEN),
            Map.entry("gib", FinalSound.OPEN),
            Map.entry("tib", FinalSound.OPEN),
            Map.entry("enoent", FinalSound.OPEN),
            Map.entry("esrch", FinalSound.OPEN),
            Map.entry("rm", FinalSound.CLOSED));

    private static final Set<Character> RIEUL_DIGITS = Set.of('1', '7', '8');
    private static final Set<Character> CLOSED_DIGITS = Set.of('0', '3', '6');

    private Pronunciation() {}

    static FinalSound finalSound(String word) {
        String read = word.substring(Math.max(0, word.length() - READ_FROM_END));
        Matcher last = LAST_WORD.matcher(BRACKETED_TAIL.matcher(read).replaceFirst(""));
        if (!last.find()) {
            return FinalSound.OPEN;
        }
        String tail = last.group(1);
        char end = tail.charAt(tail.length() - 1);
        if (end >= '가' && end <= '힣') {
            return ofHangul(end);
        }
        if (Character.isDigit(end)) {
            return ofNumber(tail);
        }
        return Character.isLetter(end) ? ofLatin(tail) : FinalSound.OPEN;
    }

    /** Hangul syllables lie in Unicode in the order of their final consonants, 28 to a vowel; the eighth is ㄹ. */
    private static FinalSound ofHangul(char syllable) {
        return switch ((syllable - '가') % 28) {
            case 0 -> FinalSound.OPEN;
            case 8 -> FinalSound.RIEUL;
            default -> FinalSound.CLOSED;
        };
    }

    /** 일, 칠, 팔 end in ㄹ; 영, 삼, 육 and 십, 백, 천, 만, 억 in another consonant; 조 (twelve zeros) in a vowel. */
    private static FinalSound ofNumber(String digits) {
        if (digits.matches("[0-9]*[1-9]0{12,15}")) {
            return FinalSound.OPEN;
        }
        char end = digits.charAt(digits.length() - 1);
        if (RIEUL_DIGITS.contains(end)) {
            return FinalSound.RIEUL;
        }
        return CLOSED_DIGITS.contains(end) ? FinalSound.CLOSED : FinalSound.OPEN;
    }

    private static FinalSound ofLatin(String written) {
        String word = written.toLowerCase(Locale.ROOT);
        FinalSound known = KNOWN.get(word);
        if (known != null) {
            return known;
        }
        boolean spelled = word.chars().noneMatch(letter -> VOWELS.indexOf(letter) >= 0);
        return spelled ? ofLetterName(last(word, 0)) : ofEnglish(word);
    }

    /** 엘 and 알 end in ㄹ; 엠 and 엔 in another consonant; all other letters' names in a vowel. */
    private static FinalSound ofLetterName(char letter) {
        return switch (letter) {
            case 'l', 'r' -> FinalSound.RIEUL;
            case 'm', 'n' -> FinalSound.CLOSED;
            default -> FinalSound.OPEN;
        };
    }

    private static FinalSound ofEnglish(String word) {
        char end = last(word, 0);
        char before = last(word, 1);
        boolean afterVowel = isVowel(before);
        return switch (end) {
            case 'l' -> FinalSound.RIEUL;
            case 'm', 'n' -> FinalSound.CLOSED;
            case 'e' -> ofSilentE(word, before);
            case 'g' -> before == 'n' ? FinalSound.CLOSED : FinalSound.OPEN;
            case 'b', 'p', 'c' -> afterVowel ? FinalSound.CLOSED : FinalSound.OPEN;
            case 'k' -> afterVowel || before == 'c' ? FinalSound.CLOSED : FinalSound.OPEN;
            case 't' -> afterVowel && !isVowel(last(word, 2)) ? FinalSound.CLOSED : FinalSound.OPEN;
            default -> FinalSound.OPEN;
        };
    }

    /** file 파일, name 네임, clone 클론, type 타입; otherwise the e is heard or the consonant gets a vowel: node 노드. */
    private static FinalSound ofSilentE(String word, char before) {
        if (word.length() < 4) {
            return FinalSound.OPEN;
        }
        return switch (before) {
            case 'l' -> FinalSound.RIEUL;
            case 'm', 'n', 'p' -> FinalSound.CLOSED;
            default -> FinalSound.OPEN;
        };
    }

    private static boolean isVowel(char letter) {
        return VOWELS.indexOf(letter) >= 0;
    }

    private static char last(String word, int back) {
        int index = word.length() - 1 - back;
        return index < 0 ? ' ' : word.charAt(index);
    }
}
