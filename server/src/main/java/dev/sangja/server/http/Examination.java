package dev.sangja.server.http;

import dev.sangja.server.doctor.Doctor;
import dev.sangja.server.doctor.Finding;
import java.util.List;

/** What the doctor last found, for pages: looking again takes a second. Safe for use by several threads. */
final class Examination {
    private final Doctor doctor;
    private volatile List<Finding> findings = List.of();

    Examination(Doctor doctor) {
        this.doctor = doctor;
    }

    /** Looks now. */
    List<Finding> now() {
        List<Finding> found = doctor.examine();
        findings = found;
        return found;
    }

    /** What was found last; nothing before the first look is over. */
    List<Finding> known() {
        return findings;
    }

    /** Looks for the first time, beside everything else. */
    void begin() {
        Thread first = new Thread(this::now, "doctor");
        first.setDaemon(true);
        first.start();
    }
}
