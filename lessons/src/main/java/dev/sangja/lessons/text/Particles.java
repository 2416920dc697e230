package dev.sangja.lessons.text;

import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses Korean particles by the sound before them.
 *
 * <p>A writer gives both forms after a value that is filled in later, as in <code>{command}(은/는)</code>;
 * {@link #resolve} keeps the one that fits: {@code PID 1은}, {@code overlayfs를}, {@code Dockerfile을}. Digits are read in
 * Sino-Korean, capitals by their letters' names, other Latin words by the common rules for loanwords. Tags, quotes and
 * closing brackets between the word and its particle are looked through.
 */
public final class Particles {
    private static final Pattern PAIR = Pattern.compile("\\((은/는|이/가|을/를|과/와|으로/로|이나/나|이라/라|이며/며|이고/고)\\)");

    /** Latin words whose reading does not follow the rules below. */
    private static final Map<String, Ending> EXCEPTIONS = Map.of(
            "group", Ending.CONSONANT,
            "cgroup", Ending.CONSONANT,
            "type", Ending.CONSONANT,
            "script", Ending.VOWEL,
            "bridge", Ending.VOWEL,
            "pivot", Ending.CONSONANT,
            "proc", Ending.VOWEL,
            "exec", Ending.VOWEL);

    private static final String VOWELS = "aeiouy";

    private static final Set<String> CONSONANT_TAILS = Set.of("me", "ne", "ng", "ck");

    private Particles() {}

    /** The text with every pair of particles replaced by the one that fits what stands before it. */
    public static String resolve(String text) {
        Matcher matcher = PAIR.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(choose(text, match)));
    }

    private static String choose(String text, MatchResult match) {
        String[] forms = match.group(1).split("/", -1);
        Ending ending = endingOf(wordBefore(text, match.start()));
        // ㄹ takes 로, not 으로: 셸로, 1로.
        boolean open = ending == Ending.VOWEL || (ending == Ending.RIEUL && forms[1].equals("로"));
        return open ? forms[1] : forms[0];
    }

    /** The run of letters or digits that ends before the position, past tags and closing signs. */
    private static String wordBefore(String text, int position) {
        int end = position;
        while (end > 0) {
            char before = text.charAt(end - 1);
            if (before == '>' && text.lastIndexOf('<', end - 1) >= 0) {
                end = text.lastIndexOf('<', end - 1);
            } else if (Character.isLetterOrDigit(before)) {
                break;
            } else {
                end--;
            }
        }
        int start = Math.max(0, end - 1);
        while (start > 0 && sameScript(text.charAt(start - 1), text.charAt(end - 1))) {
            start--;
        }
        return text.substring(start, end);
    }

    private static boolean sameScript(char one, char other) {
        return isLatin(one) ? isLatin(other) : Character.isDigit(one) && Character.isDigit(other);
    }

    private static boolean isLatin(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    private static Ending endingOf(String word) {
        if (word.isEmpty()) {
            return Ending.VOWEL;
        }
        char last = word.charAt(word.length() - 1);
        if (last >= '가' && last <= '힣') {
            int coda = (last - '가') % 28;
            return coda == 0 ? Ending.VOWEL : coda == 8 ? Ending.RIEUL : Ending.CONSONANT;
        }
        if (Character.isDigit(last)) {
            return ofDigit(last);
        }
        return isLatin(last) ? ofLatin(word) : Ending.VOWEL;
    }

    /** 영 일 이 삼 사 오 육 칠 팔 구; a number's last zero is read 십, 백, 천 or 만, all closed like 영. */
    private static Ending ofDigit(char digit) {
        return switch (digit) {
            case '1', '7', '8' -> Ending.RIEUL;
            case '0', '3', '6' -> Ending.CONSONANT;
            default -> Ending.VOWEL;
        };
    }

    private static Ending ofLatin(String word) {
        String lower = word.toLowerCase(java.util.Locale.ROOT);
        Ending exception = EXCEPTIONS.get(lower);
        if (exception != null) {
            return exception;
        }
        boolean spelled = word.equals(word.toUpperCase(java.util.Locale.ROOT))
                || lower.chars().noneMatch(letter -> VOWELS.indexOf(letter) >= 0);
        return spelled ? ofLetterName(lower.charAt(lower.length() - 1)) : ofLoanword(lower);
    }

    /** 엘, 엠, 엔 and 알 are closed; every other letter's name ends open. */
    private static Ending ofLetterName(char letter) {
        return switch (letter) {
            case 'l', 'r' -> Ending.RIEUL;
            case 'm', 'n' -> Ending.CONSONANT;
            default -> Ending.VOWEL;
        };
    }

    /** A short vowel before p or t closes the syllable (맵, 셋); after anything else a vowel is added (마운트). */
    private static Ending ofLoanword(String word) {
        char last = word.charAt(word.length() - 1);
        if (last == 'l' || word.endsWith("le")) {
            return Ending.RIEUL;
        }
        if (last == 'm' || last == 'n' || CONSONANT_TAILS.stream().anyMatch(word::endsWith)) {
            return Ending.CONSONANT;
        }
        boolean stop = last == 'p' || last == 't' || last == 'k';
        return stop && endsInShortVowel(word.substring(0, word.length() - 1)) ? Ending.CONSONANT : Ending.VOWEL;
    }

    private static boolean endsInShortVowel(String stem) {
        int length = stem.length();
        return length > 0 && isVowel(stem.charAt(length - 1)) && (length == 1 || !isVowel(stem.charAt(length - 2)));
    }

    private static boolean isVowel(char letter) {
        return VOWELS.indexOf(letter) >= 0;
    }

    /** How the last syllable of a word sounds. */
    private enum Ending {
        VOWEL,
        RIEUL,
        CONSONANT
    }
}
