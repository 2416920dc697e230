package dev.sangja.runtime.build;

import dev.sangja.runtime.build.StageBuild.Done;
import dev.sangja.runtime.dockerfile.Instruction;
import dev.sangja.runtime.dockerfile.InstructionCases;
import dev.sangja.runtime.store.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Carries out one instruction, whose variables have been replaced, and puts what came of it into the stage. */
final class StepWork implements InstructionCases<Done> {
    private final BuildJob job;
    private final StageState state;
    private final Optional<BuildProgress.Vertex> vertex;

    StepWork(BuildJob job, StageState state, Optional<BuildProgress.Vertex> vertex) {
        this.job = job;
        this.state = state;
        this.vertex = vertex;
    }

    /** Something that reads and writes files. */
    private interface Work {
        Done run() throws IOException;
    }

    private static Done files(Work work) {
        try {
            return work.run();
        } catch (IOException failure) {
            throw BuildException.of(String.valueOf(failure.getMessage()));
        } catch (UncheckedIOException failure) {
            throw BuildException.of(String.valueOf(failure.getMessage()));
        }
    }

    private Done settle(Settings.Change change) {
        state.settings(change.settings());
        return note(change.text(), change.change());
    }

    /** Puts a step without a layer into the history, at the time when it first came about. */
    private Done note(String text, String change) {
        return files(() -> {
            Digest key = new KeyDigest().add(state.whole().hex()).add(text).finish();
            Optional<BuildCache.Entry> known = job.known(key);
            state.add(text, key, known.isPresent() ? known.get() : job.remember(key, Optional.empty()));
            return new Done(known.isPresent(), Optional.empty(), 0, change);
        });
    }

    @Override
    public Done add(Instruction.Add add) {
        return files(() -> new FileSteps(job, state).add(add));
    }

    @Override
    public Done copy(Instruction.Copy copy) {
        return files(() -> new FileSteps(job, state).copy(copy));
    }

    @Override
    public Done run(Instruction.Run run) {
        return files(() -> new RunSteps(job, state, vertex.orElseThrow()).run(run));
    }

    @Override
    public Done workDirectory(Instruction.WorkDirectory directory) {
        return files(() -> {
            String path = directory.path().startsWith("/")
                    ? directory.path()
                    : state.workingDirectory() + "/" + directory.path();
            String clean = "/" + dev.sangja.runtime.dockerfile.PathPattern.clean(path);
            Settings.Change change = Settings.workDirectory(clean, state.settings());
            Optional<Done> made = new FileSteps(job, state).directory(clean, change);
            return made.isPresent() ? made.get() : settle(change);
        });
    }

    @Override
    public Done arg(Instruction.Arg arg) {
        String text = arg.declarations().stream()
                .map(one -> one.value().map(value -> one.name() + "=" + value).orElse(one.name()))
                .collect(Collectors.joining(" "));
        return note("ARG " + text, "");
    }

    @Override
    public Done cmd(Instruction.Cmd cmd) {
        state.hasOwnCommand();
        return settle(Settings.cmd(cmd, state.settings()));
    }

    @Override
    public Done entryPoint(Instruction.EntryPoint entryPoint) {
        return settle(Settings.entryPoint(entryPoint, state.settings(), state.ownCommand()));
    }

    @Override
    public Done env(Instruction.Env env) {
        return settle(Settings.env(env, state.settings(), state.variables().environment()));
    }

    @Override
    public Done expose(Instruction.Expose expose) {
        return settle(Settings.expose(expose, state.settings()));
    }

    @Override
    public Done from(Instruction.From from) {
        throw new IllegalStateException("FROM begins a stage and is not in one");
    }

    @Override
    public Done healthCheck(Instruction.HealthCheck healthCheck) {
        return settle(Settings.healthCheck(healthCheck, state.settings()));
    }

    @Override
    public Done label(Instruction.Label label) {
        return settle(Settings.label(label, state.settings()));
    }

    @Override
    public Done maintainer(Instruction.Maintainer maintainer) {
        state.author(maintainer.author());
        return note("MAINTAINER " + maintainer.author(), "Author: " + maintainer.author());
    }

    @Override
    public Done onBuild(Instruction.OnBuild onBuild) {
        return settle(Settings.onBuild(onBuild, state.settings()));
    }

    @Override
    public Done shell(Instruction.Shell shell) {
        return settle(Settings.shell(shell, state.settings()));
    }

    @Override
    public Done stopSignal(Instruction.StopSignal stopSignal) {
        return settle(Settings.stopSignal(stopSignal, state.settings()));
    }

    @Override
    public Done user(Instruction.User user) {
        return settle(Settings.user(user, state.settings()));
    }

    @Override
    public Done volume(Instruction.Volume volume) {
        List<String> paths = volume.paths();
        if (paths.stream().anyMatch(String::isBlank)) {
            throw BuildException.of("VOLUME specified can not be an empty string");
        }
        return settle(Settings.volume(volume, state.settings()));
    }
}
