package cancelsafe.lab.real;

import cancelsafe.lab.hook.CallerHook;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.real.CallerRun.Moment;
import cancelsafe.lab.real.Judgement.Verdict;
import cancelsafe.lab.weave.LibraryLoader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Runs a driver undisturbed, then once for each of its points, and judges what came of it. */
final class RealExploration {
    /** A call that comes more often behaves as it did before. */
    private static final int MOST_PASSES_OF_A_CALL = 5;

    private static final int MOST_TRIALS = 100;
    private static final int MOST_WITHOUT_END = 3;

    /** The hooks know one run at a time. */
    private static final ReentrantLock ONE_RUN = new ReentrantLock();

    private final String title;
    private final Class<? extends LibraryDriver> driver;
    private final LibraryLoader loader;
    private final Map<Promise, String> givenUp;
    private final Duration limit;
    private final Interrupts interrupts;
    private final List<String> notes = new ArrayList<>();

    /**
     * An exploration that has not begun.
     *
     * @param driver loaded by {@code loader}
     * @param givenUp the promises that are not judged, each with the reason
     * @param limit for each body
     */
    RealExploration(
            String title,
            Class<? extends LibraryDriver> driver,
            LibraryLoader loader,
            Map<Promise, String> givenUp,
            Duration limit,
            Interrupts interrupts) {
        this.title = title;
        this.driver = driver;
        this.loader = loader;
        this.givenUp = givenUp;
        this.limit = limit;
        this.interrupts = interrupts;
    }

    /** Ends an exploration that can say nothing. */
    private static final class NotJudged extends Exception {
        private static final long serialVersionUID = 1;
        private final String why;

        NotJudged(String why) {
            super(why);
            this.why = why;
        }
    }

    Judgement judge() {
        ONE_RUN.lock();
        try {
            return judged();
        } catch (NotJudged e) {
            restrictions();
            return new Judgement(title, Verdict.NOT_JUDGED, e.why, 0, List.of(), notes);
        } finally {
            CallerHook.direct(null);
            ONE_RUN.unlock();
        }
    }

    private Judgement judged() throws NotJudged {
        run(Moment.NEVER); // what is loaded now passes its points now, not later
        List<Integer> points = undisturbed(run(Moment.NEVER));
        Map<Integer, Integer> often = new HashMap<>();
        points.forEach(site -> often.merge(site, 1, Integer::sum));
        List<Integer> chosen = chosen(points);
        List<Trial> trials = new ArrayList<>();
        if (chosen.size() < points.size()) {
            notes.add("tried %d of %d points".formatted(chosen.size(), points.size()));
        }
        trials(chosen, false, often, trials);
        if (interrupts.late()) {
            notes.add(
                    "also interrupted while it waited: at "
                            + Judgement.counted(trials(chosen, true, often, trials)));
        }
        if (trials.isEmpty()) {
            throw new NotJudged("no point of the undisturbed run was reached again");
        }
        restrictions();
        Optional<Trial> cutOff =
                trials.stream()
                        .filter(t -> t.broken().isEmpty() && !t.cutOff().isEmpty())
                        .findFirst();
        boolean isBroken = trials.stream().anyMatch(t -> !t.broken().isEmpty());
        if (!isBroken && cutOff.isPresent()) {
            throw new NotJudged(
                    "in the run to point %d, %s"
                            .formatted(cutOff.get().n(), String.join(", ", cutOff.get().cutOff())));
        }
        return new Judgement(
                title, isBroken ? Verdict.BROKEN : Verdict.HELD, "", points.size(), trials, notes);
    }

    private DriverRun run(Moment moment) {
        return DriverRun.of(driver, interrupts, moment, limit);
    }

    /**
     * Adds a trial for each of the chosen points that is reached again; says how many there are.
     */
    private int trials(
            List<Integer> chosen, boolean late, Map<Integer, Integer> often, List<Trial> trials)
            throws NotJudged {
        int before = trials.size();
        int withoutEnd = 0;
        int tried = 0;
        for (int n : chosen) {
            if (withoutEnd == MOST_WITHOUT_END) {
                break;
            }
            tried++;
            DriverRun run = run(new Moment(n, late));
            if (!run.trouble().isEmpty()) {
                throw new NotJudged("in the run to point %d, %s".formatted(n, run.trouble()));
            }
            CodeLocation at = run.caller().at();
            if (at != null) {
                trials.add(trial(n, at, late, run, often));
            }
            withoutEnd += run.caller().ended() == null ? 1 : 0;
        }
        int reached = trials.size() - before;
        String when = late ? " while it waited" : "";
        if (reached < tried && !late) {
            notes.add("not reached again: " + Judgement.counted(tried - reached));
        }
        if (tried < chosen.size()) {
            notes.add(
                    "not tried%s, after %d bodies that did not end: %s"
                            .formatted(when, withoutEnd, Judgement.counted(chosen.size() - tried)));
        }
        return reached;
    }

    /** The points of a run that must be right before anything is cancelled. */
    private List<Integer> undisturbed(DriverRun run) throws NotJudged {
        if (!run.trouble().isEmpty()) {
            throw new NotJudged(run.trouble());
        }
        Ended ended = run.caller().ended();
        if (ended == null) {
            throw new NotJudged(
                    "the undisturbed body does not end within " + limit.toMillis() + " ms");
        }
        if (run.caller().isGivenUp()) {
            throw new NotJudged("the undisturbed body passes too many points");
        }
        if (ended.thrown() != null) {
            throw new NotJudged("the undisturbed body throws " + ended.thrown());
        }
        if (!run.check().isEmpty()) {
            throw new NotJudged("the check fails in the undisturbed run: " + run.check());
        }
        List<Integer> points = run.caller().points();
        if (points.isEmpty()) {
            throw new NotJudged(
                    "%s passes no point of the library (%d of its classes are woven)"
                            .formatted(
                                    interrupts.areOfBody()
                                            ? "the body"
                                            : "a thread named %s".formatted(interrupts.thread()),
                                    loader.woven()));
        }
        return points;
    }

    /** The numbers of the points to be tried. */
    private static List<Integer> chosen(List<Integer> points) {
        Map<Integer, Integer> passes = new HashMap<>();
        List<Integer> chosen = new ArrayList<>();
        for (int n = 1; n <= points.size() && chosen.size() < MOST_TRIALS; n++) {
            if (passes.merge(points.get(n - 1), 1, Integer::sum) <= MOST_PASSES_OF_A_CALL) {
                chosen.add(n);
            }
        }
        return chosen;
    }

    private Trial trial(
            int n, CodeLocation at, boolean late, DriverRun run, Map<Integer, Integer> often) {
        Ended ended = run.caller().ended();
        List<Broken> broken =
                new CallerOwed(run, interrupts.areOfBody(), often, loader)
                        .broken().stream().filter(b -> !givenUp.containsKey(b.promise())).toList();
        return new Trial(
                n,
                at,
                late,
                ended == null ? "did not end" : ended.describe(),
                broken,
                run.cutOff());
    }

    private void restrictions() {
        givenUp.forEach(
                (promise, why) -> notes.add("not judged: %s (%s)".formatted(promise.word(), why)));
        loader.notWoven().forEach(name -> notes.add("not woven: " + name));
    }
}
