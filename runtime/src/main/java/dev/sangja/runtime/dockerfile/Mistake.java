package dev.sangja.runtime.dockerfile;

/**
 * What can be wrong with a Dockerfile, in Docker's words where Docker has some, and what would have been right. In the
 * texts {@code {0}}, {@code {1}} and so on stand for the facts of a {@link Problem}.
 */
public enum Mistake {
    EMPTY(
            "file with no instructions",
            "파일에 명령이 없습니다",
            "a line that begins with FROM, such as FROM lab/base:1",
            "FROM으로 시작하는 줄, 예를 들면 FROM lab/base:1"),
    TOO_LARGE(
            "dockerfile is larger than {0} bytes",
            "Dockerfile이 {0}바이트보다 큽니다", "a file of at most {0} bytes", "{0}바이트 이하의 파일"),
    UNKNOWN_INSTRUCTION("unknown instruction: {0}{1}", "모르는 명령입니다: {0}{1}", "one of {2}", "다음 가운데 하나: {2}"),
    NO_STAGE(
            "no build stage in current context",
            "아직 빌드 단계가 시작되지 않았습니다: {0} 앞에 FROM이 없습니다",
            "FROM before {0}; only ARG may stand above the first FROM",
            "{0} 앞에 FROM. 첫 FROM 위에는 ARG만 올 수 있습니다"),
    UNTERMINATED_HEREDOC("unterminated heredoc", "heredoc {0}이(가) 끝나지 않았습니다", "a line that is only {0}", "{0}만 있는 줄"),
    DIRECTIVE_TWICE(
            "only one {0} parser directive can be used",
            "파서 지시자 {0}은(는) 한 번만 쓸 수 있습니다", "one # {0}= line", "# {0}= 줄 하나"),
    BAD_ESCAPE(
            "invalid escape token '{0}' does not match ` or \\",
            "escape에는 ` 또는 \\만 쓸 수 있습니다: {0}", "# escape=\\ or # escape=`", "# escape=\\ 또는 # escape=`"),
    BAD_CHECK(
            "invalid check option: {0}",
            "check 지시자의 옵션이 올바르지 않습니다: {0}",
            "# check=skip=RULE[,RULE...];error=true",
            "# check=skip=규칙[,규칙...];error=true"),
    NO_ARGUMENTS("{0} requires at least one argument", "{0}에는 인수가 하나 이상 필요합니다", "{1}", "{1}"),
    ONE_ARGUMENT("{0} requires exactly one argument", "{0}에는 인수가 정확히 하나 필요합니다", "{1}", "{1}"),
    TWO_ARGUMENTS(
            "{0} requires at least two arguments, but only one was provided. Destination could not be determined",
            "{0}에는 인수가 두 개 이상 필요합니다. 어디로 복사할지 알 수 없습니다", "{1}", "{1}"),
    FROM_ARGUMENTS(
            "FROM requires either one or three arguments",
            "FROM에는 인수가 하나 또는 셋 필요합니다",
            "FROM IMAGE or FROM IMAGE AS NAME",
            "FROM 이미지 또는 FROM 이미지 AS 이름"),
    STAGE_NAME(
            "invalid name for build stage: \"{0}\", name can't start with a number or contain symbols",
            "빌드 단계 이름이 올바르지 않습니다: {0}",
            "a name that begins with a letter and goes on with letters, digits, - _ and .",
            "영문자로 시작하고 영문자, 숫자, - _ . 로 이어지는 이름"),
    UNKNOWN_FLAG("unknown flag: --{0}{1}", "{2}에 없는 옵션입니다: --{0}{1}", "one of {3}", "다음 가운데 하나: {3}"),
    FLAG_TWICE("duplicate flag specified: {0}", "옵션 --{0}을(를) 두 번 썼습니다", "--{0} once", "--{0} 한 번"),
    FLAG_VALUE("missing a value on flag: {0}", "옵션 --{0}에 값이 없습니다", "--{0}=VALUE", "--{0}=값"),
    FLAG_BOOLEAN(
            "expecting boolean value for flag {0}, not: {1}",
            "옵션 --{0}의 값은 true 또는 false여야 합니다: {1}", "--{0}=true or --{0}=false", "--{0}=true 또는 --{0}=false"),
    BAD_FLAG_VALUE("invalid value \"{1}\" for flag --{0}", "옵션 --{0}의 값이 올바르지 않습니다: {1}", "{2}", "{2}"),
    NOT_STRINGS(
            "only string type is allowed in JSON stringify form",
            "JSON 배열에는 문자열만 쓸 수 있습니다",
            "[\"word\", \"word\"], each word in double quotes",
            "[\"단어\", \"단어\"]처럼 단어마다 큰따옴표"),
    NOT_JSON(
            "{0} requires the arguments to be in JSON form",
            "{0}의 인수는 JSON 배열이어야 합니다", "{0} [\"/bin/sh\", \"-c\"]", "{0} [\"/bin/sh\", \"-c\"]"),
    BLANK_NAME("{0} names can not be blank", "{0}의 이름은 비어 있을 수 없습니다", "{0} NAME=VALUE", "{0} 이름=값"),
    NO_EQUALS(
            "Syntax error - can't find = in \"{0}\". Must be of the form: name=value",
            "{0}에 =이(가) 없습니다", "name=value", "이름=값"),
    MISSING_VALUE("{0} must have two arguments", "{0}에는 이름과 값이 필요합니다", "{0} NAME=VALUE", "{0} 이름=값"),
    UNCLOSED_QUOTE(
            "unexpected end of statement while looking for matching {0}",
            "따옴표가 닫히지 않았습니다: {0}", "a closing {0}", "닫는 {0}"),
    BAD_SUBSTITUTION(
            "failed to process \"{0}\": {1}",
            "변수를 바꿀 수 없습니다: {0} ({1})", "$NAME, ${NAME} or ${NAME:-VALUE}", "$이름, ${이름}, ${이름:-값}"),
    EMPTY_VOLUME(
            "VOLUME specified can not be an empty string", "VOLUME의 경로는 비어 있을 수 없습니다", "VOLUME /data", "VOLUME /data"),
    BAD_PORT(
            "invalid port: \"{0}\"",
            "포트가 올바르지 않습니다: {0}",
            "a number from 1 to 65535, or a range, with /tcp, /udp or /sctp behind it if you like",
            "1부터 65535까지의 수 또는 범위. 뒤에 /tcp, /udp, /sctp를 붙일 수 있습니다"),
    BAD_SIGNAL(
            "invalid signal: {0}",
            "시그널이 올바르지 않습니다: {0}", "a name such as SIGTERM, or a number from 1 to 64", "SIGTERM 같은 이름 또는 1부터 64까지의 수"),
    HEALTH_TYPE(
            "Unknown type \"{0}\" in HEALTHCHECK (try CMD)",
            "HEALTHCHECK에 {0}은(는) 쓸 수 없습니다",
            "HEALTHCHECK CMD COMMAND or HEALTHCHECK NONE",
            "HEALTHCHECK CMD 명령 또는 HEALTHCHECK NONE"),
    HEALTH_COMMAND(
            "Missing command after HEALTHCHECK CMD",
            "HEALTHCHECK CMD 뒤에 명령이 없습니다",
            "HEALTHCHECK CMD COMMAND",
            "HEALTHCHECK CMD 명령"),
    HEALTH_NONE(
            "HEALTHCHECK NONE takes no arguments",
            "HEALTHCHECK NONE에는 인수가 올 수 없습니다",
            "HEALTHCHECK NONE",
            "HEALTHCHECK NONE"),
    ONBUILD_CHAIN(
            "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
            "ONBUILD 뒤에 다시 ONBUILD를 쓸 수 없습니다",
            "ONBUILD INSTRUCTION",
            "ONBUILD 명령"),
    ONBUILD_FORBIDDEN(
            "{0} isn't allowed as an ONBUILD trigger",
            "{0}은(는) ONBUILD로 미룰 수 없습니다",
            "any instruction but FROM, MAINTAINER and ONBUILD",
            "FROM, MAINTAINER, ONBUILD가 아닌 명령"),
    BAD_MOUNT(
            "invalid mount: {0}",
            "--mount의 값이 올바르지 않습니다: {0}",
            "--mount=type=bind|cache|tmpfs|secret|ssh,target=PATH[,...]",
            "--mount=type=bind|cache|tmpfs|secret|ssh,target=경로[,...]"),
    HEREDOC_DESTINATION(
            "{0} can not use a heredoc as its destination",
            "{0}의 대상 경로로 heredoc을 쓸 수 없습니다", "{0} <<NAME DESTINATION", "{0} <<이름 대상"),
    STAGE_CYCLE(
            "circular dependency detected on stage: {0}",
            "빌드 단계가 서로 돌아가며 기다립니다: {0}",
            "a stage that copies only from stages that do not need it",
            "자기를 필요로 하지 않는 단계에서만 복사하는 단계"),
    STAGE_INDEX(
            "invalid stage index {0}",
            "그런 번호의 빌드 단계가 없습니다: {0}", "a number of a stage above, counted from 0, or a name", "0부터 센 앞 단계의 번호 또는 이름"),
    NO_TARGET("target stage \"{0}\" could not be found", "빌드 단계 {0}이(가) 없습니다", "one of {1}", "다음 가운데 하나: {1}"),
    TOO_DEEP("substitution is nested too deep", "변수 바꾸기가 너무 깊이 겹쳐 있습니다", "at most {0} levels", "{0}단계 이하"),
    VALUE_TOO_LONG("a value is longer than {0} characters", "값이 {0}자보다 깁니다", "a shorter value", "더 짧은 값"),
    RULES_VIOLATED(
            "lint violation found for rules: {0}",
            "지켜지지 않은 빌드 검사가 있습니다: {0}",
            "a file that meets them, as # check=error=true asks",
            "# check=error=true에 따라 이 검사를 모두 지키는 파일");

    private final String english;
    private final String korean;
    private final String expectedEnglish;
    private final String expectedKorean;

    Mistake(String english, String korean, String expectedEnglish, String expectedKorean) {
        this.english = english;
        this.korean = korean;
        this.expectedEnglish = expectedEnglish;
        this.expectedKorean = expectedKorean;
    }

    String english() {
        return english;
    }

    String korean() {
        return korean;
    }

    String expectedEnglish() {
        return expectedEnglish;
    }

    String expectedKorean() {
        return expectedKorean;
    }
}
