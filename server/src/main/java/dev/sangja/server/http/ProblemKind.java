package dev.sangja.server.http;

import dev.sangja.lessons.text.Language;
import java.util.Locale;

/** Everything that a request can be refused for: a code that never changes, a status, and what to say. */
enum ProblemKind {
    // The request
    PATH_UNKNOWN(404, "이 주소에는 아무것도 없습니다.", "There is nothing at this address."),
    METHOD_WRONG(405, "이 주소는 이 메서드를 받지 않습니다.", "This address does not take that method."),
    BODY_MALFORMED(400, "본문을 읽을 수 없습니다: {0}", "The body cannot be read: {0}"),
    BODY_TOO_LARGE(413, "본문이 너무 큽니다. 128 KiB까지 받습니다.", "The body is too large: 128 KiB is the most."),
    PARAMETER_WRONG(400, "{0}의 값이 알맞지 않습니다: {1}", "{0} has an unfit value: {1}"),
    CODE_TOO_LONG(413, "코드가 너무 깁니다. 65,536글자까지 받습니다.", "The code is too long: 65,536 characters are the most."),
    HOST_UNKNOWN(
            421,
            "이 서버는 이 컴퓨터에서만 열립니다. localhost나 127.0.0.1로 여십시오.",
            "This server answers on this computer only. Open it as localhost or 127.0.0.1."),
    ORIGIN_FOREIGN(403, "다른 사이트에서 온 요청은 받지 않습니다.", "Requests from other sites are not taken."),
    HEADER_MISSING(
            403,
            "상태를 바꾸는 요청에는 X-Sangja: 1 머리글이나 토큰이 있어야 합니다.",
            "A request that changes something needs the header X-Sangja: 1 or a token."),
    TOO_MANY_REQUESTS(429, "요청이 너무 잦습니다. 잠시 뒤에 다시 하십시오.", "Too many requests. Try again in a moment."),
    // Who asks
    LEARNER_NEEDED(
            401,
            "누구인지 알 수 없습니다. 페이지를 먼저 열거나, POST /api/learners로 토큰을 받으십시오.",
            "It is not known who you are. Open a page first, or get a token by POST /api/learners."),
    TOKEN_UNKNOWN(401, "이 토큰을 모릅니다.", "This token is unknown."),
    // What is asked for
    LESSON_UNKNOWN(404, "그런 레슨이 없습니다: {0}", "There is no such lesson: {0}"),
    STEP_UNKNOWN(404, "레슨 {0}에 그런 단계가 없습니다: {1}", "Lesson {0} has no such step: {1}"),
    CELL_UNKNOWN(404, "이 단계에 그런 셀이 없습니다: {0}", "This step has no such cell: {0}"),
    QUESTION_UNKNOWN(404, "이 단계에 그런 질문이 없습니다: {0}", "This step has no such question: {0}"),
    OPTION_UNKNOWN(400, "그런 선택지가 없습니다: {0}", "There is no such option: {0}"),
    RUN_UNKNOWN(404, "그런 실행이 없습니다.", "There is no such run."),
    RECEIPT_NOT_YET(409, "영수증이 아직 없습니다. 셀이 끝나면 찍힙니다.", "There is no receipt yet. It is printed when the cell ends."),
    RECEIPT_LOST(
            404,
            "영수증이 없습니다. 셀이 실행되는 동안 머신이 사라졌습니다.",
            "There is no receipt. The machine went away while the cell was running."),
    LESSON_PLANNED(404, "레슨 {0}은(는) 아직 쓰지 않았습니다.", "Lesson {0} is not written yet."),
    CELL_NOT_RUNNABLE(400, "이 셀은 실행하는 셀이 아닙니다: {0}", "This cell is not one that runs: {0}"),
    FIELD_UNKNOWN(400, "이 셀에 그런 칸이 없습니다: {0}", "This cell has no such field: {0}"),
    PREDICTION_CLOSED(409, "결과를 본 뒤에는 예측을 바꿀 수 없습니다.", "A prediction cannot be changed once its outcome is known."),
    HINT_EARLY(409, "앞의 힌트를 먼저 보십시오.", "Take the hint before this one first."),
    HINT_UNKNOWN(404, "그런 힌트가 없습니다: {0}", "There is no such hint: {0}"),
    SOLUTION_EARLY(
            409,
            "풀이는 힌트를 모두 보고 검사를 세 번 해 본 뒤에 열립니다.",
            "The solution opens after both hints and three tries of the check."),
    // The machine
    MACHINE_NONE(409, "머신이 없습니다. 레슨을 먼저 여십시오.", "There is no machine. Open the lesson first."),
    MACHINE_QUEUED(503, "자리가 없습니다. 앞에 {0}명이 있습니다.", "No machine is free. {0} learners are before you."),
    MACHINE_STARTING(503, "머신을 띄우는 중입니다.", "The machine is being started."),
    MACHINE_GONE(
            409,
            "머신이 사라졌습니다. 새 머신을 받으십시오. 파일은 남아 있습니다.",
            "The machine is gone. Ask for a new one; the files are kept."),
    MACHINE_FAILED(
            503,
            "이 컴퓨터에서 머신을 띄우지 못했습니다. /doctor가 까닭과 고치는 법을 알려 줍니다.",
            "This computer could not start a machine. /doctor says why, and what to do."),
    MACHINE_SILENT(504, "머신이 제때 대답하지 않았습니다.", "The machine did not answer in time."),
    TOO_MANY_RUNS(429, "실행 중이거나 기다리는 셀이 너무 많습니다.", "Too many cells are running or waiting."),
    TOO_MANY_STREAMS(429, "열린 연결이 너무 많습니다. 다른 창을 닫으십시오.", "Too many connections are open. Close another window."),
    // Us
    SERVER_STOPPING(503, "서버가 멈추는 중입니다.", "The server is stopping."),
    SERVER_FAILED(
            500, "서버가 요청을 처리하지 못했습니다. 서버의 기록에 까닭이 있습니다: {0}", "The server could not do this. Its log says why: {0}");

    private final int status;
    private final String korean;
    private final String english;

    ProblemKind(int status, String korean, String english) {
        this.status = status;
        this.korean = korean;
        this.english = english;
    }

    /** What a script may rely on, such as {@code lesson-unknown}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int status() {
        return status;
    }

    /** What to say, with places {@code {0}}, {@code {1}} for facts. */
    String text(Language language) {
        return switch (language) {
            case KO -> korean;
            case EN -> english;
        };
    }
}
