package dev.sangja.lessons.story;

import static dev.sangja.lessons.text.Language.EN;
import static dev.sangja.lessons.text.Language.KO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sangja.lessons.text.Language;
import dev.sangja.runtime.journal.Journal;
import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.receipt.ContainerView;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.LimitEvent;
import dev.sangja.runtime.receipt.NamespaceType;
import dev.sangja.runtime.receipt.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoryTest {
    private static final Storyteller STORYTELLER = Storyteller.load();
    private static final int SHELL = 10;

    @Test
    void tellsHowAProcessBecomesNumberOne() {
        Receipt receipt = step("6.3b");
        assertThat(told(receipt, KO))
                .containsExactly(
                        "떼어 내기: unshare가 자기 마운트 표를 복사했고, 앞으로 낳을 자식의 PID 네임스페이스를 새로 정했습니다. 자신의 PID는 그대로 11입니다.",
                        "자식 낳기: 이 자식이 새 PID 네임스페이스의 1번입니다. 밖에서 본 번호는 13입니다.",
                        "/proc 새로 붙이기: unshare가 마운트 변화를 밖으로 번지지 않게 막았고, 새 번호표를 보여 줄 /proc를 /proc에 붙였습니다.",
                        "갈아타기: 같은 프로세스 13이 sh가 되었고, ps를 낳아 실행했고, sleep으로 갈아탔습니다. vfork가 돌려준 2는 안에서 센 번호입니다. 밖에서는 14입니다.",
                        "실행하기: 셸이 자식을 낳아 sleep을 실행했습니다.");
        assertThat(told(receipt, EN))
                .containsExactly(
                        "Breaking away: unshare copied its mount table and chose a new PID namespace for children to come. Its own PID stays 11.",
                        "A child is born: This child is number 1 of the new PID namespace. From outside its number is 13.",
                        "A /proc of its own: unshare stopped mount changes from spreading outside and mounted a /proc that shows the new numbers at /proc.",
                        "Becoming the program: The same process, 13, became sh, gave birth to ps and then became sleep. The 2 that vfork returned is a number counted inside; outside it is 14.",
                        "Running programs: The shell ran sleep as a child.");
    }

    @Test
    void countsWhatItLeavesOut() {
        Story story = STORYTELLER.tell(step("6.3b"), KO);
        assertThat(story.folded())
                .extracting(folded -> folded.label() + " " + folded.count())
                .containsExactly("PATH를 뒤진 execve 6", "기다리기 5", "바꾸는 것 없이 묻기만 한 호출 3", "셸의 배관 1");
        assertThat(story.told() + story.foldedCalls())
                .isEqualTo(step("6.3b").journal().entries().size());
    }

    @Test
    void explainsAForkIntoANamespaceWhoseNumberOneHasEnded() {
        assertThat(told(step("6.3a"), KO))
                .contains(
                        "자식 낳기: vfork는 ENOMEM으로 실패했습니다. 메모리가 모자란 것이 아닙니다. 이 PID 네임스페이스의 1번이던 33이 이미 끝났고, 1번이 끝난 네임스페이스에 커널은 새 프로세스를 넣지 않습니다. sh는 종료 코드 2로 끝났습니다.");
        assertThat(told(step("6.3a"), EN))
                .contains(
                        "A child is born: vfork failed with ENOMEM. Memory is not short. 33, which was number 1 of this PID namespace, had already ended, and the kernel puts no new process into a namespace whose number 1 has ended. sh ended with exit code 2.");
    }

    @Test
    void tellsWhatTheMachineSaysOfTheHostName() {
        assertThat(told(step("6.2"), KO))
                .contains(
                        "떼어 내기: unshare가 호스트 이름을 따로 갖게 되었습니다.",
                        "이름 짓기: hostname이 자기 UTS 네임스페이스의 호스트 이름을 box로 정했습니다. 랩 호스트의 이름은 lab 그대로입니다.",
                        "들어가기: nsenter가 프로세스 32의 uts 네임스페이스에 들어갔습니다.");
    }

    @Test
    void saysWhetherASignalledProcessIsStillThere() {
        assertThat(told(step("6.3d"), EN))
                .contains(
                        "Sending a signal: The shell sent SIGTERM to process 34. After that process 34 was still there.",
                        "Sending a signal: The shell sent SIGKILL to process 34. At the end of the run process 34 was no longer there.",
                        "The end: Process 34 was ended by SIGKILL.");
        Receipt alive = Receipts.of(StraceJournal.parse("10 kill(34, SIGTERM) = 0 <0.000012>"), SHELL)
                .leaving(34, 32, "sleep", 34, 1)
                .make();
        assertThat(told(alive, KO))
                .containsExactly("시그널 보내기: 셸이 프로세스 34에 SIGTERM을 보냈습니다. 실행이 끝난 뒤에도 프로세스 34는 살아 있습니다.");
    }

    @Test
    void tellsWhyRootInsideIsRefused() {
        assertThat(told(step("6.7"), EN))
                .contains(
                        "Mapping ids: unshare mapped 1 user id from 0 inside to 1000 outside, wrote deny into setgroups and mapped 1 group id from 0 inside to 1000 outside.",
                        "Naming the host: sethostname failed with EPERM. You lack CAP_SYS_ADMIN in the user namespace that owns this UTS namespace. Root inside cannot change the name outside. hostname ended with exit code 1.");
        assertThat(told(step("6.7"), KO))
                .anyMatch(phase -> phase.startsWith("연결 기다리기: bind는 EACCES로 실패했습니다. 1024보다 낮은 포트는"))
                .contains("연결 기다리기: httpd가 소켓에 주소 :81을 붙였고, :81에서 연결을 기다리기 시작했습니다.");
    }

    @Test
    void tellsMailboxesClocksAndMemoryFileSystems() {
        assertThat(told(step("6.6"), KO)).contains("우편함 만들기: ipcmk가 메시지 큐 0을 만들었습니다(키 0xd5343eb3).");
        assertThat(told(step("6.8"), KO))
                .contains("시계 옮기기: unshare가 부팅 뒤 흐른 시간에 864000초를 더했습니다.", "자식 낳기: 이 자식부터 새 시간 네임스페이스에 삽니다. 번호는 13입니다.");
        assertThat(told(step("6.4"), EN)).contains("Mounting: mount mounted a file system in memory at /lab/mm.");
    }

    @Test
    void tellsAContainerMadeByHand() {
        List<String> told = told(step("8.3"), KO);
        assertThat(told)
                .contains(
                        "떼어 내기: unshare가 mnt, uts, ipc, net 네임스페이스를 한꺼번에 새로 가졌고, 앞으로 낳을 자식의 PID 네임스페이스를 새로 정했습니다. 자신의 PID는 그대로 33입니다.",
                        "레이어 쌓기: mount가 /lab/box/merged에 오버레이를 붙였습니다. 아래 1겹은 읽기만 하고, 쓴 것은 모두 upper에 남습니다.",
                        "마운트하기: mount가 /lab/box/merged/dev에 메모리 파일시스템을 붙였고, null, zero, random, urandom을 바인드 마운트로 이었습니다. 마운트할 자리로 빈 파일 4개를 만들어 두었습니다.",
                        "뿌리 바꾸기: mkdir가 .old 디렉터리를 만들었습니다. pivot_root가 새 뿌리를 뿌리 마운트 자체로 만들고 옛 뿌리를 .old로 옮겼습니다. umount가 /.old를 트리에서 바로 떼어 냈습니다. rmdir가 /.old를 지웠습니다. 옛 뿌리까지 떼어 냈으니, 이 마운트 표에는 밖으로 나가는 길이 없습니다.",
                        "들어가기: nsenter가 프로세스 35의 ipc, uts, net, pid, mnt 네임스페이스에 들어갔습니다. PID 네임스페이스는 다음에 낳을 자식부터 적용됩니다.",
                        "네트워크 잇기: ip가 bridge hand0을 만들었고, hand0에 10.8.0.1/24를 주었고, hand0을 켰고, veth hv를 만들었고, hv를 hand0에 꽂았고, hv를 켰습니다.");
        assertThat(told(step("8.1"), KO))
                .contains("뿌리 바꾸기: chroot가 경로를 찾기 시작하는 곳을 /lab/box/lower로 바꿨습니다. 바뀐 것은 경로를 찾는 출발점뿐입니다.");
    }

    @Test
    void namesBothEndsOfACable() {
        Journal journal = StraceJournal.parse("""
                10 clone(flags=SIGCHLD) = 20 <0.0001>
                20 execve("/usr/sbin/ip", ["ip", "link", "add", "hv", "type", "veth", "peer", "name", "eth0", "netns", "9"], ENV) = 0 <0.0001>
                20 sendmsg(3, {nlmsg_type=RTM_NEWLINK, IFLA_IFNAME="hv", IFLA_INFO_KIND="veth", peer.IFLA_IFNAME="eth0", peer.IFLA_NET_NS_PID=9}, 0) = 96 <0.0001>
                20 exit_group(0) = ?
                """);
        assertThat(told(Receipts.of(journal, SHELL).make(), EN))
                .containsExactly(
                        "Wiring the network: ip made a cable (veth) with one end, hv, here and the other, eth0, in the network of process 9.");
    }

    @Test
    void tellsTheEngineApartAndCountsTheDockerCommand() {
        Journal journal = StraceJournal.parse("""
                10 clone(flags=SIGCHLD) = 20 <0.0001>
                20 execve("/usr/bin/docker", ["docker", "run", "-d", "lab/base:1"], ENV) = 0 <0.0001>
                20 openat(AT_FDCWD, "/run/docker.fifo", O_WRONLY) = 3 <0.0001>
                20 write(3, "go", 2) = 2 <0.0001>
                engine 1 mkdir("/store/c", 0755) = 0 <0.0001>
                engine 1 unshare(CLONE_NEWNS|CLONE_NEWUTS|CLONE_NEWIPC|CLONE_NEWNET|CLONE_NEWPID) = 0 <0.001>
                engine 1 mount("overlay", "/m", "overlay", 0, "lowerdir=/l2:/l1,upperdir=/u,workdir=/w,userxattr") = 0 <0.0001>
                engine 1 pivot_root("/m", "/m/dev/.old") = 0 <0.0001>
                engine 1 sethostname("3f2a", 4) = 0 <0.0001>
                engine 1 prctl(PR_CAPBSET_DROP, CAP_SYS_ADMIN) = 0 <0.0001>
                engine 1 prctl(PR_CAPBSET_DROP, CAP_SYS_TIME) = 0 <0.0001>
                engine 1 prctl(PR_SET_NO_NEW_PRIVS, 1) = 0 <0.0001>
                engine 1 seccomp(SECCOMP_SET_MODE_FILTER, 0, {len=12}) = 0 <0.0001>
                engine 1 posix_spawn("/bin/sleep", ["sleep", "infinity"]) = 21 <0.0001>
                container 21 execve("/bin/sleep", ["sleep", "infinity"], ENV) = 0 <0.0001>
                20 exit_group(0) = ?
                """);
        Story story = STORYTELLER.tell(Receipts.of(journal, SHELL).make(), KO);
        assertThat(lines(story))
                .containsExactly(
                        "실행하기: 셸이 자식을 낳아 docker를 실행했습니다.",
                        "떼어 내기: 엔진이 mnt, uts, ipc, net 네임스페이스를 한꺼번에 새로 가졌고, 앞으로 낳을 자식의 PID 네임스페이스를 새로 정했습니다.",
                        "레이어 쌓기: 엔진이 /m에 오버레이를 붙였습니다. 아래 2겹은 읽기만 하고, 쓴 것은 모두 /u에 남습니다.",
                        "뿌리 바꾸기: 엔진이 새 뿌리를 뿌리 마운트 자체로 만들고 옛 뿌리를 /m/dev/.old로 옮겼습니다. 여기까지는 옛 뿌리가 아직 붙어 있습니다.",
                        "이름 짓기: 엔진이 자기 UTS 네임스페이스의 호스트 이름을 3f2a로 정했습니다. 랩 호스트의 이름은 lab 그대로입니다.",
                        "권한 내려놓기: 엔진이 캐퍼빌리티 2개를 경계 집합에서 영영 뺐고, execve로 새 권한을 얻지 못하게 했고(no_new_privs), seccomp 필터를 달았습니다.",
                        "갈아타기: 엔진이 sleep을 새 프로세스로 실행했습니다.",
                        "갈아타기: 프로세스 21이 sleep이 되었습니다.");
        assertThat(story.folded())
                .extracting(folded -> folded.label() + " " + folded.count())
                .containsExactlyInAnyOrder("docker 명령이 엔진과 주고받은 호출 3", "엔진의 뒷일 1");
        assertThat(story.phases().get(1).origins()).containsExactly(Origin.ENGINE);
        assertThat(story.phases().get(5).calls().get(0).entries()).hasSize(2);
    }

    @Test
    void tellsAnExecAndAStopOfTheEngine() {
        Journal journal = StraceJournal.parse("""
                engine 1 pidfd_open(21, 0) = 7 <0.0001>
                engine 1 setns(7, CLONE_NEWNS|CLONE_NEWUTS|CLONE_NEWIPC|CLONE_NEWNET|CLONE_NEWPID|CLONE_NEWCGROUP) = 0 <0.0001>
                engine 1 posix_spawn("/bin/sh", ["sh"]) = 22 <0.0001>
                engine 1 kill(21, SIGTERM) = 0 <0.0001>
                engine 1 kill(21, SIGKILL) = 0 <0.0001>
                engine 1 umount2("/m", MNT_DETACH) = 0 <0.0001>
                """);
        Receipt receipt = Receipts.of(journal, SHELL)
                .with(new ContainerView(
                        "c0ffee",
                        "box",
                        "lab/base:1",
                        "exited",
                        21,
                        137,
                        false,
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty()))
                .make();
        assertThat(told(receipt, EN))
                .containsExactly(
                        "Entering: The engine entered the mnt, uts, ipc, pid, net and cgroup namespaces of the living container. The PID namespace holds for the next child. That is nearly all that docker exec does.",
                        "Becoming the program: The engine started sh as a new process.",
                        "Stopping: The engine sent SIGTERM to process 1 of container box and sent SIGKILL to process 1 of container box. Between SIGTERM and SIGKILL it waited 0.0 s.",
                        "Clearing away: The engine took /m out of the tree at once.");
    }

    @Test
    void readsCopyUpAndWhiteoutsFromTheLayerDifference() {
        Journal journal = StraceJournal.parse("""
                10 openat(AT_FDCWD, "/etc/motd", O_WRONLY|O_TRUNC) = 3 <0.0001>
                10 unlink("/bin/vi") = 0 <0.0001>
                10 openat(AT_FDCWD, "/new", O_WRONLY|O_CREAT, 0644) = 3 <0.0001>
                """);
        LayerDiff layer = new LayerDiff(
                "workbench",
                "",
                List.of(
                        change(LayerChange.Kind.DELETED, "/bin/vi"),
                        change(LayerChange.Kind.MODIFIED, "/etc/motd"),
                        change(LayerChange.Kind.ADDED, "/new")),
                0,
                0,
                10);
        assertThat(told(Receipts.of(journal, SHELL).with(layer).make(), EN))
                .containsExactly(
                        "Changing files: The shell opened /etc/motd to write, removed /bin/vi and made /new. As it was opened, the kernel copied the whole file up into the writable layer. No call of its own did that. Inside the call that removes, the kernel left a whiteout. The file in the layer below is untouched.");
    }

    @Test
    void namesTheLimitThatRefusedAChild() {
        Journal journal =
                StraceJournal.parse("20 clone(flags=SIGCHLD) = -1 EAGAIN (Resource temporarily unavailable) <0.0001>");
        LimitEvent limit = new LimitEvent("processes", "machine", 128, "processes", "pids.max", "max 1");
        assertThat(told(Receipts.of(journal, SHELL).with(limit).make(), EN).get(0))
                .contains("(pids.max) was reached");
        assertThat(told(Receipts.of(journal, SHELL).make(), EN).get(0)).contains("RLIMIT_NPROC");
    }

    @Test
    void coloursNamespacesAndLeavesPointersOut() {
        Story story = STORYTELLER.tell(step("6.3b"), KO);
        assertThat(story.phases().get(0).calls().get(2).spans())
                .containsExactly(
                        CallSpan.plain("unshare("),
                        new CallSpan("CLONE_NEWNS", Optional.of(NamespaceType.MNT)),
                        CallSpan.plain("|"),
                        new CallSpan("CLONE_NEWPID", Optional.of(NamespaceType.PID)),
                        CallSpan.plain(")"));
        assertThat(story.phases().get(2).calls().get(0).spans())
                .containsExactly(
                        CallSpan.plain("mount(\"none\", \"/\", NULL, "),
                        new CallSpan("MS_REC|MS_PRIVATE", Optional.of(NamespaceType.MNT)),
                        CallSpan.plain(")"));
        assertThat(story.phases().get(2).durationNanos()).isEqualTo(32_000 + 89_000);
        assertThat(story.phases().get(2).calls().get(1).meaning())
                .isEqualTo("이 호출을 한 프로세스의 PID 네임스페이스를 보여 주는 /proc를 붙입니다. ps는 이것을 읽습니다.");
    }

    @Test
    void explainsAFailedCallInItsRow() {
        Story story = STORYTELLER.tell(step("6.3a"), EN);
        StoryCall refused = story.phases().get(4).calls().get(0);
        assertThat(refused.advice()).isPresent();
        assertThat(refused.advice().orElseThrow().remedy()).contains("-f");
        assertThat(story.phases().get(4).failed()).isTrue();
        assertThat(story.phases().get(0).failed()).isFalse();
    }

    @Test
    void boundsWhatAProcessCanMakeItSay() {
        String hostile = "a".repeat(5000) + "\\u202e\\u001b[31m";
        Journal journal = StraceJournal.parse("10 sethostname(\"" + hostile + "\", 9) = 0 <0.0001>");
        String sentence = told(Receipts.of(journal, SHELL).make(), KO).get(0);
        assertThat(sentence).hasSizeLessThan(250).contains("…");
    }

    @Test
    void gathersWhatIsTooMuchToTell() {
        StringBuilder text = new StringBuilder();
        for (int pid = 100; pid < 300; pid++) {
            text.append("10 clone(flags=SIGCHLD) = ").append(pid).append(" <0.0001>\n");
            text.append(pid)
                    .append(pid % 2 == 0 ? " unshare(CLONE_NEWUTS) = 0 <0.0001>\n" : " chroot(\"/\") = 0 <0.0001>\n");
        }
        Story story = STORYTELLER.tell(
                Receipts.of(StraceJournal.parse(text.toString()), SHELL).make(), KO);
        assertThat(story.phases()).hasSize(60);
        assertThat(story.told()).isEqualTo(400);
        assertThat(story.phases().get(59).kind()).isEqualTo(PhaseKind.REST);
        assertThat(story.phases().get(59).calls()).hasSizeLessThan(30);
    }

    @Test
    @Timeout(20)
    void takesALongJournalInItsStride() {
        StringBuilder text = new StringBuilder(
                "10 clone(flags=SIGCHLD) = 100 <0.0001>\n100 unshare(CLONE_NEWPID) = 0 <0.0001>\n100 vfork() = 101 <0.0001>\n");
        for (int inside = 2; inside < 6000; inside++) {
            int child = 100 + inside;
            text.append("101 vfork() = ").append(inside).append(" <0.0001>\n");
            text.append(child).append(" execve(\"/bin/true\", [\"true\"], ENV) = 0 <0.0001>\n");
            text.append(child).append(" exit_group(0) = ?\n");
        }
        Journal journal = StraceJournal.parse(text.toString());
        Story story = STORYTELLER.tell(Receipts.of(journal, SHELL).make(), KO);
        assertThat(story.told()).isEqualTo(journal.entries().size());
        assertThat(story.phases().get(2).calls()).hasSizeLessThan(30);
    }

    @Test
    void anEmptyJournalIsAnEmptyStory() {
        assertThat(STORYTELLER.tell(Receipts.of(Journal.EMPTY, SHELL).make(), EN))
                .isEqualTo(new Story(List.of(), List.of(), 0));
        assertThat(STORYTELLER
                        .tell(Receipts.of(new Journal(List.of(), 7), SHELL).make(), EN)
                        .dropped())
                .isEqualTo(7);
    }

    private static LayerChange change(LayerChange.Kind kind, String path) {
        return new LayerChange(kind, path, "file", 1, 2, Optional.empty());
    }

    private static Receipt step(String step) {
        Journal journal = StraceJournal.ofStep(step);
        return Receipts.of(journal, journal.entries().get(0).pid()).make();
    }

    private static List<String> told(Receipt receipt, Language language) {
        return lines(STORYTELLER.tell(receipt, language));
    }

    private static List<String> lines(Story story) {
        return story.phases().stream()
                .map(phase -> phase.title() + ": " + phase.sentence())
                .toList();
    }
}
