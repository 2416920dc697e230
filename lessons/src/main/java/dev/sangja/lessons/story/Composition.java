package dev.sangja.lessons.story;

import dev.sangja.runtime.receipt.Receipt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arranges the deeds of a run: what is told, job by job in the order in which the jobs began, and what is counted only.
 *
 * @param drafts the phases
 * @param folded how many deeds are counted, by reason
 */
record Composition(List<Draft> drafts, Map<FoldReason, Long> folded) {
    /** Beyond so many phases a story is no story any more. */
    private static final int MOST_PHASES = 60;

    static Composition of(Receipt receipt) {
        List<Deed> deeds = Reading.of(receipt);
        List<Share> shares = Sorting.of(deeds);
        int shell = receipt.before().shellPid();
        Map<FoldReason, Long> folded = new EnumMap<>(FoldReason.class);
        Map<Long, List<Integer>> jobs = jobs(deeds, shares, shell);
        Map<Integer, Integer> toCome = toldByProcess(deeds, shares);
        List<List<Draft>> tales = new ArrayList<>();
        for (List<Integer> places : jobs.values()) {
            tales.add(tale(places, deeds, shares, toCome));
        }
        for (int index = 0; index < deeds.size(); index++) {
            if (shares.get(index) instanceof Share.Counted counted) {
                folded.merge(counted.reason(), 1L, Long::sum);
            } else if (shellsOwnLife(deeds.get(index), shares.get(index), shell)) {
                folded.merge(FoldReason.SHELL_PLUMBING, 1L, Long::sum);
            }
        }
        return new Composition(bounded(joined(tales)), folded);
    }

    /** The places of each job's deeds, jobs in the order in which they began. */
    private static Map<Long, List<Integer>> jobs(List<Deed> deeds, List<Share> shares, int shell) {
        Map<Long, List<Integer>> jobs = new LinkedHashMap<>();
        long children = 0;
        for (int index = 0; index < deeds.size(); index++) {
            Deed deed = deeds.get(index);
            if (shares.get(index) instanceof Share.Counted || shellsOwnLife(deed, shares.get(index), shell)) {
                continue;
            }
            long job = deed.setting().job();
            if (deed.pid() == shell && !deed.byEngine()) {
                boolean bears = deed.isFork() && deed.birth().pid().isPresent();
                children += bears ? 1 : 0;
                // What the shell does itself is one job between two of its children.
                job = bears ? deed.birth().pid().getAsInt() : Integer.MAX_VALUE + 1L + children;
            }
            jobs.computeIfAbsent(job, ignored -> new ArrayList<>()).add(index);
        }
        return jobs;
    }

    /** The shell runs on from cell to cell: that it is there is no news. */
    private static boolean shellsOwnLife(Deed deed, Share share, int shell) {
        boolean bears = deed.isFork() && deed.birth().pid().isPresent();
        return share instanceof Share.Life && deed.pid() == shell && !deed.byEngine() && !bears;
    }

    private static Map<Integer, Integer> toldByProcess(List<Deed> deeds, List<Share> shares) {
        Map<Integer, Integer> told = new HashMap<>();
        for (int index = 0; index < deeds.size(); index++) {
            if (shares.get(index) instanceof Share.Told) {
                told.merge(deeds.get(index).pid(), 1, Integer::sum);
            }
        }
        return told;
    }

    private static List<Draft> tale(
            List<Integer> places, List<Deed> deeds, List<Share> shares, Map<Integer, Integer> toCome) {
        Job job = new Job(toCome, Paths.of(places.stream().map(deeds::get).toList()));
        // Waiting begins long before the end that it reports.
        Deque<Deed> ends = new ArrayDeque<>();
        for (int place : places) {
            Deed deed = deeds.get(place);
            while (!ends.isEmpty() && ends.peek().endNanos() <= deed.entry().startNanos()) {
                job.told(ends.remove(), PhaseKind.ENDING);
            }
            if (shares.get(place) instanceof Share.Told told) {
                if (told.kind() == PhaseKind.ENDING) {
                    ends.add(deed);
                } else {
                    job.told(deed, told.kind());
                }
            } else {
                job.lived(deed);
            }
        }
        ends.forEach(deed -> job.told(deed, PhaseKind.ENDING));
        job.finish();
        List<Draft> drafts = job.drafts();
        boolean onlyRan = drafts.size() == 1 && drafts.get(0).kind() == PhaseKind.BECOMING;
        if (onlyRan && drafts.get(0).deeds().get(0).isFork()) {
            drafts.get(0).becomes(PhaseKind.RUNNING);
        }
        return drafts;
    }

    /** Jobs of a single phase that follow each other with the same kind of phase are one. */
    private static List<Draft> joined(List<List<Draft>> tales) {
        List<Draft> joined = new ArrayList<>();
        boolean open = false;
        for (List<Draft> tale : tales) {
            boolean single = tale.size() == 1;
            Draft first = tale.get(0);
            if (single
                    && open
                    && last(joined).kind() == first.kind()
                    && last(joined).sameTeller(first)) {
                last(joined).addAll(first.deeds());
            } else {
                joined.addAll(tale);
                open = single;
            }
        }
        return joined;
    }

    private static List<Draft> bounded(List<Draft> drafts) {
        if (drafts.size() <= MOST_PHASES) {
            return drafts;
        }
        List<Draft> bounded = new ArrayList<>(drafts.subList(0, MOST_PHASES - 1));
        Draft rest = new Draft(PhaseKind.REST);
        drafts.subList(MOST_PHASES - 1, drafts.size()).stream()
                .map(Draft::deeds)
                .flatMap(Collection::stream)
                .sorted(Comparator.comparingLong(deed -> deed.entry().sequence()))
                .forEach(rest::add);
        bounded.add(rest);
        return bounded;
    }

    private static Draft last(List<Draft> drafts) {
        return drafts.get(drafts.size() - 1);
    }
}
