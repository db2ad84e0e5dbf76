package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.Hook;
import cancelsafe.lab.hook.Monitors;
import cancelsafe.lab.hook.RuntimeListener;
import cancelsafe.lab.monitor.Attention;
import cancelsafe.lab.monitor.CrashDisk;
import cancelsafe.lab.monitor.Deadlocks;
import cancelsafe.lab.monitor.Escapes;
import cancelsafe.lab.monitor.HappensBefore;
import cancelsafe.lab.monitor.Leaks;
import cancelsafe.lab.monitor.LineTrace;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.monitor.ThreadsLeft;
import cancelsafe.lab.monitor.ThreadsLeft.Left;
import cancelsafe.lab.monitor.UnseenFailures;
import cancelsafe.lab.schedule.Scheduler;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;
import cancelsafe.lab.weave.Weaver;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * One run of a body, with the cancellations that are planned for it. It puts the canceller and the
 * monitors together, lets the scheduler run the threads, and tells what was seen.
 */
public final class Run {
    private final Scheduler scheduler;
    private final Plan plan;
    private final Target target;
    private final EndOfRun end;
    private final Observer observer;
    private final Canceller canceller;
    private final GivenCalls calls;
    private final Allowances allowances;
    private final RuntimeListener listener;
    private final OutsideDisturbances disturbances;
    private final @Nullable CrashDisk disk;
    private final Leaks leaks = new Leaks(Weaver::hasWoven);
    private final HappensBefore order = new HappensBefore(Weaver::hasWoven);
    private final Deadlocks deadlocks = new Deadlocks();
    private final UnseenFailures failures = new UnseenFailures();
    private final LineTrace lines = new LineTrace();
    private final ThreadsLeft threadsLeft = new ThreadsLeft();
    private List<Left> left = List.of();

    /**
     * A run.
     *
     * @param onlyThread name of the only thread that is cancelled; empty for any
     * @param readings reads the watched values, at each moment that counts with a new one
     * @param disk told of what is done to files; null where nothing is to crash
     * @param faults what may fail
     */
    public Run(
            Plan plan,
            Cancellations cancellations,
            String onlyThread,
            Supplier<WatchedValues.Reading> readings,
            @Nullable CrashDisk disk,
            FaultSources faults) {
        this.plan = plan;
        this.disk = disk;
        SchedulerEvents events = new SchedulerEvents(order, lines, threadsLeft);
        scheduler = new Scheduler(plan.search(), events, events::settled, events);
        target = new Target(cancellations, onlyThread, scheduler);
        end = new EndOfRun(scheduler);
        disturbances = new OutsideDisturbances(target, end, scheduler);
        observer = new Observer(scheduler, readings);
        Attention attention = new Attention(scheduler::isObserver);
        canceller = new Canceller(plan, target, scheduler, attention, observer, end, lines, disk);
        calls = new GivenCalls(faults, plan.fault(), attention, canceller, observer, end);
        Services services = new Services(scheduler);
        allowances = new Allowances(plan, attention, target, services, canceller::note);
        events.tell(canceller, disturbances);
        listener =
                new HookListener(
                        scheduler,
                        canceller,
                        calls,
                        allowances,
                        new FileSteps(attention, canceller, calls, end, disk),
                        new ResourceSteps(attention, leaks, deadlocks, lines),
                        new MemorySteps(attention, scheduler, order, end),
                        new Escapes(
                                attention,
                                deadlocks,
                                failures,
                                scheduler::knows,
                                end::giveUp,
                                end::stop),
                        services);
    }

    /**
     * Runs the body until it has ended and all is quiet, or until it is given up.
     *
     * @param name of its thread
     */
    public void run(String name, Callable<?> body) {
        BodyTask task = new BodyTask(body, canceller, end, scheduler, lines, disk);
        Thread thread = scheduler.threads().name(name).unstarted(task);
        target.runsOn(thread);
        thread.start();
        scheduler.run();
        canceller.endVisits();
        if (!end.isKnown()) {
            end.set(new Unfinished(scheduler, target, canceller, deadlocks).endOf(thread));
        }
        switch (end.get()) {
            case RunEnd.Finished _ ->
                    left =
                            threadsLeft.describe(
                                    scheduler.alive().stream().filter(t -> t != thread).toList(),
                                    target::name,
                                    WovenFrames::describe);
            case RunEnd.Crashed crashed -> afterCrash(crashed);
            default -> {}
        }
    }

    /** Directs the hooks to this run while {@code task} runs. */
    public void whileDirected(Runnable task) {
        Hook.direct(listener);
        try {
            task.run();
        } finally {
            scheduler.stop();
            Hook.direct(null);
            scheduler.markOver();
        }
    }

    /** Releases what threads hold that will never go on; nothing more is asked of this run. */
    public void release() {
        Monitors.forget(scheduler.alive());
    }

    /** What the operating system does when a process has died, and what the disk has done. */
    private void afterCrash(RunEnd.Crashed crashed) {
        leaks.closeFiles();
        if (disk != null) {
            disk.crash(crashed.how());
        }
        observeAtRest();
    }

    /** Runs {@code task} on a thread of its own, before or after the body. */
    public void observeAtRest(Runnable task) {
        scheduler.observeAtRest(task);
    }

    /** Reads the watched values on a thread of its own, while no other thread has its turn. */
    public void observeAtRest() {
        observer.observeAtRest();
    }

    /** How it ended. */
    public RunEnd end() {
        return end.get();
    }

    /** What the body threw; null if it returned or did not end. */
    public @Nullable Throwable thrown() {
        return end() instanceof RunEnd.Finished finished ? finished.thrown() : null;
    }

    /** The visits to points, in the sequence in which they were made. */
    public List<PointVisit> visits() {
        return canceller.visits();
    }

    /** The cancellations that were delivered; a fault is none of them, see {@link #fault}. */
    public List<Cancel> delivered() {
        return canceller.delivered();
    }

    /** Whether all planned cancellations were delivered. */
    public boolean isHit() {
        return delivered().size() == plan.cancels().size() && calls.isHit();
    }

    /** Up to its last cancellation a run goes as the one did that it was planned by. */
    public boolean isMissed() {
        return delivered().size() < plan.cancels().size() && visits().size() < plan.last();
    }

    /** Whether there is something to recover from. */
    public boolean isDisturbed() {
        return (isCancelled() || fault() != null) && end().isJudged();
    }

    /** The ways in which the test disturbs it. */
    public Cancellations cancellations() {
        return target.cancellations();
    }

    /** The calls that may return late, or return or fail without a reason, in their sequence. */
    public List<PointVisit> allowed() {
        return allowances.places();
    }

    /** What may happen at these calls. */
    public List<Cancel> allowedWays() {
        return allowances.ways();
    }

    /** Whether a cancellation or a crash has reached it. */
    public boolean isCancelled() {
        return delivered().stream().anyMatch(c -> c.when() != When.ALLOWED);
    }

    /** Whether a cancellation has reached the thread that runs the body. */
    public boolean bodyWasHit() {
        return canceller.bodyWasHit();
    }

    /** Whether an interrupt has reached the thread that runs the body. */
    public boolean bodyWasInterrupted() {
        return canceller.bodyWasInterrupted();
    }

    /** The calls to what the test gave, if they are to fail. */
    public List<Fault.Call> givenCalls() {
        return calls.calls();
    }

    /** The fault that came; null if none did. */
    public Fault.@Nullable Thrown fault() {
        return calls.thrown();
    }

    /** Whether {@code thrown} ended a thread and a handler was told of it. */
    public boolean wasHandled(Throwable thrown) {
        return failures.wasSeen(thrown);
    }

    /** What ended threads without anybody's being told, in words. */
    public List<String> unseenFailures() {
        return failures.described(target::name, WovenFrames::describe);
    }

    /** Whether the test has one thread cancelled that is not the one that runs the body. */
    public boolean concernsOther() {
        return target.isOther();
    }

    /** The threads that were still alive when the body had ended. */
    public List<Left> left() {
        return left;
    }

    /** What it has opened and taken. */
    public Leaks leaks() {
        return leaks;
    }

    /** The first point that a cancelled thread completed outside of its handlers; null if none. */
    public @Nullable CodeLocation completedAfter() {
        return canceller.completedAfter();
    }

    /** Accesses that no happens-before edge orders, in words. */
    public List<String> races() {
        return order.races();
    }

    /** What has interfered from outside the run, in words; empty if the run can be repeated. */
    public List<String> disturbances() {
        return disturbances.described();
    }

    /** How often another thread went on than the one before. */
    public int switches() {
        return scheduler.switches();
    }

    /** The lines that were reached. */
    public LineTrace lines() {
        return lines;
    }

    /** What the test does in the place of an interrupt, as it names it; else empty. */
    public String nameOfAction() {
        return target.cancellations().nameOfAction();
    }

    /** A name of the thread that is the same in every run. */
    public String name(Thread thread) {
        return target.name(thread);
    }
}
