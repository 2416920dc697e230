package dev.sangja.lessons.text;

/** How a word ends when it is read aloud in Korean; this alone decides which form of a particle follows it. */
enum FinalSound {
    /** In a vowel, as 나무. */
    OPEN,
    /** In the consonant ㄹ, as 커널; it takes 로 where other consonants take 으로. */
    RIEUL,
    /** In any other consonant, as 머신. */
    CLOSED
}
