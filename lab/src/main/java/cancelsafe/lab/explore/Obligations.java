package cancelsafe.lab.explore;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.monitor.ThreadsLeft.Left;
import cancelsafe.lab.run.CancellationKind;
import cancelsafe.lab.run.Fault;
import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.run.WovenFrames;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;

import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What every body owes, whether the test speaks of it or not. */
final class Obligations {
    /** More of one kind add nothing. */
    private static final int MOST_LISTED = 10;

    private final Run run;
    private final CancellationKind cancellation;
    private final Waivers waivers;
    private final Plan plan;
    private final List<Promise> promises = new ArrayList<>();

    Obligations(Run run, CancellationKind cancellation, Waivers waivers, Plan plan) {
        this.run = run;
        this.cancellation = cancellation;
        this.waivers = waivers;
        this.plan = plan;
    }

    List<Promise> promises() {
        switch (run.end()) {
            case RunEnd.Finished finished -> finished(finished);
            case RunEnd.Deadlocked blocked -> {
                if (mustEnd() && plan.fault() != null) {
                    broken(PromiseKind.ENDS_AFTER_FAULT, "it waits for ever, " + blocked);
                } else if (mustEnd() && plan.undisturbed().ends()) {
                    broken(PromiseKind.ENDS_IN_EVERY_SCHEDULE, "it waits for ever, " + blocked);
                } else if (run.bodyWasHit()) {
                    broken(PromiseKind.ENDS, "it waits for ever, " + blocked);
                } else if (run.concernsOther() && run.isCancelled()) {
                    broken(PromiseKind.ENDS_WITH_OTHER, "it waits for ever, " + blocked);
                } else if (plan.isUncancelled() && blocked.isDeaf()) {
                    broken(
                            PromiseKind.ENDS,
                            "nothing cancels it where it waits for ever, " + blocked);
                } else if (blocked.inCircle()) {
                    broken(PromiseKind.NO_DEADLOCK, String.join("; ", blocked.waits()));
                } else if (mustEnd()) {
                    broken(PromiseKind.ENDS_UNDISTURBED, "it waits for ever, " + blocked);
                }
            }
            case RunEnd.ContinuesAfterCancel goesOn ->
                    broken(PromiseKind.ENDS, "it goes on at " + goesOn.site().where());
            case RunEnd.NonResponsiveLoop loop ->
                    broken(PromiseKind.LOOPS_RESPOND, "the one at " + loop.loop().where());
            case RunEnd.TokenIgnored ignored ->
                    broken(PromiseKind.LOOPS_CHECK_TOKEN, "the one that passes " + ignored.site());
            case RunEnd.Refused refused ->
                    broken(
                            PromiseKind.CONTROLLED,
                            "%s at %s: use %s"
                                    .formatted(
                                            refused.call().what(),
                                            refused.call().where(),
                                            refused.instead()));
            case RunEnd.Diverges endless -> {
                if (mustEnd() && !plan.hasLateReturn()) {
                    broken(
                            plan.fault() != null
                                    ? PromiseKind.ENDS_AFTER_FAULT
                                    : plan.undisturbed().ends()
                                            ? PromiseKind.ENDS_IN_EVERY_SCHEDULE
                                            : PromiseKind.ENDS_UNDISTURBED,
                            endless.how());
                }
            }
            case RunEnd.Crashed _ -> {}
        }
        for (String race : run.races()) {
            broken(PromiseKind.NO_DATA_RACE, race + ", with no happens-before edge between them");
        }
        if (waivers.atLeastOnePoint) {
            promises.add(
                    new Promise(PromiseKind.CANCELLABLE, "", "", !run.visits().isEmpty(), false));
        }
        return promises;
    }

    /** Whether it must end, in this schedule too, since nothing disturbs it. */
    private boolean mustEnd() {
        return plan.isUncancelled()
                && !waivers.mayWaitForever
                && (plan.undisturbed().ends() || !cancellation.comesWhenSettled());
    }

    /**
     * What a recovery owes; what it keeps is said only where the body does not owe it. It need not
     * be cancellable anywhere.
     */
    List<Promise> promisesOfRecovery() {
        List<Promise> ofRecovery = new ArrayList<>();
        if (run.delivered().isEmpty()) {
            none(PromiseKind.RECOVERS, failed());
            ofRecovery.add(promises.removeLast());
        }
        for (Promise promise : promises()) {
            boolean isOwed =
                    promise.kind() != PromiseKind.CANCELLABLE
                            && promise.kind() != PromiseKind.ENDS_UNDISTURBED; // said above
            if (!promise.kept() && isOwed) {
                ofRecovery.add(
                        promise.kind() == PromiseKind.CONTROLLED ? promise : promise.ofRecovery());
            }
        }
        return ofRecovery;
    }

    private List<String> failed() {
        return switch (run.end()) {
            case RunEnd.Finished(_, Throwable thrown, _) ->
                    thrown == null
                            ? List.of()
                            : List.of("it threw " + WovenFrames.describe(thrown));
            case RunEnd.Deadlocked blocked -> List.of("it waits for ever, " + blocked);
            case RunEnd.Diverges endless -> List.of(endless.how());
            case RunEnd.ContinuesAfterCancel _,
                    RunEnd.NonResponsiveLoop _,
                    RunEnd.TokenIgnored _,
                    RunEnd.Refused _,
                    RunEnd.Crashed _ ->
                    List.of();
        };
    }

    private void finished(RunEnd.Finished finished) {
        if (run.bodyWasInterrupted() && !waivers.mayAbsorb) {
            promises.add(
                    new Promise(PromiseKind.CANCELLATION_KEPT, "", "", isCarried(finished), false));
        }
        if (plan.isUncancelled()
                && finished.interrupted()
                && !hasInterruptOfItsOwn()
                && !waivers.mayInterruptItself) {
            broken(PromiseKind.STATUS_KEPT, "it is set although nothing was cancelled");
        }
        if (!waivers.mayHideFailures && !run.unseenFailures().isEmpty()) {
            none(PromiseKind.NO_FAILURE_UNSEEN, run.unseenFailures());
        }
        Throwable thrown = finished.thrown();
        if (plan.hasLateReturn() && thrown != null && isOfNegativeTime(thrown)) {
            broken(PromiseKind.RETURNS, "it threw " + WovenFrames.describe(thrown));
        }
        Fault.Thrown fault = run.fault();
        if (fault != null && !waivers.mayHideFailures) {
            promises.add(told(fault, finished));
        }
        if (waivers.noPointAfter && !run.delivered().isEmpty()) {
            CodeLocation after = run.completedAfter();
            none(PromiseKind.NO_POINT_AFTER, after == null ? List.of() : List.of(after.toString()));
        }
        if (!waivers.mayLeaveThreads) {
            none(PromiseKind.NO_THREAD_LEFT, threads(run.left()));
        }
        if (!waivers.mayLeaveOpen) {
            none(PromiseKind.NOTHING_OPEN, run.leaks().left());
        }
        if (!waivers.mayHold) {
            none(PromiseKind.NOTHING_HELD, run.leaks().held(plan.undisturbed().permits()));
        }
        for (String disturbance : run.disturbances()) {
            broken(PromiseKind.CONTROLLED, disturbance);
        }
    }

    /** What the JDK says of a time that is over already: of what is left after a late return. */
    private static boolean isOfNegativeTime(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown instanceof IllegalArgumentException
                && trace.length > 0
                && trace[0].getClassName().startsWith("java.");
    }

    /** A fault of the kind that says: somebody has interrupted me. */
    private boolean hasInterruptOfItsOwn() {
        Fault.Thrown fault = run.fault();
        return fault != null && fault.thrown() instanceof InterruptedException;
    }

    private Promise told(Fault.Thrown fault, RunEnd.Finished finished) {
        boolean isTold =
                new Failures(fault.thrown()).reach(finished)
                        || run.wasHandled(fault.thrown())
                        || ((hasInterruptOfItsOwn() || run.bodyWasInterrupted())
                                && isCarried(finished));
        Throwable thrown = finished.thrown();
        String how =
                thrown == null ? "the body returned" : "it threw " + WovenFrames.describe(thrown);
        return isTold
                ? Promise.kept(PromiseKind.FAILURE_TOLD)
                : Promise.broken(
                        PromiseKind.FAILURE_TOLD,
                        "%s failed at %s with %s, but %s"
                                .formatted(
                                        fault.site().what(),
                                        fault.site().where(),
                                        fault.thrown().getClass().getSimpleName(),
                                        how));
    }

    private void broken(PromiseKind kind, String detail) {
        promises.add(Promise.broken(kind, detail));
    }

    /** Kept if nothing speaks against it. */
    private void none(PromiseKind kind, List<String> against) {
        promises.add(
                against.isEmpty() ? Promise.kept(kind) : Promise.broken(kind, listed(against)));
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

    private boolean isCarried(RunEnd.Finished finished) {
        Throwable thrown = finished.thrown();
        return finished.interrupted()
                || thrown instanceof InterruptedException
                || thrown instanceof ClosedByInterruptException
                || thrown instanceof FileLockInterruptionException
                || (thrown != null
                        && waivers.carriers.stream().anyMatch(t -> t.isInstance(thrown)));
    }
}
