package dev.sangja.runtime.dockerfile;

/** One answer for each kind of instruction; see {@link Instruction#match}. */
public interface InstructionCases<R> {
    R add(Instruction.Add add);

    R arg(Instruction.Arg arg);

    R cmd(Instruction.Cmd cmd);

    R copy(Instruction.Copy copy);

    R entryPoint(Instruction.EntryPoint entryPoint);

    R env(Instruction.Env env);

    R expose(Instruction.Expose expose);

    R from(Instruction.From from);

    R healthCheck(Instruction.HealthCheck healthCheck);

    R label(Instruction.Label label);

    R maintainer(Instruction.Maintainer maintainer);

    R onBuild(Instruction.OnBuild onBuild);

    R run(Instruction.Run run);

    R shell(Instruction.Shell shell);

    R stopSignal(Instruction.StopSignal stopSignal);

    R user(Instruction.User user);

    R volume(Instruction.Volume volume);

    R workDirectory(Instruction.WorkDirectory workDirectory);
}
