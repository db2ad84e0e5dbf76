package cancelsafe.lab.run;

import cancelsafe.lab.hook.CallerLocation;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.FileCall;
import cancelsafe.lab.hook.LocationTable;
import cancelsafe.lab.hook.PointListener;
import cancelsafe.lab.monitor.Attention;
import cancelsafe.lab.monitor.CrashDisk;
import cancelsafe.lab.monitor.LineTrace;
import cancelsafe.lab.monitor.NonResponsiveLoops;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.schedule.Scheduler;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;
import cancelsafe.lab.weave.Weaver;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Counts the points of a run as its threads come to them, and cancels where it is planned. */
final class Canceller implements PointListener {
    /** A body that passes more points than this, undisturbed, has no end. */
    private static final int MOST_POINTS = 2_000;

    /** The same in a test that cancels none of its points, and so makes no run for each. */
    private static final int MOST_POINTS_UNDISTURBED = 200_000;

    /** A thread that passes more points than this after it was cancelled continues. */
    private static final int MOST_POINTS_AFTER = 1_000;

    static final CodeLocation EVERYTHING_WAITS =
            new CodeLocation(CodeLocation.Kind.SETTLED, "", "", "", 0, "everything waits", false);

    private final Plan plan;
    private final Target target;
    private final Scheduler scheduler;
    private final Attention attention;
    private final Observer observer;
    private final EndOfRun end;
    private final LineTrace lines;
    private final NonResponsiveLoops loops = new NonResponsiveLoops();
    private final OtherPoints others;
    private final LateCancellations late;
    private final @Nullable CrashDisk disk;
    private final Map<Thread, Progress> progress = new IdentityHashMap<>();
    private final List<PointVisit> visits = new ArrayList<>();
    private final List<Cancel> delivered = new ArrayList<>();
    private @Nullable CodeLocation completedAfter;
    private boolean bodyWasHit;
    private boolean bodyWasInterrupted;

    /** How far one thread has come. */
    private static final class Progress {
        @Nullable PointVisit open;
        @Nullable FileCall announced;
        boolean hit;
        int pointsAfterHit;
    }

    Canceller(
            Plan plan,
            Target target,
            Scheduler scheduler,
            Attention attention,
            Observer observer,
            EndOfRun end,
            LineTrace lines,
            @Nullable CrashDisk disk) {
        this.plan = plan;
        this.target = target;
        this.scheduler = scheduler;
        this.attention = attention;
        this.observer = observer;
        this.end = end;
        this.lines = lines;
        this.disk = disk;
        others = new OtherPoints(target, end);
        late = new LateCancellations(plan, scheduler, this::deliver);
    }

    @Override
    public void point(int site) {
        if (!attention.looksAway()) {
            reach(LocationTable.get(site), null);
        }
    }

    @Override
    public void check(Object token, int site) {
        if (!attention.looksAway()) {
            reach(LocationTable.get(site), token);
        }
    }

    /** The calling thread is about to run the body. */
    void enter() {
        plan.at(Cancel.ON_ENTRY.n(), When.ENTRY)
                .forEach(
                        cancel -> {
                            hit(cancel, Thread.currentThread());
                            Thread.currentThread().interrupt();
                        });
    }

    /** The calling thread comes to a point, or to an operation that may be one. */
    void reach(CodeLocation site, @Nullable Object token) {
        scheduler.schedulingPoint();
        Thread thread = Thread.currentThread();
        Progress own = progress(thread);
        loops.passesPoint(thread);
        List<CancellationKind> kinds = target.kindsAt(site.kind(), token, thread);
        if (kinds.isEmpty()) {
            others.pass(site, own.hit);
            return;
        }
        others.endStreak();
        PointVisit visit = visit(site, thread, kinds);
        if (own.hit && ++own.pointsAfterHit > MOST_POINTS_AFTER) {
            end.giveUp(new RunEnd.ContinuesAfterCancel(site));
        }
        if (isEndless()) {
            end.giveUp(new RunEnd.Diverges("it passes too many points, last at " + site.where()));
        }
        own.open = visit;
        plan.crashAt(visit.n())
                .ifPresent(
                        cancel -> {
                            crash(cancel, visit);
                            scheduler.abandon();
                        });
        plan.at(visit.n(), When.BEFORE).forEach(this::deliverHere);
        plan.at(visit.n(), When.WAITING)
                .forEach(cancel -> scheduler.whenIdle(() -> deliverTo(cancel, visit)));
        // observing lets others run; the call itself begins now
        visit.begins(scheduler.steps(), scheduler.nanoTime());
        late.begins(visit, cancel -> deliverTo(cancel, visit));
    }

    private PointVisit visit(CodeLocation site, Thread thread, List<CancellationKind> kinds) {
        PointVisit visit = new PointVisit(visits.size() + 1, site, thread, kinds);
        if (disk != null) {
            visit.reachedWith(disk);
        }
        visits.add(visit);
        return visit;
    }

    private boolean isEndless() {
        int most = target.cancellations().come() ? MOST_POINTS : MOST_POINTS_UNDISTURBED;
        return visits.size() > most + plan.last();
    }

    private void deliverHere(Cancel cancel) {
        observer.observe();
        hit(cancel, Thread.currentThread());
        CancellationKind kind = target.kind(cancel);
        if (kind instanceof CancellationKind.Action action) {
            scheduler.runFirst(thread(action));
        } else {
            attention.mute(() -> kind.cancel(Thread.currentThread()));
        }
    }

    /** Nothing of the run goes on: no handler, no {@code finally}, no other thread. */
    private void crash(Cancel cancel, PointVisit visit) {
        hit(cancel, visit.thread());
        end.set(new RunEnd.Crashed(visit.site(), cancel.when()));
        scheduler.stop();
    }

    private Thread thread(CancellationKind.Action action) {
        return scheduler
                .threads()
                .name(action.name())
                .unstarted(() -> action.cancel(Thread.currentThread()));
    }

    private void deliverTo(Cancel cancel, PointVisit visit) {
        if (progress(visit.thread()).open == visit && Unfinished.isWaiting(visit.thread())) {
            deliver(cancel, visit);
        }
    }

    private void deliver(Cancel cancel, PointVisit visit) {
        observer.observeAtRest();
        if (visit.site().kind() == CodeLocation.Kind.LIBRARY) {
            // what a library swallows, the body cannot pass on
            delivered.add(cancel);
        } else {
            hit(cancel, visit.thread());
        }
        CancellationKind kind = target.kind(cancel);
        if (kind instanceof CancellationKind.Action action) {
            scheduler.runFirstAtRest(thread(action));
        } else {
            kind.cancel(visit.thread());
        }
    }

    private void hit(Cancel cancel, Thread thread) {
        delivered.add(cancel);
        lines.keepAround();
        progress(thread).hit = true;
        bodyWasHit |= target.isBody(thread);
        bodyWasInterrupted |=
                target.isBody(thread)
                        && (cancel.when() == When.ENTRY || target.kind(cancel).interrupts());
    }

    /** The driver lets {@code thread} go on. */
    void resumes(Thread thread) {
        Progress own = progress.get(thread);
        if (own != null && own.open != null) {
            late.resumes(own.open);
        }
    }

    /** A moment in which no thread can go on. */
    void settled() {
        Thread body = target.body();
        if (end.isKnown() || body == null) {
            return;
        }
        List<CancellationKind> kinds = target.kindsWhenSettled();
        if (kinds.isEmpty()) {
            scheduler.alive().forEach(this::unseenWait);
            return;
        }
        PointVisit visit = visit(EVERYTHING_WAITS, body, kinds);
        if (isEndless()) {
            end.set(new RunEnd.Diverges("every thread waits again and again, too often to try"));
            scheduler.stop();
        }
        plan.at(visit.n(), When.BEFORE)
                .forEach(
                        cancel -> {
                            observer.observeAtRest();
                            hit(cancel, body);
                            thread((CancellationKind.Action) target.kind(cancel)).start();
                        });
    }

    /** A library, or a reflective call, waits for the woven code that called it. */
    private void unseenWait(Thread thread) {
        Progress own = progress.get(thread);
        if (own == null || own.open != null || !Unfinished.isWaiting(thread)) {
            return;
        }
        List<CancellationKind> kinds = target.kindsAt(CodeLocation.Kind.POINT, null, thread);
        if (kinds.isEmpty()) {
            return;
        }
        CallerLocation.unseen(Weaver::hasWoven, List.of(thread.getStackTrace()))
                .ifPresent(
                        site -> {
                            PointVisit visit = visit(site, thread, kinds);
                            visit.unseen();
                            own.open = visit;
                            plan.crashAt(visit.n()).ifPresent(c -> crash(c, visit));
                            plan.at(visit.n(), When.WAITING).forEach(c -> deliverTo(c, visit));
                        });
    }

    @Override
    public void passed(int site) {
        if (attention.looksAway()) {
            return;
        }
        Progress own = progress(Thread.currentThread());
        boolean hadItsAnswer = own.open != null && plan.firstComesWithAnswerOf(own.open.n());
        close(own);
        CodeLocation done = LocationTable.get(site);
        if (done.isPark() && Thread.currentThread().isInterrupted()) {
            scheduler.emptyWait();
        } else if (own.hit && completedAfter == null && !hadItsAnswer && done.isPointOfWork()) {
            completedAfter = done;
        }
    }

    /** The call at the open point has returned, or thrown, if there is one. */
    private void close(Progress own) {
        PointVisit open = own.open;
        if (open != null) {
            returned(open);
            own.open = null;
        }
    }

    private void returned(PointVisit open) {
        open.returnedIn(scheduler.steps(), scheduler.nanoTime(), visits.size());
    }

    @Override
    public void line(int site) {
        if (attention.looksAway()) {
            return;
        }
        Thread thread = Thread.currentThread();
        CodeLocation line = LocationTable.get(site);
        Progress own = progress(thread);
        close(own); // if it is open still, it threw
        own.announced = null;
        lines.reached(thread, line);
        loops.reaches(thread, line).ifPresent(end::giveUp);
    }

    @Override
    public void loop(int site) {
        if (!attention.looksAway()) {
            loops.turns(Thread.currentThread(), LocationTable.get(site)).ifPresent(end::giveUp);
        }
    }

    /** An operation of a channel ends; whether it is to end as if it had been interrupted. */
    boolean channelEnds(boolean completed) {
        PointVisit open = open();
        if (open == null) {
            return false;
        }
        returned(open);
        if (!completed) {
            return false;
        }
        open.channelWorked();
        List<Cancel> after = plan.at(open.n(), When.AFTER);
        after.forEach(this::deliverHere);
        return after.stream().anyMatch(c -> target.kind(c).interrupts());
    }

    /** The calling thread does this to a file as soon as its channel begins. */
    void announce(FileCall call) {
        progress(Thread.currentThread()).announced = call;
    }

    /** What the calling thread has announced in this line, once; null if there is nothing. */
    @Nullable FileCall takeAnnounced() {
        Progress own = progress(Thread.currentThread());
        FileCall call = own.announced;
        own.announced = null;
        return call;
    }

    /** The point that the calling thread has reached and not passed; null if there is none. */
    @Nullable PointVisit open() {
        return progress(Thread.currentThread()).open;
    }

    /** Whether {@code thread} has reached a point and not passed it. */
    boolean isAtPoint(Thread thread) {
        return progress(thread).open != null;
    }

    /** The points that no thread will pass any more. */
    void endVisits() {
        for (Progress each : progress.values()) {
            if (each.open != null) {
                each.open.neverReturned();
            }
        }
    }

    /** The end of a body that has passed other points all the time; null if it is none of those. */
    @Nullable RunEnd withoutPoint() {
        return others.endOfDays();
    }

    List<PointVisit> visits() {
        return visits;
    }

    List<Cancel> delivered() {
        return delivered;
    }

    /** Something was done that is no cancellation. */
    void note(Cancel allowed) {
        delivered.add(allowed);
    }

    boolean bodyWasHit() {
        return bodyWasHit;
    }

    boolean bodyWasInterrupted() {
        return bodyWasInterrupted;
    }

    @Nullable CodeLocation completedAfter() {
        return completedAfter;
    }

    private Progress progress(Thread thread) {
        return progress.computeIfAbsent(thread, t -> new Progress());
    }
}
