package dev.sangja.runtime.dockerfile;

import java.util.List;

/**
 * Docker's build checks by their names. Source: Docker's reference, "Build checks". In the messages {@code {0}} and so
 * on stand for the facts of a {@link Finding}.
 */
public enum BuildCheck {
    STAGE_NAME_CASING("StageNameCasing", "Stage name '{0}' should be lowercase", "단계 이름 '{0}'은(는) 소문자로 쓰는 것이 좋습니다"),
    FROM_AS_CASING("FromAsCasing", "'{0}' and '{1}' keywords' casing do not match", "'{0}'와(과) '{1}'의 대소문자가 서로 다릅니다"),
    NO_EMPTY_CONTINUATION("NoEmptyContinuation", "Empty continuation line", "이어지는 줄 사이에 빈 줄이 있습니다"),
    CONSISTENT_INSTRUCTION_CASING(
            "ConsistentInstructionCasing",
            "Command '{0}' should match the case of the command majority ({1})",
            "명령 '{0}'의 대소문자가 다른 명령들과 다릅니다 ({1})"),
    DUPLICATE_STAGE_NAME(
            "DuplicateStageName",
            "Duplicate stage name \"{0}\", stage names should be unique",
            "단계 이름 \"{0}\"을(를) 두 번 썼습니다"),
    RESERVED_STAGE_NAME(
            "ReservedStageName",
            "Stage name should not use the same name as reserved stage \"{0}\"",
            "\"{0}\"은(는) 단계 이름으로 쓰지 않는 것이 좋습니다. 따로 뜻이 있는 이름입니다"),
    JSON_ARGS_RECOMMENDED(
            "JSONArgsRecommended",
            "JSON arguments recommended for {0} to prevent unintended behavior related to OS signals",
            "{0}은(는) JSON 배열로 쓰는 것이 좋습니다. 셸이 끼면 시그널이 프로그램에 닿지 않을 수 있습니다"),
    MAINTAINER_DEPRECATED(
            "MaintainerDeprecated",
            "Maintainer instruction is deprecated in favor of using label",
            "MAINTAINER는 더 이상 쓰지 않습니다. LABEL을 쓰면 됩니다"),
    UNDEFINED_ARG_IN_FROM(
            "UndefinedArgInFrom", "FROM argument '{0}' is not declared{1}", "FROM에 쓴 인수 '{0}'을(를) 선언한 곳이 없습니다{1}"),
    WORKDIR_RELATIVE_PATH(
            "WorkdirRelativePath",
            "Relative workdir \"{0}\" can have unexpected results if the base image changes",
            "WORKDIR \"{0}\"은(는) 상대 경로라서 바탕 이미지가 바뀌면 다른 곳이 될 수 있습니다"),
    UNDEFINED_VAR("UndefinedVar", "Usage of undefined variable '${0}'{1}", "정의하지 않은 변수 '${0}'을(를) 썼습니다{1}"),
    MULTIPLE_INSTRUCTIONS_DISALLOWED(
            "MultipleInstructionsDisallowed",
            "Multiple {0} instructions should not be used in the same stage because only the last one will be used",
            "한 단계에 {0}이(가) 여러 번 있으면 마지막 것만 쓰입니다"),
    LEGACY_KEY_VALUE_FORMAT(
            "LegacyKeyValueFormat",
            "\"{0} key=value\" should be used instead of legacy \"{0} key value\" format",
            "예전 형식 \"{0} key value\" 대신 \"{0} key=value\"를 쓰는 것이 좋습니다"),
    REDUNDANT_TARGET_PLATFORM(
            "RedundantTargetPlatform",
            "Setting platform to predefined {0} in FROM is redundant as this is the default behavior",
            "FROM의 --platform={0}은(는) 기본값이라 쓸 필요가 없습니다"),
    SECRETS_USED_IN_ARG_OR_ENV(
            "SecretsUsedInArgOrEnv",
            "Do not use ARG or ENV instructions for sensitive data ({0} \"{1}\")",
            "비밀을 ARG나 ENV에 넣으면 이미지에 남습니다 ({0} \"{1}\")"),
    INVALID_DEFAULT_ARG_IN_FROM(
            "InvalidDefaultArgInFrom",
            "Default value for ARG {0} results in empty or invalid base image name",
            "ARG {0}의 기본값으로는 바탕 이미지 이름이 비거나 올바르지 않게 됩니다"),
    FROM_PLATFORM_FLAG_CONST_DISALLOWED(
            "FromPlatformFlagConstDisallowed",
            "FROM --platform flag should not use constant value \"{0}\"",
            "FROM의 --platform에 정해진 값 \"{0}\"을(를) 쓰지 않는 것이 좋습니다"),
    COPY_IGNORED_FILE(
            "CopyIgnoredFile",
            "Attempting to {0} file \"{1}\" that is excluded by .dockerignore",
            ".dockerignore로 뺀 파일 \"{1}\"을(를) {0} 하려고 합니다"),
    INVALID_DEFINITION_DESCRIPTION(
            "InvalidDefinitionDescription",
            "Comment for {0} should follow the format: `# {1} <description>`",
            "{0}의 설명은 `# {1} <설명>`처럼 이름으로 시작해야 합니다",
            true),
    EXPOSE_PROTO_CASING(
            "ExposeProtoCasing",
            "Defined protocol '{0}' in EXPOSE instruction should be lowercase",
            "EXPOSE의 프로토콜 '{0}'은(는) 소문자로 쓰는 것이 좋습니다"),
    EXPOSE_INVALID_FORMAT(
            "ExposeInvalidFormat",
            "EXPOSE instruction should not define an IP address or host-port mapping, found '{0}'",
            "EXPOSE에는 IP 주소나 호스트 포트를 쓰지 않습니다: '{0}'");

    private final String rule;
    private final String english;
    private final String korean;
    private final boolean experimental;

    BuildCheck(String rule, String english, String korean) {
        this(rule, english, korean, false);
    }

    BuildCheck(String rule, String english, String korean, boolean experimental) {
        this.rule = rule;
        this.english = english;
        this.korean = korean;
        this.experimental = experimental;
    }

    /** Its name, as Docker's. */
    public String rule() {
        return rule;
    }

    /** Whether it counts only if a file asks for it. */
    public boolean experimental() {
        return experimental;
    }

    Finding at(SourceSpan span, String... facts) {
        return new Finding(this, span, List.of(facts));
    }

    String english() {
        return english;
    }

    String korean() {
        return korean;
    }
}
