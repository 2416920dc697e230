package dev.sangja.server.doctor;

import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.limits.Shortfall;
import java.util.Optional;

/** Says in both languages why a limit cannot be had. */
final class ShortfallText {
    private ShortfallText() {}

    static String of(Shortfall shortfall, Language language) {
        return switch (language) {
            case KO -> korean(shortfall);
            case EN -> english(shortfall);
        };
    }

    private static String korean(Shortfall shortfall) {
        return switch (shortfall.code()) {
            case NO_CONTROL_GROUPS -> "cgroup 파일 시스템이 마운트되어 있지 않습니다.";
            case CONTROLLER_MISSING -> "이 컴퓨터의 cgroup에는 컨트롤러가 없거나 여기까지 넘어오지 않았습니다: " + fact(shortfall, "controller");
            case NOT_DELEGATED -> "cgroup v2는 있지만 이 사용자에게 위임된 곳이 없습니다: " + fact(shortfall, "directory");
            case NEEDS_ROOT -> "cgroup v1은 root만 쓸 수 있습니다: " + fact(shortfall, "directory");
            case READ_ONLY -> "cgroup 파일 시스템이 읽기 전용으로 마운트되어 있습니다: " + fact(shortfall, "directory");
            case REFUSED -> "커널이 cgroup을 거절했습니다: " + fact(shortfall, "refusal");
        };
    }

    private static String english(Shortfall shortfall) {
        return switch (shortfall.code()) {
            case NO_CONTROL_GROUPS -> "No file system of control groups is mounted.";
            case CONTROLLER_MISSING ->
                "A controller is in none of this computer's control groups, or was not handed on to this one: "
                        + fact(shortfall, "controller");
            case NOT_DELEGATED ->
                "Control groups of version 2 are there, but none is delegated to this user: "
                        + fact(shortfall, "directory");
            case NEEDS_ROOT -> "Control groups of version 1 are for root only: " + fact(shortfall, "directory");
            case READ_ONLY -> "The file system of control groups is mounted read-only: " + fact(shortfall, "directory");
            case REFUSED -> "The kernel refused the control group: " + fact(shortfall, "refusal");
        };
    }

    private static String fact(Shortfall shortfall, String name) {
        return Optional.ofNullable(shortfall.facts().get(name)).orElse("?");
    }
}
