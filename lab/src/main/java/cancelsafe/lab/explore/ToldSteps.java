package cancelsafe.lab.explore;

import cancelsafe.lab.monitor.LineTrace.LineReached;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.AroundDepartures;
import cancelsafe.lab.story.Story.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The steps of an attempt as its story tells them: the lines of one file, without the rest. */
final class ToldSteps {
    private static final int MOST = 60;

    /** So many steps are told before and after a departure from the expected schedule. */
    private static final int AROUND = 6;

    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> departures = new ArrayList<>();
    private final List<Integer> gaps = new ArrayList<>();

    /** The steps in {@code source} of the runs of an attempt. */
    ToldSteps(List<Run> runs, String source) {
        for (Run run : runs) {
            read(run, source);
        }
        if (steps.size() > MOST) {
            shorten();
        }
    }

    private void read(Run run, String source) {
        boolean isGap = false;
        boolean departs = false;
        int next = 0;
        for (LineReached reached : run.lines().lines()) {
            isGap |= reached.n() != next;
            next = reached.n() + 1;
            departs |= reached.departs();
            if (!reached.site().file().equals(source)) {
                continue;
            }
            Step step = new Step(run.name(reached.thread()), reached.site().line());
            if (!isGap && !departs && !steps.isEmpty() && steps.getLast().equals(step)) {
                continue;
            }
            if (isGap) {
                gaps.add(steps.size());
            }
            if (departs) {
                departures.add(steps.size());
            }
            isGap = false;
            departs = false;
            steps.add(step);
        }
    }

    /** Keeps the steps around the first departures, and the last ones. */
    private void shorten() {
        SortedSet<Integer> told = AroundDepartures.of(departures, steps.size(), AROUND, MOST / 2);
        for (int i = steps.size() - 1; told.size() < MOST; i--) {
            told.add(i);
        }
        List<Step> all = List.copyOf(steps);
        List<Integer> allDepartures = List.copyOf(departures);
        List<Integer> allGaps = List.copyOf(gaps);
        steps.clear();
        departures.clear();
        gaps.clear();
        int next = 0;
        for (int i : told) {
            if (i != next || allGaps.contains(i)) {
                gaps.add(steps.size());
            }
            if (allDepartures.contains(i)) {
                departures.add(steps.size());
            }
            steps.add(all.get(i));
            next = i + 1;
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The steps with which the schedule departs from the expected one. */
    List<Integer> departures() {
        return List.copyOf(departures);
    }

    /** The steps before which others are left out. */
    List<Integer> gaps() {
        return List.copyOf(gaps);
    }
}
