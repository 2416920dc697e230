package dev.sangja.server.bench;

import dev.sangja.runtime.journal.JournalEntry;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.journal.TraceLevel;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A container's life, and a further process in one, beside what other tools take for the same.
 *
 * <p>Ours is told twice. As the engine sees it: a life from the moment at which the container is made until it has
 * ended, as {@code docker inspect} tells them; a further process from the engine's first system call for it until it
 * exits. And as the cell's shell sees it: the whole docker command, whose script and whose shell are traced. The peers
 * are whole commands of a shell of the host.
 */
public final class ContainerBench implements Bench {
    private static final String NAME = "container";
    private static final int REHEARSALS = 5;
    private static final int ROUNDS = 15;
    private static final double LIFE_BOUND = 1.0;
    private static final double EXEC_BOUND = 0.5;
    private static final String IMAGE = "lab/base:1";

    private static final Metric LIFE = new Metric(
            NAME,
            "create-start-wait",
            "ms",
            "true 컨테이너의 생성부터 종료까지, 엔진에서",
            "container of true, from creation to end, in the engine");
    private static final Metric LIFE_COMMAND = new Metric(
            NAME,
            "docker-run",
            "ms",
            "docker run … true 명령 전체, 셀의 셸에서",
            "docker run … true, the whole command in a cell");
    private static final Metric EXEC =
            new Metric(NAME, "exec", "ms", "실행 중인 컨테이너에서 true, 엔진에서", "true in a running container, in the engine");
    private static final Metric EXEC_COMMAND = new Metric(
            NAME,
            "docker-exec",
            "ms",
            "docker exec … true 명령 전체, 셀의 셸에서",
            "docker exec … true, the whole command in a cell");

    private final Ground ground;

    public ContainerBench(Ground ground) {
        this.ground = ground;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void measure(Findings findings) throws IOException {
        try (Lab lab = new Lab(ground.launch());
                HostShell shell = HostShell.start(ground.scratch())) {
            measureLife(lab, shell, findings);
            measureExec(lab, shell, findings);
        }
    }

    private void measureLife(Lab lab, HostShell shell, Findings findings) throws IOException {
        List<Peer> peers = ContainerPeers.over(ground.baseLayer(), ground.scratch());
        List<Peer> present =
                peers.stream().filter(peer -> peer.rehearse(shell, findings)).toList();
        Samples engine = new Samples();
        Samples command = new Samples();
        for (int round = -REHEARSALS; round < ROUNDS; round++) {
            Lab.Done done = lab.time("docker run --name bench " + IMAGE + " true", TraceLevel.HIGHLIGHTS);
            lab.run("docker rm bench >/dev/null", TraceLevel.HIGHLIGHTS);
            if (round >= 0) {
                engine.add(life(done.receipt()));
                command.add(done.measured());
                present.forEach(peer -> peer.measure(shell));
            }
        }
        peers.forEach(peer -> findings.beside(LIFE, engine, peer.name(), peer.samples(), LIFE_BOUND));
        peers.forEach(peer -> findings.beside(LIFE_COMMAND, command, peer.name(), peer.samples()));
    }

    private static double life(Receipt receipt) {
        ContainerView container = receipt.after().containers().stream()
                .filter(view -> view.name().equals("bench"))
                .findFirst()
                .orElseThrow(() -> new BenchException("the container is not in the receipt"));
        return container
                .finishedAt()
                .map(end -> Duration.between(container.createdAt(), end).toNanos() / 1e6)
                .orElseThrow(() -> new BenchException("the container has not ended"));
    }

    private void measureExec(Lab lab, HostShell shell, Findings findings) {
        Receipt started = lab.run(
                        "docker run -d --name living " + IMAGE + " sleep 600 >/dev/null", TraceLevel.HIGHLIGHTS)
                .receipt();
        Peer nsenter = nsenter(started);
        boolean present = nsenter.rehearse(shell, findings);
        Samples engine = new Samples();
        Samples command = new Samples();
        for (int round = -REHEARSALS; round < ROUNDS; round++) {
            Lab.Done done = lab.time("docker exec living true", TraceLevel.HIGHLIGHTS);
            if (round >= 0) {
                engine.add(entered(done.receipt()));
                command.add(done.measured());
                if (present) {
                    nsenter.measure(shell);
                }
            }
        }
        findings.beside(EXEC, engine, nsenter.name(), nsenter.samples(), EXEC_BOUND);
        findings.beside(EXEC_COMMAND, command, nsenter.name(), nsenter.samples());
    }

    /** nsenter(1) of the host, into the very same container. */
    private static Peer nsenter(Receipt started) {
        int pid = started.after().containers().stream()
                .filter(view -> view.name().equals("living"))
                .mapToInt(ContainerView::pid)
                .findFirst()
                .orElseThrow(() -> new BenchException("the container is not in the receipt"));
        long process = HostProcesses.find(ids -> ids.size() >= 3 && ids.get(ids.size() - 2) == pid)
                .orElseThrow(() -> new BenchException("the host does not show process " + pid + " of the machine"));
        return Peer.of(
                "nsenter",
                "nsenter",
                "--target",
                Long.toString(process),
                "--user",
                "--preserve-credentials",
                "--mount",
                "--uts",
                "--ipc",
                "--net",
                "--pid",
                "--cgroup",
                "/bin/true");
    }

    /** From the engine's first call to the exit of the process in the container. */
    private static double entered(Receipt receipt) {
        long from = calls(receipt, Origin.ENGINE)
                .mapToLong(JournalEntry::startNanos)
                .min()
                .orElseThrow(() -> new BenchException("the engine made no call"));
        long to = calls(receipt, Origin.CONTAINER)
                .filter(entry -> entry.call().name().equals("exit_group"))
                .max(Comparator.comparingLong(JournalEntry::startNanos))
                .map(JournalEntry::startNanos)
                .orElseThrow(() -> new BenchException("no process in the container was seen to exit"));
        return (to - from) / 1e6;
    }

    private static Stream<JournalEntry> calls(Receipt receipt, Origin origin) {
        return receipt.journal().entries().stream().filter(entry -> entry.origin() == origin);
    }
}
