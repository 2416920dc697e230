package dev.sangja.server.command;

import dev.sangja.server.doctor.Doctor;
import dev.sangja.server.doctor.Finding;
import java.nio.file.Path;
import java.util.List;

/** Says why no machine can be started on this computer, where that is so, and what to do about it. */
final class HostCheck {
    private HostCheck() {}

    /** Whether machines can be started, as far as a quick look can tell; what forbids it is told on the console. */
    static boolean passes(Path data, Console console) {
        List<Finding> obstacles = new Doctor(data).obstacles();
        if (obstacles.isEmpty()) {
            return true;
        }
        console.warn("이 컴퓨터에서는 머신을 띄울 수 없습니다.", "No machine can be started on this computer.");
        for (Finding obstacle : obstacles) {
            console.error().println("  " + obstacle.feature().title(console.language()) + ": " + obstacle.detail());
            console.error().println("  " + obstacle.fix(console.language()));
        }
        console.warn("./sangja doctor가 나머지를 알려 줍니다.", "./sangja doctor tells the rest.");
        return false;
    }
}
