package dev.sangja.runtime.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces the variables of one instruction, in those of its parts where Docker does. All of them see the values from
 * before the instruction.
 */
final class Expansion implements InstructionCases<Instruction> {
    private final Substitution substitution;
    private final Set<String> missing = new LinkedHashSet<>();

    Expansion(Substitution substitution) {
        this.substitution = substitution;
    }

    Set<String> missing() {
        return missing;
    }

    String word(String text) {
        Substitution.Result result = substitution.apply(text);
        missing.addAll(result.missing());
        return result.text();
    }

    private List<String> words(List<String> texts) {
        return texts.stream().map(this::word).toList();
    }

    private Optional<String> word(Optional<String> text) {
        return text.map(this::word);
    }

    private Transfer transfer(Transfer transfer) {
        List<Heredoc> files = new ArrayList<>();
        for (Heredoc file : transfer.files()) {
            files.add(file.expand() ? file.with(content(file.text())) : file);
        }
        return new Transfer(
                words(transfer.sources()),
                files,
                word(transfer.destination()),
                word(transfer.owner()),
                word(transfer.mode()),
                transfer.link(),
                words(transfer.excludes()));
    }

    private String content(String text) {
        Substitution.Result result = substitution.withoutQuotes().apply(text);
        missing.addAll(result.missing());
        return result.text();
    }

    private List<Assignment> assignments(List<Assignment> assignments) {
        return assignments.stream()
                .map(assignment -> new Assignment(word(assignment.name()), word(assignment.value())))
                .toList();
    }

    @Override
    public Instruction add(Instruction.Add add) {
        return new Instruction.Add(
                add.text(), transfer(add.transfer()), word(add.checksum()), add.keepGit(), add.unpack());
    }

    @Override
    public Instruction arg(Instruction.Arg arg) {
        return arg;
    }

    @Override
    public Instruction cmd(Instruction.Cmd cmd) {
        return cmd;
    }

    @Override
    public Instruction copy(Instruction.Copy copy) {
        return new Instruction.Copy(copy.text(), transfer(copy.transfer()), copy.from(), copy.parents());
    }

    @Override
    public Instruction entryPoint(Instruction.EntryPoint entryPoint) {
        return entryPoint;
    }

    @Override
    public Instruction env(Instruction.Env env) {
        return new Instruction.Env(env.text(), assignments(env.assignments()), env.legacy());
    }

    @Override
    public Instruction expose(Instruction.Expose expose) {
        List<String> ports = new ArrayList<>();
        for (String port : expose.ports()) {
            Substitution.Result result = substitution.apply(port);
            missing.addAll(result.missing());
            ports.addAll(result.words());
        }
        return new Instruction.Expose(expose.text(), ports);
    }

    @Override
    public Instruction from(Instruction.From from) {
        return from;
    }

    @Override
    public Instruction healthCheck(Instruction.HealthCheck healthCheck) {
        return healthCheck;
    }

    @Override
    public Instruction label(Instruction.Label label) {
        return new Instruction.Label(label.text(), assignments(label.assignments()), label.legacy());
    }

    @Override
    public Instruction maintainer(Instruction.Maintainer maintainer) {
        return maintainer;
    }

    @Override
    public Instruction onBuild(Instruction.OnBuild onBuild) {
        return onBuild;
    }

    @Override
    public Instruction run(Instruction.Run run) {
        // Its command is the shell's to expand.
        return new Instruction.Run(run.text(), run.command(), words(run.mounts()), run.network(), run.security());
    }

    @Override
    public Instruction shell(Instruction.Shell shell) {
        return shell;
    }

    @Override
    public Instruction stopSignal(Instruction.StopSignal stopSignal) {
        return new Instruction.StopSignal(stopSignal.text(), word(stopSignal.signal()));
    }

    @Override
    public Instruction user(Instruction.User user) {
        return new Instruction.User(user.text(), word(user.user()));
    }

    @Override
    public Instruction volume(Instruction.Volume volume) {
        return new Instruction.Volume(volume.text(), words(volume.paths()));
    }

    @Override
    public Instruction workDirectory(Instruction.WorkDirectory workDirectory) {
        return new Instruction.WorkDirectory(workDirectory.text(), word(workDirectory.path()));
    }
}
