package cancelsafe.lab;

import cancelsafe.lab.Story.Cancel;
import cancelsafe.lab.Story.When;
import cancelsafe.lab.hook.FileCall;
import cancelsafe.lab.hook.Here;
import cancelsafe.lab.hook.Hook;
import cancelsafe.lab.hook.Monitors;
import cancelsafe.lab.hook.Sink;
import cancelsafe.lab.hook.Site;
import cancelsafe.lab.hook.Sites;
import cancelsafe.lab.schedule.Disturbance;
import cancelsafe.lab.schedule.Order;
import cancelsafe.lab.schedule.Scheduler;
import cancelsafe.lab.weave.Weaver;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One run of a body, with the cancellations that are planned for it. */
final class Run implements Sink {
    /** A body that passes more points than this, undisturbed, has no end. */
    private static final int ENDLESS_POINTS = 2_000;

    /** A thread that passes more points than this after it was cancelled goes on. */
    private static final int POINTS_AFTER = 1_000;

    /** So many points that are none for the signal, one after the other, tell of a loop. */
    private static final int UNHEARD_POINTS = 100_000;

    /** So many do, if the clock has reached its end meanwhile. */
    private static final int UNHEARD_DAYS = 100;

    /** A loop that turns more often than this between two points is deaf. */
    private static final int DEAF_TURNS = 300_000;

    /** Turns after which an order of the threads is given up: somebody waits by turning round. */
    private static final int LONGEST_RUN = 20_000;

    /** As many lines between two points: they are called by a loop of the JDK, or by themselves. */
    private static final int DEAF_LINES = 3_000_000;

    private static final int STEPS_KEPT = 40;

    private static final Ending ENDLESS = new Ending.Endless("it passes points without end");

    private static final Site EVERYTHING_WAITS =
            new Site(Site.Kind.SETTLED, "", "", "", 0, "everything waits", false);

    private final Scheduler scheduler;
    private final Plan plan;
    private final Signal signal;
    private final String onlyThread;
    private final Supplier<Watches.Look> looks;
    private final @Nullable Disk disk;
    private final Resources resources = new Resources();
    private final HappensBefore order = new HappensBefore();
    private final Standstill standstill = new Standstill();
    private final Set<String> disturbances = new LinkedHashSet<>();
    private final Map<Thread, Trace> traces = new IdentityHashMap<>();
    private final Map<Thread, Site> origins = new IdentityHashMap<>();
    private final List<ThreadPoolExecutor> ownPools = new ArrayList<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private final List<Passage> passages = new ArrayList<>();
    private final List<Cancel> delivered = new ArrayList<>();
    private final List<LineReached> firstLines = new ArrayList<>();
    private final Deque<LineReached> lastLines = new ArrayDeque<>();
    private @Nullable Thread body;
    private @Nullable Ending ending;
    private List<Left> left = List.of();
    private @Nullable Site completedAfter;
    private int unheard;
    private @Nullable Site lastUnheard;
    private boolean bodyWasHit;
    private boolean muted;
    private boolean takingNote;

    /** What is known of one thread. */
    private static final class Trace {
        @Nullable Passage open;
        @Nullable Site line;
        @Nullable FileCall begins;
        int turns;
        int lines;
        boolean hit;
        int pointsAfterHit;
    }

    /**
     * A thread that still lived when the body had ended.
     *
     * @param where what it does, in words
     * @param origin the line in which it was started
     */
    record Left(String name, String where, String origin) {}

    /** A thread has reached a line. */
    record LineReached(Thread thread, Site site) {}

    /**
     * A run.
     *
     * @param onlyThread name of the only thread that is cancelled; empty for any
     * @param looks reads the watched values, at each moment that counts with a new one
     * @param disk told of what is done to files; null where nothing is to crash
     */
    Run(
            Plan plan,
            Signal signal,
            String onlyThread,
            Supplier<Watches.Look> looks,
            @Nullable Disk disk) {
        this.scheduler =
                new Scheduler(plan.choices(), new FromInside(), this::settled, new FromOutside());
        this.plan = plan;
        this.signal = signal;
        this.onlyThread = onlyThread;
        this.looks = looks;
        this.disk = disk;
    }

    /**
     * Runs the body until it has ended and all is quiet, or until it is given up.
     *
     * @param name of its thread
     */
    void run(String name, Callable<?> callable) {
        Thread thread = scheduler.threads().name(name).unstarted(() -> bodyOf(callable));
        body = thread;
        thread.start();
        scheduler.run();
        traces.values().stream().map(t -> t.open).forEach(Run::close);
        if (ending == null) {
            ending = withoutEnd(thread);
        }
        if (ending instanceof Ending.Finished) {
            left = scheduler.alive().stream().filter(t -> t != thread).map(this::left).toList();
        }
        if (ending instanceof Ending.Crashed crashed) {
            afterCrash(crashed);
        }
    }

    /**
     * Lets go of what the threads hold that will never go on; nothing more is asked of this run.
     */
    void letGo() {
        Monitors.forget(scheduler.alive());
    }

    /** What the operating system does when a process has died, and what the disk has done. */
    private void afterCrash(Ending.Crashed crashed) {
        resources.closeFiles();
        if (disk != null) {
            disk.crash(crashed.how());
        }
        lookAtRest();
    }

    private Ending withoutEnd(Thread thread) {
        if (scheduler.isOutOfTime() && delivered.isEmpty()) {
            Site last = lastUnheard;
            if (last != null && unheard > UNHEARD_DAYS && signal instanceof Signal.Token) {
                return new Ending.Unheard(last);
            }
            return new Ending.Endless("it goes on without end, " + whereIs(thread));
        }
        List<Thread> alive = scheduler.alive();
        List<String> waits = new ArrayList<>(standstill.waits(alive, this::name));
        waits.addAll(standstill.starved(ownPools, alive, t -> name(t) + ", " + whereIs(t)));
        return new Ending.Blocked(
                whereIs(thread), waits, standstill.isCircle(alive), waitsUnheard(alive));
    }

    /** Whether a thread that is to be interrupted waits where no interrupt reaches it. */
    private boolean waitsUnheard(List<Thread> alive) {
        return signal.interrupts()
                && alive.stream()
                        .filter(t -> onlyThread.isEmpty() ? t == body : concerns(t))
                        .anyMatch(t -> isWaiting(t) && trace(t).open == null);
    }

    /** Whether the test has one thread cancelled that is not the one that runs the body. */
    boolean concernsOther() {
        return body != null && !concerns(body);
    }

    /** What threads of the run do to each other. */
    private final class FromInside implements Order {
        @Override
        public void wakes(Thread by, Thread woken) {
            Trace trace = traces.get(by);
            if (trace != null && trace.line != null) {
                origins.putIfAbsent(woken, trace.line);
            }
            order.wakes(by, woken);
        }

        @Override
        public void leaves(Thread thread) {
            order.leaves(thread);
        }
    }

    /** What the scheduler does not control. */
    private final class FromOutside implements Disturbance {
        @Override
        public void wokenFromOutside(Thread thread) {
            disturbances.add(
                    "what woke %s from outside the run, %s"
                            .formatted(name(thread), whereIs(thread)));
        }

        @Override
        public void monitorContended(Thread thread) {
            if (ending == null) {
                ending =
                        new Ending.Refused(
                                Here.site(
                                                Site.Kind.REFUSED,
                                                Weaver::hasWoven,
                                                List.of(thread.getStackTrace()))
                                        .orElse(EVERYTHING_WAITS),
                                "a lock or a collection of java.util.concurrent: another thread"
                                        + " waits while it holds this monitor");
            }
            scheduler.stop();
        }
    }

    private static void close(@Nullable Passage open) {
        if (open != null) {
            open.neverReturned();
        }
    }

    @SuppressWarnings("Interruption") // its own status is what is asked for
    private void bodyOf(Callable<?> callable) {
        Object value = null;
        Throwable thrown = null;
        try {
            value = callable.call();
            reachEnd();
        } catch (Throwable t) {
            thrown = t;
        }
        if (ending != null) {
            return;
        }
        ending = new Ending.Finished(value, thrown, Thread.currentThread().isInterrupted());
        scheduler.whenIdle(scheduler::stop);
    }

    private Left left(Thread thread) {
        Site origin = origins.get(thread);
        return new Left(name(thread), whereIs(thread), origin == null ? "outside" : origin.where());
    }

    /** What crashes may do so, too, when all is done and nobody has been told. */
    private void reachEnd() {
        Site last = trace().line;
        if (disk != null && last != null && ending == null) {
            reach(
                    new Site(
                            Site.Kind.FILE,
                            last.className(),
                            last.method(),
                            last.file(),
                            last.line(),
                            "the end",
                            false),
                    null);
        }
    }

    /** Runs {@code look} on a thread of its own, before or after the body. */
    void observeAtRest(Runnable look) {
        scheduler.observeAtRest(look);
    }

    /** Reads the watched values on a thread of its own, while no other thread has its turn. */
    void lookAtRest() {
        Watches.Look look = looks.get();
        scheduler.observeAtRest(look);
        look.isOver();
    }

    Ending ending() {
        Ending known = ending;
        if (known == null) {
            throw new IllegalStateException("the run has not ended");
        }
        return known;
    }

    /** What the body threw; null if it returned or did not end. */
    @Nullable Throwable thrown() {
        return ending() instanceof Ending.Finished finished ? finished.thrown() : null;
    }

    /** The points in the order in which they were reached. */
    List<Passage> passages() {
        return passages;
    }

    /** The cancellations that have come to pass. */
    List<Cancel> delivered() {
        return delivered;
    }

    /** Whether all planned cancellations have come to pass. */
    boolean isHit() {
        return delivered.size() == plan.cancels().size();
    }

    /** Up to its last cancellation a run goes as the one did that it was planned by. */
    boolean isMissed() {
        return !isHit() && passages.size() < plan.last();
    }

    /** Whether there is something to recover from. */
    boolean isDisturbed() {
        return !delivered.isEmpty()
                && (ending instanceof Ending.Finished || ending instanceof Ending.Crashed);
    }

    /** The ways to disturb it at a point that it has passed. */
    List<When> ways(Passage passage) {
        return signal.ways(passage);
    }

    /** Whether a cancellation has reached the thread that runs the body. */
    boolean bodyWasHit() {
        return bodyWasHit;
    }

    /** The threads that still lived when the body had ended. */
    List<Left> left() {
        return left;
    }

    /** What it has opened and taken. */
    Resources resources() {
        return resources;
    }

    /** The first point that a cancelled thread completed outside of its handlers; null if none. */
    @Nullable Site completedAfter() {
        return completedAfter;
    }

    /** Accesses to plain fields that nothing orders, in words. */
    List<String> races() {
        return order.races();
    }

    /** What has interfered from outside the run, in words; empty if the run can be repeated. */
    List<String> disturbances() {
        return List.copyOf(disturbances);
    }

    /** How often another thread went on than the one before. */
    int switches() {
        return scheduler.switches();
    }

    /** The lines that were reached, the middle left out where they are many. */
    List<LineReached> lines() {
        List<LineReached> all = new ArrayList<>(firstLines);
        all.addAll(lastLines);
        return all;
    }

    /** A name of the thread that is the same in every run. */
    String name(Thread thread) {
        return thread.getName().isEmpty() ? "t" + scheduler.birth(thread) : thread.getName();
    }

    /** An exception and the line of woven code that it came from. */
    static String spoken(Throwable thrown) {
        return thrown + where(thrown.getStackTrace()).map(at -> ", " + at).orElse("");
    }

    private static Optional<String> where(StackTraceElement[] stack) {
        return wovenFrame(stack).map(f -> "at " + f.getFileName() + ":" + f.getLineNumber());
    }

    /** The innermost frame of woven code; empty if there is none. */
    static Optional<StackTraceElement> wovenFrame(StackTraceElement[] stack) {
        return Arrays.stream(stack).filter(f -> Weaver.hasWoven(f.getClassName())).findFirst();
    }

    /** The line of woven code that the thread is in, in words. */
    private static String whereIs(Thread thread) {
        return where(thread.getStackTrace())
                .orElse(
                        switch (thread.getState()) {
                            case NEW -> "never started";
                            case RUNNABLE -> "about to go on";
                            default -> "idle in a pool or a library";
                        });
    }

    private Trace trace() {
        return trace(Thread.currentThread());
    }

    private Trace trace(Thread thread) {
        return traces.computeIfAbsent(thread, t -> new Trace());
    }

    private boolean looksAway() {
        return muted || scheduler.isObserver();
    }

    private void giveUp(Ending why) {
        if (ending == null
                || (ending instanceof Ending.Finished && why instanceof Ending.Refused)) {
            ending = why;
        }
        scheduler.abandon();
    }

    @Override
    public boolean isHere() {
        return scheduler.isRunning();
    }

    @Override
    public boolean isDriver() {
        return scheduler.isDriver();
    }

    @Override
    public void point(int site) {
        if (!looksAway()) {
            reach(Sites.get(site), null);
        }
    }

    @Override
    public void check(Object target, int site) {
        if (!looksAway()) {
            reach(Sites.get(site), target);
        }
    }

    private void reach(Site site, @Nullable Object target) {
        scheduler.stepAside();
        Trace trace = trace();
        trace.turns = 0;
        trace.lines = 0;
        if (!signal.comesAt(site.kind(), target) || !concerns(Thread.currentThread())) {
            passUnheard(site, trace);
            return;
        }
        unheard = 0;
        Passage passage = passage(site, Thread.currentThread());
        if (trace.hit && ++trace.pointsAfterHit > POINTS_AFTER) {
            giveUp(new Ending.GoesOn(site));
        }
        if (isEndless()) {
            giveUp(ENDLESS);
        }
        trace.open = passage;
        plan.crashAt(passage.n)
                .ifPresent(
                        cancel -> {
                            crash(cancel, passage, trace);
                            scheduler.abandon();
                        });
        plan.at(passage.n, When.BEFORE).ifPresent(c -> deliverHere(c, trace));
        plan.at(passage.n, When.WAITING)
                .ifPresent(c -> scheduler.whenIdle(() -> deliverTo(c, passage, trace)));
        // observing lets others run; the call itself begins now
        passage.begins(scheduler.steps());
    }

    private void passUnheard(Site site, Trace trace) {
        lastUnheard = site;
        if (++unheard <= UNHEARD_POINTS) {
            return;
        }
        if (trace.hit) {
            giveUp(new Ending.GoesOn(site));
        } else if (!onlyThread.isEmpty()) {
            giveUp(new Ending.Endless("it goes on without a point of " + onlyThread));
        } else if (signal instanceof Signal.Token) {
            giveUp(new Ending.Unheard(site));
        } else {
            giveUp(new Ending.Endless("it goes on at %s without a point".formatted(site.where())));
        }
    }

    private boolean concerns(Thread thread) {
        return onlyThread.isEmpty() || name(thread).equals(onlyThread);
    }

    private Passage passage(Site site, Thread thread) {
        Passage passage = new Passage(passages.size() + 1, site, thread);
        if (disk != null) {
            passage.reachedWith(disk);
        }
        passages.add(passage);
        return passage;
    }

    private boolean isEndless() {
        return passages.size() > ENDLESS_POINTS + plan.last();
    }

    private void deliverHere(Cancel cancel, Trace trace) {
        Watches.Look look = looks.get();
        scheduler.observe(look);
        look.isOver();
        note(cancel, trace, Thread.currentThread());
        if (signal instanceof Signal.Action action) {
            scheduler.interpose(thread(action));
            return;
        }
        muted = true;
        try {
            signal.give(Thread.currentThread());
        } finally {
            muted = false;
        }
    }

    /** Nothing of the run goes on: no handler, no {@code finally}, no other thread. */
    private void crash(Cancel cancel, Passage passage, Trace trace) {
        note(cancel, trace, passage.thread);
        ending = new Ending.Crashed(passage.site, cancel.when());
        scheduler.stop();
    }

    private Thread thread(Signal.Action action) {
        return scheduler
                .threads()
                .name(action.name())
                .unstarted(() -> action.give(Thread.currentThread()));
    }

    private void deliverTo(Cancel cancel, Passage passage, Trace trace) {
        if (trace.open != passage || !isWaiting(passage.thread)) {
            return;
        }
        lookAtRest();
        if (passage.site.kind() == Site.Kind.LIBRARY) {
            // what a library swallows, the body cannot pass on
            delivered.add(cancel);
        } else {
            note(cancel, trace, passage.thread);
        }
        signal.give(passage.thread);
    }

    /** A moment in which nothing can go on. */
    private void settled() {
        Thread thread = body;
        if (ending != null || thread == null) {
            return;
        }
        if (!signal.comesWhenSettled()) {
            scheduler.alive().forEach(this::unseenWait);
            return;
        }
        Passage passage = passage(EVERYTHING_WAITS, thread);
        if (isEndless()) {
            ending = ENDLESS;
            scheduler.stop();
        }
        plan.at(passage.n, When.BEFORE)
                .ifPresent(
                        cancel -> {
                            lookAtRest();
                            note(cancel, trace(thread), thread);
                            thread((Signal.Action) signal).start();
                        });
    }

    /** A library, or a reflective call, waits for the woven code that called it. */
    private void unseenWait(Thread thread) {
        Trace trace = traces.get(thread);
        if (trace == null
                || trace.open != null
                || !isWaiting(thread)
                || !concerns(thread)
                || !signal.comesAt(Site.Kind.POINT, null)) {
            return;
        }
        Here.unseen(Weaver::hasWoven, List.of(thread.getStackTrace()))
                .ifPresent(
                        site -> {
                            Passage passage = passage(site, thread);
                            passage.unseen();
                            trace.open = passage;
                            plan.crashAt(passage.n).ifPresent(c -> crash(c, passage, trace));
                            plan.at(passage.n, When.WAITING)
                                    .ifPresent(c -> deliverTo(c, passage, trace));
                        });
    }

    @Override
    public void channelBegins(Object channel) {
        if (!looksAway()) {
            Here.site(Site.Kind.POINT, Weaver::hasWoven).ifPresent(site -> reach(site, null));
            FileCall begins = trace().begins;
            if (begins != null) {
                trace().begins = null;
                onDisk(begins);
            }
        }
    }

    @Override
    public boolean watchesFiles() {
        return disk != null && !looksAway() && !takingNote;
    }

    @Override
    public void file(FileCall call) {
        boolean isPoint =
                switch (call.kind()) {
                    case OPENED, MOVED, DELETED -> false;
                    case CLOSES -> disk != null && disk.isOpen(call.file());
                    case OPENS, WRITES, FORCES, NAMES, MAPS -> true;
                };
        if (isPoint && !call.isPoint()) {
            trace().begins = call;
            return;
        }
        if (isPoint) {
            Optional<Site> site = Here.site(Site.Kind.FILE, Weaver::hasWoven);
            if (call.kind() == FileCall.Kind.MAPS && site.isPresent()) {
                giveUp(
                        new Ending.Refused(
                                site.get(),
                                "FileChannel.write: what is written through memory cannot be"
                                        + " seen, and so not be lost"));
            }
            site.ifPresent(s -> reach(s, null));
        }
        onDisk(call);
    }

    private void onDisk(FileCall call) {
        Disk seen = disk;
        Passage at = trace().open;
        if (seen != null) {
            note(() -> seen.see(call, at == null ? "an unknown line" : at.site.where()));
        }
    }

    @Override
    public boolean channelEnds(Object channel, boolean completed) {
        Passage open = looksAway() ? null : trace().open;
        if (open == null) {
            return false;
        }
        open.returnedIn(scheduler.steps());
        if (!completed) {
            return false;
        }
        open.channelWorked();
        Optional<Cancel> after = plan.at(open.n, When.AFTER);
        after.ifPresent(cancel -> deliverHere(cancel, trace()));
        return after.isPresent() && signal.interrupts();
    }

    @Override
    public void opened(Object resource) {
        note(() -> resources.opened(resource));
    }

    @Override
    public void closed(Object resource) {
        note(() -> resources.closed(resource));
    }

    @Override
    public void used(Object lock) {
        note(
                () -> {
                    resources.used(lock);
                    Site line = trace().line;
                    if (line != null && lock instanceof ReentrantLock l) {
                        standstill.asks(Thread.currentThread(), l, line);
                    }
                });
    }

    @Override
    public void startsOutside(Thread thread) {
        // the JDK starts such threads for itself
        if (looksAway() || thread.getClass().getName().startsWith("jdk.internal.")) {
            return;
        }
        refuseHere("something that starts no thread of its own");
    }

    @Override
    public void grows(Object pool) {
        if (pool instanceof ThreadPoolExecutor own && !isOwn(own)) {
            ownPools.add(own);
        }
    }

    private boolean isOwn(ThreadPoolExecutor pool) {
        return ownPools.stream().anyMatch(own -> own == pool);
    }

    /** A pool whose thread is busy wakes nobody, so its threads must be known before. */
    @Override
    public void givesTo(ThreadPoolExecutor pool) {
        if (isOwn(pool)) {
            return;
        }
        boolean[] hasThreads = new boolean[1];
        note(() -> hasThreads[0] = pool.getPoolSize() > 0);
        if (hasThreads[0]) {
            refuseHere("threads and pools that are made in the attempt");
        }
    }

    /** The carriers of virtual threads stand in such a pool: what is woken is told elsewhere. */
    @Override
    public void submitsOutside() {
        if (!looksAway() && !Here.isWaking(Weaver::hasWoven)) {
            refuseHere(
                    "an executor of virtual threads or a fixed pool: this goes to a ForkJoinPool");
        }
    }

    private void refuseHere(String instead) {
        Here.site(Site.Kind.REFUSED, Weaver::hasWoven)
                .ifPresent(site -> giveUp(new Ending.Refused(site, instead)));
    }

    /**
     * Work that is given to a thread outside is done there at some time; a lock that is let go of
     * is not work.
     */
    @Override
    public void handsOver(Thread thread) {
        if (looksAway() || ending != null || scheduler.knows(thread)) {
            return;
        }
        Object waitsFor = LockSupport.getBlocker(thread);
        if (waitsFor != null && !waitsFor.getClass().getName().contains(".locks.Reentrant")) {
            note(() -> Here.site(Site.Kind.REFUSED, Weaver::hasWoven).ifPresent(this::handedOver));
        }
    }

    /** Lets the thread go on, or the one outside would wait for ever; but nobody else. */
    private void handedOver(Site site) {
        ending =
                new Ending.Refused(
                        site,
                        "threads and pools that are made in the attempt: this one wakes a thread"
                                + " that does not belong to it");
        scheduler.stop();
    }

    /** Taking a note may load classes, which opens files and takes locks itself. */
    private void note(Runnable taking) {
        if (looksAway() || takingNote) {
            return;
        }
        takingNote = true;
        try {
            taking.run();
        } finally {
            takingNote = false;
        }
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    private void note(Cancel cancel, Trace trace, Thread thread) {
        delivered.add(cancel);
        trace.hit = true;
        bodyWasHit |= thread == body;
    }

    @Override
    public void passed(int site) {
        if (looksAway()) {
            return;
        }
        Trace trace = trace();
        Passage open = trace.open;
        if (open != null) {
            open.returnedIn(scheduler.steps());
            trace.open = null;
        }
        Site done = Sites.get(site);
        if (trace.hit && completedAfter == null && countsAfter(done)) {
            completedAfter = done;
        }
    }

    private static boolean countsAfter(Site done) {
        return done.kind() == Site.Kind.POINT
                && !done.inHandler()
                && !done.what().endsWith(".close");
    }

    @Override
    public void line(int site) {
        if (looksAway()) {
            return;
        }
        Trace trace = trace();
        trace.open = null;
        trace.begins = null;
        trace.line = Sites.get(site);
        if (++trace.lines > DEAF_LINES) {
            giveUp(new Ending.Deaf(trace.line));
        }
        LineReached reached = new LineReached(Thread.currentThread(), trace.line);
        if (firstLines.size() < STEPS_KEPT) {
            firstLines.add(reached);
        } else {
            lastLines.add(reached);
            if (lastLines.size() > STEPS_KEPT) {
                lastLines.removeFirst();
            }
        }
    }

    @Override
    public void step(@Nullable Object owner, int index, int site) {
        Site place = Sites.get(site);
        if (isStep() && place.kind() != Site.Kind.STEP) {
            order.access(Thread.currentThread(), owner, index, place);
        }
    }

    @Override
    public void collection(Object collection, int site) {
        if (isStep()) {
            order.inside(Thread.currentThread(), collection, Sites.get(site));
        }
    }

    /** Lets another thread go on first, where that is to be; false if nothing depends on it. */
    private boolean isStep() {
        if (looksAway() || !scheduler.hasCompany()) {
            return false;
        }
        if (scheduler.steps() > LONGEST_RUN) {
            giveUp(ENDLESS);
        }
        scheduler.stepAside();
        return true;
    }

    @Override
    public void synced(@Nullable Object by) {
        if (!looksAway() && scheduler.hasCompany()) {
            order.synced(Thread.currentThread(), by);
        }
    }

    /** Woven code orders nothing by being called: what it does inside is seen. */
    @Override
    public void called(@Nullable Object receiver) {
        if (receiver == null || !Weaver.isAllWoven(receiver.getClass())) {
            synced(receiver);
        }
    }

    @Override
    public void giveWay() {
        scheduler.giveWay();
    }

    @Override
    public void loop(int site) {
        if (!looksAway() && ++trace().turns > DEAF_TURNS) {
            giveUp(new Ending.Deaf(Sites.get(site)));
        }
    }

    @Override
    public void refuse(int site, String instead) {
        giveUp(new Ending.Refused(Sites.get(site), instead));
    }

    @Override
    public Thread.Builder.OfVirtual threads() {
        return scheduler.threads();
    }

    @Override
    public int next(String kind) {
        return counters.merge(kind, 1, Integer::sum);
    }

    @Override
    public void settle() {
        Thread thread = Thread.currentThread();
        boolean[] settled = new boolean[1];
        scheduler.whenIdle(
                () -> {
                    settled[0] = true;
                    LockSupport.unpark(thread);
                });
        boolean interrupted = false;
        while (!settled[0]) {
            LockSupport.park();
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            thread.interrupt();
        }
    }

    @Override
    public long nanoTime() {
        return scheduler.nanoTime();
    }

    @Override
    public ScheduledFuture<?> after(Duration delay, Runnable task) {
        return scheduler.after(delay, task);
    }

    /** Directs the hooks to this run while {@code task} runs. */
    void whileDirected(Runnable task) {
        Hook.direct(this);
        try {
            task.run();
        } finally {
            scheduler.stop();
            Hook.direct(null);
            scheduler.isOver();
        }
    }
}
