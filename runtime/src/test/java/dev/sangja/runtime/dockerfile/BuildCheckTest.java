package dev.sangja.runtime.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples of Docker's own pages about the checks, in their bad and good forms. */
final class BuildCheckTest {
    @Test
    void stageNameCasing() {
        assertThat(Files.rules("FROM alpine AS BuilderBase")).containsExactly("StageNameCasing:1");
        assertThat(Files.rules("FROM alpine AS builder-base")).isEmpty();
    }

    @Test
    void fromAsCasing() {
        assertThat(Files.rules("FROM debian:latest as builder")).containsExactly("FromAsCasing:1");
        assertThat(Files.rules("from debian:latest AS builder")).containsExactly("FromAsCasing:1");
        assertThat(Files.rules("from debian:latest as builder")).isEmpty();
    }

    @Test
    void noEmptyContinuation() {
        assertThat(Files.rules("FROM alpine", "EXPOSE \\", "", "80")).containsExactly("NoEmptyContinuation:4");
        assertThat(Files.rules("FROM alpine", "EXPOSE \\", "# no", "80")).isEmpty();
    }

    @Test
    void consistentInstructionCasing() {
        assertThat(Files.rules("FROM alpine", "run echo a", "RUN echo b"))
                .containsExactly("ConsistentInstructionCasing:2");
        assertThat(Files.rules("from alpine", "RuN echo a")).containsExactly("ConsistentInstructionCasing:2");
        assertThat(Files.rules("from alpine", "run echo a")).isEmpty();
    }

    @Test
    void duplicateAndReservedStageNames() {
        assertThat(Files.rules("FROM debian AS b", "FROM golang AS b")).containsExactly("DuplicateStageName:2");
        assertThat(Files.rules("FROM alpine AS scratch")).containsExactly("ReservedStageName:1");
        assertThat(Files.rules("FROM alpine AS context")).containsExactly("ReservedStageName:1");
    }

    @Test
    void jsonArgumentsRecommended() {
        assertThat(Files.rules("FROM alpine", "ENTRYPOINT my-program start", "CMD echo a"))
                .containsExactly("JSONArgsRecommended:2", "JSONArgsRecommended:3");
        assertThat(Files.rules("FROM alpine", "SHELL [\"/bin/bash\", \"-c\"]", "CMD echo a"))
                .isEmpty();
    }

    @Test
    void maintainerDeprecated() {
        assertThat(Files.rules("FROM busybox", "MAINTAINER moby@example.com"))
                .containsExactly("MaintainerDeprecated:2");
    }

    @Test
    void undefinedArgumentsInFrom() {
        Dockerfile.Reading reading = Files.check("ARG VARIANT=alpine", "FROM node:$VARIAN");

        assertThat(reading.findings())
                .filteredOn(finding -> finding.check() == BuildCheck.UNDEFINED_ARG_IN_FROM)
                .extracting(Finding::english)
                .containsExactly("FROM argument 'VARIAN' is not declared (did you mean VARIANT?)");
        assertThat(Files.rules("FROM --platform=$BUILDPLATFORM alpine")).isEmpty();
    }

    @Test
    void relativeWorkDirectory() {
        assertThat(Files.rules("FROM nginx", "WORKDIR usr/share")).containsExactly("WorkdirRelativePath:2");
        assertThat(Files.rules("FROM nginx AS a", "WORKDIR /usr", "FROM a", "WORKDIR share"))
                .isEmpty();
    }

    @Test
    void undefinedVariables() {
        assertThat(Files.rules("FROM alpine AS base", "COPY $foo .")).containsExactly("UndefinedVar:2");
        assertThat(Files.check("FROM alpine", "ARG foo", "COPY $foo .", "ENV A=${foo2}")
                        .findings())
                .extracting(Finding::english)
                .containsExactly("Usage of undefined variable '$foo2' (did you mean foo?)");
        assertThat(Files.rules("FROM alpine", "ENV PATH=/x:$PATH", "RUN echo $anything"))
                .isEmpty();
        assertThat(Files.check("FROM alpine", "ENV A=1 \\", "  B=x$NOPE")
                        .findings()
                        .get(0)
                        .span())
                .isEqualTo(new SourceSpan(3, 6, 3, 11));
    }

    @Test
    void argumentsAreKnownInStagesThatBuildOnTheirs() {
        assertThat(Files.rules("FROM alpine AS a", "ARG X=1", "FROM a", "WORKDIR /$X"))
                .isEmpty();
        assertThat(Files.rules("FROM alpine AS a", "ARG X=1", "FROM alpine", "WORKDIR /$X"))
                .containsExactly("UndefinedVar:4");
        assertThat(Files.rules("ARG X=1", "FROM alpine", "WORKDIR /$X")).containsExactly("UndefinedVar:3");
    }

    @Test
    void multipleInstructions() {
        assertThat(Files.rules("FROM alpine", "CMD [\"a\"]", "CMD [\"b\"]"))
                .containsExactly("MultipleInstructionsDisallowed:2");
        assertThat(Files.rules("FROM alpine AS a", "CMD [\"a\"]", "FROM a", "CMD [\"b\"]"))
                .isEmpty();
    }

    @Test
    void legacyKeyValueFormat() {
        assertThat(Files.rules("FROM alpine", "ENV DIR /a", "LABEL a b"))
                .containsExactly("LegacyKeyValueFormat:2", "LegacyKeyValueFormat:3");
    }

    @Test
    void platforms() {
        assertThat(Files.rules("FROM --platform=$TARGETPLATFORM alpine AS builder"))
                .containsExactly("RedundantTargetPlatform:1");
        assertThat(Files.rules("FROM --platform=linux/amd64 alpine AS base"))
                .containsExactly("FromPlatformFlagConstDisallowed:1");
        assertThat(Files.rules("FROM --platform=linux/amd64 alpine AS build_amd64"))
                .isEmpty();
    }

    @Test
    void secrets() {
        assertThat(Files.rules("FROM scratch", "ARG AWS_SECRET_ACCESS_KEY", "ENV TOKEN=1 PUBLIC_KEY=2 KEYBOARD=3"))
                .containsExactly("SecretsUsedInArgOrEnv:2", "SecretsUsedInArgOrEnv:3");
    }

    @Test
    void invalidDefaultArgument() {
        assertThat(Files.rules("ARG TAG", "FROM busybox:${TAG}")).containsExactly("InvalidDefaultArgInFrom:2");
        assertThat(Files.rules("ARG TAG=latest", "FROM busybox:${TAG}")).isEmpty();
        assertThat(Files.rules("ARG BASE", "FROM ${BASE:-alpine}")).isEmpty();
    }

    @Test
    void ignoredFiles() {
        Optional<IgnoreRules> rules =
                Optional.of(IgnoreRules.parse("*/tmp/*\nREADME.md".getBytes(StandardCharsets.UTF_8)));

        assertThat(Files.check(
                                rules,
                                "FROM scratch",
                                "COPY ./a/tmp/hello.txt /hello.txt",
                                "ADD README.md /",
                                "COPY b /")
                        .findings())
                .extracting(Finding::english)
                .containsExactly(
                        "Attempting to Copy file \"./a/tmp/hello.txt\" that is excluded by .dockerignore",
                        "Attempting to Add file \"README.md\" that is excluded by .dockerignore");
    }

    @Test
    void descriptionsOnlyIfAsked() {
        String[] file = {"# check=experimental=all", "FROM scratch AS one", "# nonsense about it", "FROM one AS base"};

        assertThat(Files.rules(file)).containsExactly("InvalidDefinitionDescription:4");
        assertThat(Files.rules("# nonsense", "FROM scratch AS base")).isEmpty();
    }

    @Test
    void exposedPorts() {
        assertThat(Files.rules("FROM alpine", "EXPOSE 80/TCP")).containsExactly("ExposeProtoCasing:2");
        assertThat(Files.rules("FROM alpine", "EXPOSE 127.0.0.1:80:80")).containsExactly("ExposeInvalidFormat:2");
    }

    @Test
    void theCheckDirectiveChooses() {
        assertThat(Files.rules("# check=skip=JSONArgsRecommended", "FROM alpine", "CMD a"))
                .isEmpty();
        assertThat(Files.rules("# check=skip=all", "FROM alpine AS A", "CMD a")).isEmpty();
        Dockerfile.Reading strict = Files.check("# check=error=true", "FROM alpine", "CMD a");
        assertThat(strict.problems().get(0).english()).isEqualTo("lint violation found for rules: JSONArgsRecommended");
    }
}
