package dev.sangja.web.lesson;

/** How far a learner is in one step. */
public enum StepMark {
    /** Not passed yet. */
    OPEN,
    /** Begun: something was run or answered in it. */
    BEGUN,
    /** Its check passed. */
    PASSED,
    /** Its check passed after the solution was shown. */
    SHOWN
}
