package cancelsafe.lab;

import cancelsafe.lab.Run.Left;
import cancelsafe.lab.Story.Promise;
import cancelsafe.lab.hook.Site;

import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What every body owes, whether the test speaks of it or not. */
final class Owed {
    static final String NOT_LOST = "the cancellation is not lost";
    static final String ENDS = "the body ends when it is cancelled";
    static final String ENDS_WITH_OTHER =
            "the body ends when the thread on which it relies is cancelled";
    static final String SOMEHOW_ENDS = "the body ends in some run";
    static final String NO_THREAD = "no thread is left running";
    static final String NOT_DEAF = "every long loop passes a cancellation point or a check";
    static final String TOKEN_SEEN = "every long loop looks at the token";
    static final String NOTHING_OPEN = "no file or channel is left open";
    static final String NOTHING_HELD = "no lock or permit is kept";
    static final String CANCELLABLE = "the body can be cancelled somewhere";
    static final String NO_POINT_AFTER = "no point is completed after the cancellation";
    static final String RETURNS = "the body returns when nothing disturbs it";
    static final String RECOVERS = "the recovery succeeds when nothing disturbs it";
    static final String REPEATABLE = "equal runs go alike";

    /** More of one kind tell nobody more. */
    private static final int MOST_LISTED = 10;

    private final Run run;
    private final Signal signal;
    private final Terms terms;
    private final Plan plan;
    private final List<Promise> promises = new ArrayList<>();

    Owed(Run run, Signal signal, Terms terms, Plan plan) {
        this.run = run;
        this.signal = signal;
        this.terms = terms;
        this.plan = plan;
    }

    List<Promise> promises() {
        switch (run.ending()) {
            case Ending.Finished finished -> finished(finished);
            case Ending.Blocked blocked -> {
                boolean wasToEnd = plan.cancels().isEmpty() && plan.undisturbed().ends();
                if (wasToEnd) {
                    broken("the body ends in every order: it waits for ever, " + blocked);
                } else if (run.bodyWasHit()) {
                    broken(ENDS + ": it waits for ever, " + blocked);
                } else if (run.concernsOther() && !run.delivered().isEmpty()) {
                    broken(ENDS_WITH_OTHER + ": it waits for ever, " + blocked);
                } else if (plan.cancels().isEmpty() && blocked.isDeaf()) {
                    broken(ENDS + ": nothing cancels it where it waits for ever, " + blocked);
                } else if (blocked.inCircle()) {
                    broken("no threads wait for each other: " + String.join("; ", blocked.waits()));
                }
            }
            case Ending.GoesOn goesOn -> broken(ENDS + ": it goes on at " + goesOn.site().where());
            case Ending.Deaf deaf ->
                    broken(NOT_DEAF + ", but not the one at " + deaf.loop().where());
            case Ending.Unheard unheard ->
                    broken(TOKEN_SEEN + ", but not the one that passes " + unheard.site());
            case Ending.Refused refused ->
                    broken(
                            "%s%s at %s: use %s"
                                    .formatted(
                                            Promise.CONTROLLED,
                                            refused.call().what(),
                                            refused.call().where(),
                                            refused.instead()));
            case Ending.Endless _, Ending.Crashed _ -> {}
        }
        for (String race : run.races()) {
            broken("no data race: " + race + ", and nothing orders the two");
        }
        if (terms.atLeastOnePoint) {
            promises.add(new Promise(CANCELLABLE, !run.passages().isEmpty()));
        }
        return promises;
    }

    /** What a recovery owes; what it keeps is said only where the body does not owe it. */
    List<Promise> promisesOfRecovery() {
        List<Promise> ofRecovery = new ArrayList<>();
        if (run.delivered().isEmpty()) {
            none(RECOVERS, failed());
            ofRecovery.add(promises.removeLast());
        }
        for (Promise promise : promises()) {
            if (!promise.kept()) {
                ofRecovery.add(
                        promise.refuses()
                                ? promise
                                : new Promise("in the recovery, " + promise.text(), false));
            }
        }
        return ofRecovery;
    }

    private List<String> failed() {
        return switch (run.ending()) {
            case Ending.Finished(_, Throwable thrown, _) ->
                    thrown == null ? List.of() : List.of("it threw " + Run.spoken(thrown));
            case Ending.Blocked blocked -> List.of("it waits for ever, " + blocked);
            case Ending.Endless endless -> List.of(endless.how());
            case Ending.GoesOn _,
                    Ending.Deaf _,
                    Ending.Unheard _,
                    Ending.Refused _,
                    Ending.Crashed _ ->
                    List.of();
        };
    }

    private void finished(Ending.Finished finished) {
        boolean cancelled = run.bodyWasHit() && signal.interrupts();
        if (cancelled && !terms.mayAbsorb) {
            promises.add(new Promise(NOT_LOST, isCarried(finished)));
        }
        if (terms.noPointAfter && !run.delivered().isEmpty()) {
            Site after = run.completedAfter();
            none(NO_POINT_AFTER, after == null ? List.of() : List.of(after.toString()));
        }
        if (!terms.mayLeaveThreads) {
            none(NO_THREAD, threads(run.left()));
        }
        if (!terms.mayLeaveOpen) {
            none(NOTHING_OPEN, run.resources().left());
        }
        if (!terms.mayHold) {
            none(NOTHING_HELD, run.resources().held(plan.undisturbed().permitsKept()));
        }
        for (String disturbance : run.disturbances()) {
            broken(Promise.CONTROLLED + disturbance);
        }
    }

    private void broken(String text) {
        promises.add(new Promise(text, false));
    }

    /** Kept if nothing speaks against it. */
    private void none(String promise, List<String> against) {
        promises.add(
                against.isEmpty()
                        ? new Promise(promise, true)
                        : new Promise(promise + ": " + listed(against), false));
    }

    /**
     * Each by itself, or, where they are many, all that were started in one line and do the same.
     */
    private static List<String> threads(List<Left> left) {
        if (left.size() <= MOST_LISTED) {
            return left.stream().map(t -> t.name() + ", " + t.where()).toList();
        }
        return left.stream()
                .collect(
                        Collectors.groupingBy(
                                t -> "started at " + t.origin() + ", now " + t.where(),
                                LinkedHashMap::new,
                                Collectors.mapping(Left::name, Collectors.toList())))
                .entrySet()
                .stream()
                .map(
                        alike ->
                                String.format(
                                        Locale.ROOT,
                                        "%,d %s (%s)",
                                        alike.getValue().size(),
                                        alike.getKey(),
                                        firstAndLast(alike.getValue())))
                .toList();
    }

    private static String firstAndLast(List<String> names) {
        return names.size() == 1 ? names.getFirst() : names.getFirst() + " to " + names.getLast();
    }

    /** The first few, and how many more there are. */
    private static String listed(List<String> all) {
        if (all.size() <= MOST_LISTED) {
            return String.join("; ", all);
        }
        return String.format(
                Locale.ROOT,
                "%s; and %,d more",
                String.join("; ", all.subList(0, MOST_LISTED)),
                all.size() - MOST_LISTED);
    }

    private boolean isCarried(Ending.Finished finished) {
        Throwable thrown = finished.thrown();
        return finished.interrupted()
                || thrown instanceof InterruptedException
                || thrown instanceof ClosedByInterruptException
                || thrown instanceof FileLockInterruptionException
                || (thrown != null && terms.carriers.stream().anyMatch(t -> t.isInstance(thrown)));
    }
}
