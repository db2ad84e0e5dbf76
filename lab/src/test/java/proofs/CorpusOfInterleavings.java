package proofs;

import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Small bodies of several threads, the right way and the wrong way of each. They know nothing of
 * the lab, so that other tools can be tried on them, too.
 */
public final class CorpusOfInterleavings {
    private CorpusOfInterleavings() {}

    /** What one thread does. */
    public interface Body {
        /** Does it. */
        void run() throws Throwable;
    }

    /**
     * One of the bodies.
     *
     * @param name what it is, in words
     * @param race makes the threads and what they share, afresh for each order
     * @param right whether it must pass
     */
    public record Example(String name, Supplier<Race> race, boolean right) {}

    /** Threads that run together, and what must hold when they have ended. */
    public record Race(BooleanSupplier holds, Body... threads) {
        /**
         * Runs them.
         *
         * @param start makes a thread of a task, and starts it
         */
        public void run(Function<Runnable, Thread> start) throws InterruptedException {
            List<Thread> started = new ArrayList<>();
            for (Body body : threads) {
                started.add(start.apply(() -> plainly(body)));
            }
            for (Thread thread : started) {
                thread.join();
            }
        }

        private static void plainly(Body body) {
            try {
                body.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable t) {
                throw new AssertionError(t);
            }
        }
    }

    // ---- one winner

    private static final class Flag {
        boolean plain;
        volatile boolean set;
        final AtomicBoolean atomic = new AtomicBoolean();

        boolean checkThenSet() {
            if (set) {
                return false;
            }
            set = true;
            return true;
        }

        boolean compareAndSet() {
            return atomic.compareAndSet(false, true);
        }

        synchronized boolean locked() {
            boolean first = !plain;
            plain = true;
            return first;
        }

        boolean getThenSet() {
            boolean first = !atomic.get();
            atomic.set(true);
            return first;
        }
    }

    private static Race winner(Function<Flag, Boolean> cancel) {
        Flag flag = new Flag();
        AtomicInteger winners = new AtomicInteger();
        Body caller =
                () -> {
                    if (cancel.apply(flag)) {
                        winners.incrementAndGet();
                    }
                };
        return new Race(() -> winners.get() == 1, caller, caller, caller);
    }

    // ---- collections that lock nothing

    private static Race names(boolean locked) {
        List<String> names = new ArrayList<>();
        Function<String, Body> enter =
                name ->
                        () -> {
                            if (locked) {
                                synchronized (names) {
                                    names.add(name);
                                }
                            } else {
                                names.add(name);
                            }
                        };
        return new Race(() -> names.size() == 2, enter.apply("left"), enter.apply("right"));
    }

    private static Race handedOver(boolean letGo) {
        BlockingQueue<List<Integer>> queue = new LinkedBlockingQueue<>();
        AtomicInteger sum = new AtomicInteger();
        return new Race(
                () -> letGo || sum.get() >= 3,
                () -> {
                    List<Integer> mine = new ArrayList<>(List.of(1, 2));
                    queue.add(mine);
                    (letGo ? new ArrayList<Integer>() : mine).add(4);
                },
                () -> sum.set(queue.take().stream().mapToInt(n -> n).sum()));
    }

    // ---- counters

    private static final class Counter {
        int plain;
        volatile int seen;
        final AtomicInteger atomic = new AtomicInteger();
        final ReentrantLock lock = new ReentrantLock();
        final Object monitor = new Object();
    }

    private interface Step {
        void of(Counter counter) throws Exception;
    }

    private static Race count(Step step, Function<Counter, Integer> value) {
        Counter counter = new Counter();
        return new Race(
                () -> value.apply(counter) == 2, () -> step.of(counter), () -> step.of(counter));
    }

    private static void addLocked(Counter c) {
        c.lock.lock();
        try {
            c.plain++;
        } finally {
            c.lock.unlock();
        }
    }

    private static void addUnderMonitor(Counter c) {
        synchronized (c.monitor) {
            c.plain++;
        }
    }

    private static void addUnderAMonitorOfItsOwn(Counter c) {
        synchronized (new Object()) {
            c.plain++;
        }
    }

    private static void readThenWrite(Counter c) {
        int n;
        synchronized (c.monitor) {
            n = c.plain;
        }
        synchronized (c.monitor) {
            c.plain = n + 1;
        }
    }

    private static void compareAndSetLoop(Counter c) {
        int n;
        do {
            n = c.atomic.get();
        } while (!c.atomic.compareAndSet(n, n + 1));
    }

    private static void getThenSet(Counter c) {
        c.atomic.set(c.atomic.get() + 1);
    }

    // ---- a budget that may not be overspent

    private static Race budget(Function<AtomicInteger, Boolean> take) {
        AtomicInteger left = new AtomicInteger(1);
        AtomicInteger taken = new AtomicInteger();
        Body taker =
                () -> {
                    if (take.apply(left)) {
                        taken.incrementAndGet();
                    }
                };
        return new Race(() -> taken.get() == 1 && left.get() == 0, taker, taker);
    }

    private static boolean checksThenTakes(AtomicInteger left) {
        if (left.get() > 0) {
            left.decrementAndGet();
            return true;
        }
        return false;
    }

    private static boolean takesAndGivesBack(AtomicInteger left) {
        if (left.decrementAndGet() >= 0) {
            return true;
        }
        left.incrementAndGet();
        return false;
    }

    private static boolean takesIfThere(AtomicInteger left) {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    // ---- registration against cancel

    private static final class Token {
        private final List<Runnable> plain = new ArrayList<>();
        private final ConcurrentLinkedQueue<Runnable> registered = new ConcurrentLinkedQueue<>();
        private volatile boolean cancelled;

        void registerUnchecked(Runnable callback) {
            if (cancelled) {
                callback.run();
            } else {
                registered.add(callback);
            }
        }

        void registerAndLookAgain(Runnable callback) {
            registered.add(callback);
            if (cancelled && registered.remove(callback)) {
                callback.run();
            }
        }

        void registerTwice(Runnable callback) {
            registered.add(callback);
            if (cancelled) {
                callback.run();
            }
        }

        void cancel() {
            cancelled = true;
            for (Runnable r = registered.poll(); r != null; r = registered.poll()) {
                r.run();
            }
        }

        void registerLocked(Runnable callback) {
            boolean now;
            synchronized (plain) {
                now = cancelled;
                if (!now) {
                    plain.add(callback);
                }
            }
            if (now) {
                callback.run();
            }
        }

        void cancelLocked() {
            List<Runnable> all;
            synchronized (plain) {
                cancelled = true;
                all = List.copyOf(plain);
                plain.clear();
            }
            all.forEach(Runnable::run);
        }
    }

    private static Race registration(
            java.util.function.BiConsumer<Token, Runnable> register,
            java.util.function.Consumer<Token> cancel) {
        Token token = new Token();
        AtomicInteger called = new AtomicInteger();
        return new Race(
                () -> called.get() == 1,
                () -> register.accept(token, called::incrementAndGet),
                () -> cancel.accept(token));
    }

    /** A callback that is taken back may not run after its close has returned. */
    private static Race close(boolean waits) {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean late = new AtomicBoolean();
        AtomicReference<Runnable> callback = new AtomicReference<>();
        Object running = new Object();
        callback.set(() -> late.compareAndSet(false, closed.get()));
        Body cancel =
                () -> {
                    if (waits) {
                        synchronized (running) {
                            call(callback.get());
                        }
                    } else {
                        call(callback.get());
                    }
                };
        Body close =
                () -> {
                    if (waits) {
                        synchronized (running) {
                            callback.set(null);
                        }
                    } else {
                        callback.set(null);
                    }
                    closed.set(true);
                };
        return new Race(() -> !late.get(), cancel, close);
    }

    private static void call(Runnable callback) {
        if (callback != null) {
            callback.run();
        }
    }

    // ---- a breaker lets one probe through

    private enum State {
        OPEN,
        HALF_OPEN
    }

    private static Race probe(boolean atomically) {
        AtomicReference<State> state = new AtomicReference<>(State.OPEN);
        AtomicInteger probes = new AtomicInteger();
        Body caller =
                () -> {
                    boolean mine =
                            atomically
                                    ? state.compareAndSet(State.OPEN, State.HALF_OPEN)
                                    : state.get() == State.OPEN;
                    if (mine) {
                        state.set(State.HALF_OPEN);
                        probes.incrementAndGet();
                    }
                };
        return new Race(() -> probes.get() == 1, caller, caller);
    }

    // ---- single flight and other work with maps

    private interface Load {
        Object from(ConcurrentMap<String, Object> cache, Supplier<Object> loader) throws Exception;
    }

    private static Race flight(Load load) {
        ConcurrentMap<String, Object> cache = new ConcurrentHashMap<>();
        AtomicInteger loads = new AtomicInteger();
        Body caller = () -> load.from(cache, loads::incrementAndGet);
        return new Race(() -> loads.get() == 1, caller, caller);
    }

    private static Object getThenPut(ConcurrentMap<String, Object> cache, Supplier<Object> load) {
        Object known = cache.get("k");
        if (known == null) {
            known = load.get();
            cache.put("k", known);
        }
        return known;
    }

    private static Object putIfAbsent(ConcurrentMap<String, Object> cache, Supplier<Object> load) {
        return cache.putIfAbsent("k", load.get());
    }

    private static Object flightOfFutures(
            ConcurrentMap<String, Object> cache, Supplier<Object> load) throws Exception {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        Object known = cache.putIfAbsent("k", mine);
        if (known == null) {
            mine.complete(load.get());
            return mine.get();
        }
        return ((CompletableFuture<?>) known).get();
    }

    private static Race tally(java.util.function.Consumer<ConcurrentMap<String, Integer>> add) {
        ConcurrentMap<String, Integer> tally = new ConcurrentHashMap<>();
        return new Race(
                () -> tally.getOrDefault("k", 0) == 2,
                () -> add.accept(tally),
                () -> add.accept(tally));
    }

    private static Race plainMap(boolean locked) {
        Map<String, Integer> map = new HashMap<>();
        Body put =
                () -> {
                    if (locked) {
                        synchronized (map) {
                            map.merge("k", 1, Integer::sum);
                        }
                    } else {
                        Integer known = map.get("k");
                        map.put("k", known == null ? 1 : known + 1);
                    }
                };
        return new Race(() -> map.get("k") == 2, put, put);
    }

    private static Race addIfAbsent(boolean atomically) {
        CopyOnWriteArrayList<String> list = new CopyOnWriteArrayList<>();
        Body add =
                () -> {
                    if (atomically) {
                        list.addIfAbsent("x");
                    } else if (!list.contains("x")) {
                        list.add("x");
                    }
                };
        return new Race(() -> list.size() == 1, add, add);
    }

    // ---- handing over

    private static final class Slot {
        private Object plain;
        private volatile Object seen;
        private final AtomicReference<Object> reference = new AtomicReference<>();
        private boolean full;

        synchronized void put(Object o) {
            plain = o;
            full = true;
            notifyAll();
        }

        synchronized void putWithoutNotify(Object o) {
            plain = o;
            full = true;
        }

        synchronized Object take() throws InterruptedException {
            while (!full) {
                wait();
            }
            return plain;
        }

        Object takeCheckedOutside() throws InterruptedException {
            boolean empty;
            synchronized (this) {
                empty = !full;
            }
            synchronized (this) {
                if (empty) {
                    wait();
                }
                return plain;
            }
        }
    }

    private interface Put {
        void to(Slot slot, Object o) throws Exception;
    }

    private interface Take {
        Object from(Slot slot) throws Exception;
    }

    private static Race handover(Put put, Take take) {
        Slot slot = new Slot();
        AtomicReference<Object> got = new AtomicReference<>();
        return new Race(
                () -> "x".equals(got.get()),
                () -> put.to(slot, "x"),
                () -> got.set(take.from(slot)));
    }

    private static Object spinOnVolatile(Slot slot) {
        Object o = slot.seen;
        while (o == null) {
            Thread.onSpinWait();
            o = slot.seen;
        }
        return o;
    }

    private static Object spinOnPlain(Slot slot) {
        Object o = slot.plain;
        while (o == null) {
            Thread.onSpinWait();
            o = slot.plain;
        }
        return o;
    }

    private static Object spinOnReference(Slot slot) {
        while (slot.reference.get() == null) {
            Thread.onSpinWait();
        }
        return slot.reference.get();
    }

    /** What two threads exchange is neither lost nor had twice. */
    private static Race taken(boolean atomically) {
        AtomicReference<String> slot = new AtomicReference<>("x");
        AtomicInteger had = new AtomicInteger();
        Body taker =
                () -> {
                    String mine;
                    if (atomically) {
                        mine = slot.getAndSet(null);
                    } else {
                        mine = slot.get();
                        slot.set(null);
                    }
                    if (mine != null) {
                        had.incrementAndGet();
                    }
                };
        return new Race(() -> had.get() == 1, taker, taker);
    }

    // ---- select between two queues: nothing is taken and thrown away

    private static Race select(boolean peeks) {
        BlockingQueue<Integer> left = new LinkedBlockingQueue<>(List.of(1));
        BlockingQueue<Integer> right = new LinkedBlockingQueue<>(List.of(2));
        AtomicInteger chosen = new AtomicInteger();
        AtomicInteger got = new AtomicInteger();
        Body fromLeft = () -> choose(left, chosen, got, 1, peeks);
        Body fromRight = () -> choose(right, chosen, got, 2, peeks);
        return new Race(
                () -> got.get() == 1 && left.size() + right.size() == 1, fromLeft, fromRight);
    }

    private static void choose(
            BlockingQueue<Integer> queue,
            AtomicInteger chosen,
            AtomicInteger got,
            int side,
            boolean peeks) {
        if (peeks) {
            if (queue.peek() != null && chosen.compareAndSet(0, side)) {
                queue.poll();
                got.incrementAndGet();
            }
        } else {
            Integer item = queue.poll();
            if (item != null && chosen.compareAndSet(0, side)) {
                got.incrementAndGet();
            }
        }
    }

    // ---- a lease in transit between pool and taker

    private static Race lease(boolean givesBack) {
        Semaphore pool = new Semaphore(1);
        AtomicBoolean gone = new AtomicBoolean();
        AtomicReference<Object> slot = new AtomicReference<>();
        Object lease = new Object();
        Body giver =
                () -> {
                    if (pool.tryAcquire()) {
                        slot.set(lease);
                        if (givesBack && gone.get() && slot.compareAndSet(lease, null)) {
                            pool.release();
                        }
                    }
                };
        Body leaver =
                () -> {
                    gone.set(true);
                    if (slot.compareAndSet(lease, null)) {
                        pool.release();
                    }
                };
        return new Race(() -> pool.availablePermits() == 1, giver, leaver);
    }

    // ---- wake-ups

    private static Race buffer(boolean all) {
        Object monitor = new Object();
        int[] items = new int[1];
        AtomicInteger got = new AtomicInteger();
        Body consumer =
                () -> {
                    synchronized (monitor) {
                        while (items[0] == 0) {
                            monitor.wait();
                        }
                        items[0]--;
                        wake(monitor, all);
                    }
                    got.incrementAndGet();
                };
        Body producer =
                () -> {
                    for (int i = 0; i < 2; i++) {
                        synchronized (monitor) {
                            while (items[0] == 1) {
                                monitor.wait();
                            }
                            items[0]++;
                            wake(monitor, all);
                        }
                    }
                };
        return new Race(() -> got.get() == 2, consumer, consumer, producer);
    }

    private static void wake(Object monitor, boolean all) {
        if (all) {
            monitor.notifyAll();
        } else {
            monitor.notify();
        }
    }

    private static Race conditions(boolean all) {
        ReentrantLock lock = new ReentrantLock();
        Condition open = lock.newCondition();
        boolean[] isOpen = new boolean[1];
        AtomicInteger through = new AtomicInteger();
        Body waiter =
                () -> {
                    lock.lock();
                    try {
                        while (!isOpen[0]) {
                            open.await();
                        }
                    } finally {
                        lock.unlock();
                    }
                    through.incrementAndGet();
                };
        Body opener =
                () -> {
                    lock.lock();
                    try {
                        isOpen[0] = true;
                        if (all) {
                            open.signalAll();
                        } else {
                            open.signal();
                        }
                    } finally {
                        lock.unlock();
                    }
                };
        return new Race(() -> through.get() == 2, waiter, waiter, opener);
    }

    private static Race waitWithIf(boolean loops) {
        Object monitor = new Object();
        int[] items = new int[1];
        AtomicBoolean negative = new AtomicBoolean();
        Body consumer =
                () -> {
                    synchronized (monitor) {
                        if (loops) {
                            while (items[0] == 0) {
                                monitor.wait(100);
                            }
                        } else if (items[0] == 0) {
                            monitor.wait(100);
                        }
                        items[0]--;
                        if (items[0] < 0) {
                            negative.set(true);
                        }
                    }
                };
        Body producer =
                () -> {
                    for (int i = 0; i < 2; i++) {
                        synchronized (monitor) {
                            items[0]++;
                            monitor.notifyAll();
                        }
                        Thread.sleep(1_000);
                    }
                };
        return new Race(() -> !negative.get(), consumer, consumer, producer);
    }

    // ---- locks

    private static Race lockOrder(boolean same) {
        ReentrantLock a = new ReentrantLock();
        ReentrantLock b = new ReentrantLock();
        return new Race(() -> true, () -> both(a, b), () -> both(same ? a : b, same ? b : a));
    }

    private static void both(ReentrantLock first, ReentrantLock second) {
        first.lock();
        try {
            second.lock();
            second.unlock();
        } finally {
            first.unlock();
        }
    }

    private static Race monitorOrder(boolean same) {
        Object a = new Object();
        Object b = new Object();
        return new Race(() -> true, () -> nested(a, b), () -> nested(same ? a : b, same ? b : a));
    }

    private static void nested(Object first, Object second) {
        synchronized (first) {
            synchronized (second) {
                second.notifyAll();
            }
        }
    }

    private static Race upgrade(boolean letsGo) {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        AtomicInteger done = new AtomicInteger();
        Body upgrade =
                () -> {
                    lock.readLock().lock();
                    if (letsGo) {
                        lock.readLock().unlock();
                        lock.writeLock().lock();
                        lock.writeLock().unlock();
                        done.incrementAndGet();
                    } else if (lock.writeLock().tryLock(1, TimeUnit.DAYS)) {
                        lock.writeLock().unlock();
                        lock.readLock().unlock();
                        done.incrementAndGet();
                    } else {
                        lock.readLock().unlock();
                    }
                };
        return new Race(() -> done.get() == 2, upgrade, upgrade);
    }

    /** Both halves of the lock order whoever takes them, and it takes both to read and write. */
    private static Race readersAndAWriter(boolean readersLock) {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        Counter counter = new Counter();
        Body writer =
                () -> {
                    lock.writeLock().lock();
                    counter.plain++;
                    lock.writeLock().unlock();
                };
        Body reader =
                () -> {
                    if (readersLock) {
                        lock.readLock().lock();
                    }
                    counter.seen = counter.plain;
                    if (readersLock) {
                        lock.readLock().unlock();
                    }
                };
        return new Race(() -> counter.plain == 1, writer, reader, reader);
    }

    private static Race permits(boolean atOnce) {
        Semaphore permits = new Semaphore(2);
        Body taker =
                () -> {
                    if (atOnce) {
                        permits.acquire(2);
                    } else {
                        permits.acquire();
                        permits.acquire();
                    }
                    permits.release(2);
                };
        return new Race(() -> permits.availablePermits() == 2, taker, taker);
    }

    // ---- publication

    private static final class Lazy {
        private static final class Value {
            int content;

            Value() {}
        }

        private Value plain;
        private volatile Value seen;
        final AtomicInteger made = new AtomicInteger();

        private Value make() {
            made.incrementAndGet();
            Value value = new Value();
            value.content = 42;
            return value;
        }

        int doubleCheckedPlain() {
            if (plain == null) {
                synchronized (this) {
                    if (plain == null) {
                        plain = make();
                    }
                }
            }
            return plain.content;
        }

        int doubleChecked() {
            Value value = seen;
            if (value == null) {
                synchronized (this) {
                    value = seen;
                    if (value == null) {
                        value = make();
                        seen = value;
                    }
                }
            }
            return value.content;
        }

        int checkedOnce() {
            if (seen == null) {
                synchronized (this) {
                    seen = make();
                }
            }
            return seen.content;
        }

        int publishedEarly() {
            synchronized (this) {
                if (made.getAndIncrement() == 0) {
                    seen = new Value();
                    seen.content = 42;
                }
            }
            return seen.content;
        }

        int lookedAtWithoutTheLock() {
            Value value = seen;
            return value == null ? publishedEarly() : value.content;
        }

        synchronized int locked() {
            if (plain == null) {
                plain = make();
            }
            return plain.content;
        }
    }

    private static Race lazy(Function<Lazy, Integer> get) {
        Lazy lazy = new Lazy();
        AtomicInteger right = new AtomicInteger();
        Body reader =
                () -> {
                    if (get.apply(lazy) == 42) {
                        right.incrementAndGet();
                    }
                };
        return new Race(() -> right.get() == 2 && lazy.made.get() == 1, reader, reader);
    }

    private static Race lazyAnyNumber(Function<Lazy, Integer> get) {
        Lazy lazy = new Lazy();
        AtomicInteger right = new AtomicInteger();
        Body reader =
                () -> {
                    if (get.apply(lazy) == 42) {
                        right.incrementAndGet();
                    }
                };
        return new Race(() -> right.get() == 2, reader, reader);
    }

    private static final class Listener {
        private static final AtomicReference<Listener> BUS = new AtomicReference<>();
        private int name;

        Listener(AtomicReference<Listener> bus, boolean early) {
            if (early) {
                bus.set(this);
            }
            name = 7;
        }
    }

    private static Race escapes(boolean early) {
        AtomicReference<Listener> bus = new AtomicReference<>(Listener.BUS.get());
        AtomicBoolean halfBuilt = new AtomicBoolean();
        return new Race(
                () -> !halfBuilt.get(),
                () -> {
                    Listener made = new Listener(bus, early);
                    bus.set(made);
                },
                () -> {
                    Listener seen = bus.get();
                    if (seen != null && seen.name != 7) {
                        halfBuilt.set(true);
                    }
                });
    }

    // ---- stopping

    private static final class Worker {
        private boolean plain;
        private volatile boolean seen;

        void untilPlain() {
            while (!plain) {
                Thread.onSpinWait();
            }
        }

        void untilSeen() {
            while (!seen) {
                Thread.onSpinWait();
            }
        }
    }

    private static Race stop(
            java.util.function.Consumer<Worker> loop, java.util.function.Consumer<Worker> stop) {
        Worker worker = new Worker();
        return new Race(() -> true, () -> loop.accept(worker), () -> stop.accept(worker));
    }

    /** A worker that waits must be woken as well as told. */
    private static Race flagAndInterrupt(boolean interrupts) {
        Worker worker = new Worker();
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch there = new CountDownLatch(1);
        return new Race(
                () -> true,
                () -> {
                    thread.set(Thread.currentThread());
                    there.countDown();
                    while (!worker.seen) {
                        queue.take();
                    }
                },
                () -> {
                    there.await();
                    worker.seen = true;
                    if (interrupts) {
                        thread.get().interrupt();
                    }
                });
    }

    // ---- two values that belong together

    private static final class Range {
        private volatile int low;
        private volatile int high = 10;
        private final AtomicReference<int[]> both = new AtomicReference<>(new int[] {0, 10});

        void setLow(int low) {
            if (low <= high) {
                this.low = low;
            }
        }

        void setHigh(int high) {
            if (high >= low) {
                this.high = high;
            }
        }

        void setBoth(int low, int high) {
            int[] old;
            int[] changed;
            do {
                old = both.get();
                int newLow = Math.max(old[0], low);
                int newHigh = Math.min(old[1], high);
                if (newLow > newHigh) {
                    return;
                }
                changed = new int[] {newLow, newHigh};
            } while (!both.compareAndSet(old, changed));
        }
    }

    private static Race range(boolean together) {
        Range range = new Range();
        if (together) {
            return new Race(
                    () -> range.both.get()[0] <= range.both.get()[1],
                    () -> range.setBoth(8, 10),
                    () -> range.setBoth(0, 3));
        }
        return new Race(
                () -> range.low <= range.high, () -> range.setLow(8), () -> range.setHigh(3));
    }

    // ---- the last one out

    private static Race lastOneOut(boolean atomically) {
        AtomicInteger inside = new AtomicInteger(2);
        AtomicInteger lights = new AtomicInteger();
        Body leave =
                () -> {
                    if (atomically) {
                        if (inside.decrementAndGet() == 0) {
                            lights.incrementAndGet();
                        }
                    } else {
                        inside.decrementAndGet();
                        if (inside.get() == 0) {
                            lights.incrementAndGet();
                        }
                    }
                };
        return new Race(() -> lights.get() == 1, leave, leave);
    }

    // ---- a transfer between accounts

    private static Race transfers(boolean locked) {
        AtomicInteger a = new AtomicInteger(100);
        AtomicInteger b = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger(100);
        Object monitor = new Object();
        Body transfer =
                () -> {
                    if (locked) {
                        synchronized (monitor) {
                            a.addAndGet(-30);
                            b.addAndGet(30);
                        }
                    } else {
                        a.addAndGet(-30);
                        b.addAndGet(30);
                    }
                };
        Body audit =
                () -> {
                    if (locked) {
                        synchronized (monitor) {
                            seen.set(a.get() + b.get());
                        }
                    } else {
                        seen.set(a.get() + b.get());
                    }
                };
        return new Race(() -> seen.get() == 100, transfer, audit);
    }

    // ---- a bounded close

    /**
     * What is polled from the first place was not there when somebody saw it in the last, with
     * another before it. Lincheck found that ConcurrentLinkedDeque breaks this (JDK-8256833).
     */
    private static Race first(Deque<Integer> deque) {
        deque.addLast(1);
        AtomicInteger polled = new AtomicInteger();
        AtomicInteger seenLast = new AtomicInteger();
        Body polls = () -> polled.set(deque.removeFirst());
        Body adds =
                () -> {
                    deque.addFirst(2);
                    seenLast.set(deque.getLast());
                };
        return new Race(() -> polled.get() != 1 || seenLast.get() != 1, polls, adds);
    }

    /** How a lock is tried. */
    private interface Try {
        boolean of(ReentrantLock lock) throws InterruptedException;
    }

    /** A fair lock goes to the thread that waits longest, unless it is tried without a time. */
    private static Race overtakes(Try tried) {
        ReentrantLock fair = new ReentrantLock(true);
        AtomicBoolean overtook = new AtomicBoolean();
        Body waitsItsTurn =
                () -> {
                    fair.lock();
                    fair.unlock();
                };
        Body tries =
                () -> {
                    if (fair.hasQueuedThreads() && tried.of(fair)) {
                        overtook.set(fair.hasQueuedThreads());
                        fair.unlock();
                    }
                };
        return new Race(() -> !overtook.get(), waitsItsTurn, waitsItsTurn, tries);
    }

    /** The giver adds its last item, and says that it has ended; the taker polls. */
    private static Race lastItem(boolean takesWhatItFound) {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger handled = new AtomicInteger();
        Body gives =
                () -> {
                    queue.add("last");
                    ended.set(true);
                };
        Body takes =
                () -> {
                    String item = null;
                    while (item == null && !ended.get()) {
                        item = queue.poll(1, TimeUnit.MILLISECONDS);
                        if (!takesWhatItFound && ended.get()) {
                            return;
                        }
                    }
                    handled.set(item == null ? 0 : 1);
                };
        return new Race(() -> handled.get() + queue.size() == 1, gives, takes);
    }

    /** Work is refused after the close, or done before it has returned. */
    private static Race shutDown(boolean locked) {
        ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();
        AtomicBoolean closed = new AtomicBoolean();
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Object gate = new Object();
        Runnable submit =
                () -> {
                    if (!closed.get()) {
                        accepted.incrementAndGet();
                        queue.add("x");
                    }
                };
        Runnable close = () -> closed.set(true);
        return new Race(
                () -> accepted.get() == done.get(),
                () -> {
                    if (locked) {
                        synchronized (gate) {
                            submit.run();
                        }
                    } else {
                        submit.run();
                    }
                },
                () -> {
                    if (locked) {
                        synchronized (gate) {
                            close.run();
                        }
                    } else {
                        close.run();
                    }
                    while (queue.poll() != null) {
                        done.incrementAndGet();
                    }
                });
    }

    private static Example right(String name, Supplier<Race> race) {
        return new Example(name, race, true);
    }

    private static Example wrong(String name, Supplier<Race> race) {
        return new Example(name, race, false);
    }

    /** All of them, a right one before the wrong ones that look like it. */
    public static List<Example> examples() {
        return List.of(
                right("one winner by compareAndSet", () -> winner(Flag::compareAndSet)),
                wrong("one winner by a volatile flag", () -> winner(Flag::checkThenSet)),
                right("one winner under a monitor", () -> winner(Flag::locked)),
                wrong("one winner by get and set", () -> winner(Flag::getThenSet)),
                right("readers and a writer under their lock", () -> readersAndAWriter(true)),
                wrong("readers beside a writer's lock", () -> readersAndAWriter(false)),
                right("counter under a lock", () -> count(c -> addLocked(c), c -> c.plain)),
                wrong("counter without a lock", () -> count(c -> c.plain++, c -> c.plain)),
                right(
                        "counter under a monitor",
                        () -> count(c -> addUnderMonitor(c), c -> c.plain)),
                wrong(
                        "counter under two monitors",
                        () -> count(c -> addUnderAMonitorOfItsOwn(c), c -> c.plain)),
                wrong("counter locked twice", () -> count(c -> readThenWrite(c), c -> c.plain)),
                wrong("counter that is volatile", () -> count(c -> c.seen++, c -> c.seen)),
                right(
                        "counter in a loop of compareAndSet",
                        () -> count(c -> compareAndSetLoop(c), c -> c.atomic.get())),
                wrong(
                        "counter by get and set",
                        () -> count(c -> getThenSet(c), c -> c.atomic.get())),
                right("budget taken and given back", () -> budget(b -> takesIfThere(b))),
                wrong("budget looked at, then taken", () -> budget(b -> checksThenTakes(b))),
                right("budget overdrawn for a moment", () -> budget(b -> takesAndGivesBack(b))),
                right(
                        "registration that looks again",
                        () -> registration(Token::registerAndLookAgain, Token::cancel)),
                wrong(
                        "registration that looks once",
                        () -> registration(Token::registerUnchecked, Token::cancel)),
                wrong(
                        "registration that is called twice",
                        () -> registration(Token::registerTwice, Token::cancel)),
                right(
                        "registration under a monitor",
                        () -> registration(Token::registerLocked, Token::cancelLocked)),
                right("close that waits for the callback", () -> close(true)),
                wrong("close that does not wait", () -> close(false)),
                right("one probe by compareAndSet", () -> probe(true)),
                wrong("one probe by a look", () -> probe(false)),
                right(
                        "single flight by computeIfAbsent",
                        () -> flight((m, l) -> m.computeIfAbsent("k", k -> l.get()))),
                wrong("single flight by get and put", () -> flight((m, l) -> getThenPut(m, l))),
                wrong("single flight by putIfAbsent", () -> flight((m, l) -> putIfAbsent(m, l))),
                right("single flight of futures", () -> flight((m, l) -> flightOfFutures(m, l))),
                right("tally by merge", () -> tally(m -> m.merge("k", 1, Integer::sum))),
                wrong(
                        "tally by get and put",
                        () -> tally(m -> m.put("k", m.getOrDefault("k", 0) + 1))),
                right("map under a monitor", () -> plainMap(true)),
                wrong("map without a monitor", () -> plainMap(false)),
                right("list that adds if absent", () -> addIfAbsent(true)),
                wrong("list that looks, then adds", () -> addIfAbsent(false)),
                right("handover under a monitor", () -> handover(Slot::put, Slot::take)),
                wrong(
                        "handover without notify",
                        () -> handover(Slot::putWithoutNotify, Slot::take)),
                wrong(
                        "handover with a lost wake-up",
                        () -> handover(Slot::put, Slot::takeCheckedOutside)),
                right(
                        "handover by a volatile",
                        () -> handover((s, o) -> s.seen = o, s -> spinOnVolatile(s))),
                wrong(
                        "handover by a plain field",
                        () -> handover((s, o) -> s.plain = o, s -> spinOnPlain(s))),
                right(
                        "handover by a reference",
                        () -> handover((s, o) -> s.reference.set(o), s -> spinOnReference(s))),
                right("taken by getAndSet", () -> taken(true)),
                wrong("taken by get and set", () -> taken(false)),
                right("select that takes what it has won", () -> select(true)),
                wrong("select that takes before it has won", () -> select(false)),
                right("names in a list under a monitor", () -> names(true)),
                wrong("names in a list that locks nothing", () -> names(false)),
                right("list that is let go when it is handed over", () -> handedOver(true)),
                wrong("list that is changed when it is handed over", () -> handedOver(false)),
                right("lease that is given back in transit", () -> lease(true)),
                wrong("lease that is lost in transit", () -> lease(false)),
                right("buffer with notifyAll", () -> buffer(true)),
                wrong("buffer with notify", () -> buffer(false)),
                right("gate with signalAll", () -> conditions(true)),
                wrong("gate with signal", () -> conditions(false)),
                right("wait in a loop", () -> waitWithIf(true)),
                wrong("wait behind an if", () -> waitWithIf(false)),
                right("locks in one order", () -> lockOrder(true)),
                wrong("locks in two orders", () -> lockOrder(false)),
                right("monitors in one order", () -> monitorOrder(true)),
                wrong("monitors in two orders", () -> monitorOrder(false)),
                right("read lock let go of before the write lock", () -> upgrade(true)),
                wrong("read lock upgraded", () -> upgrade(false)),
                right("permits taken at once", () -> permits(true)),
                wrong("permits taken one by one", () -> permits(false)),
                right("double check of a volatile", () -> lazy(Lazy::doubleChecked)),
                wrong("double check of a plain field", () -> lazy(Lazy::doubleCheckedPlain)),
                wrong("lazy value checked once", () -> lazy(Lazy::checkedOnce)),
                right("lazy value under a monitor", () -> lazy(Lazy::locked)),
                wrong(
                        "lazy value published before it is whole",
                        () -> lazyAnyNumber(Lazy::lookedAtWithoutTheLock)),
                right("listener that is published when it is whole", () -> escapes(false)),
                wrong("listener that escapes from its constructor", () -> escapes(true)),
                right("stop by a volatile flag", () -> stop(Worker::untilSeen, w -> w.seen = true)),
                wrong("stop by a plain flag", () -> stop(Worker::untilPlain, w -> w.plain = true)),
                right("stop by flag and interrupt", () -> flagAndInterrupt(true)),
                wrong("stop by a flag alone", () -> flagAndInterrupt(false)),
                right("range in one reference", () -> range(true)),
                wrong("range in two fields", () -> range(false)),
                right("last one out by the result", () -> lastOneOut(true)),
                wrong("last one out by a second look", () -> lastOneOut(false)),
                right("transfer and audit under a monitor", () -> transfers(true)),
                wrong("transfer and audit of atomics", () -> transfers(false)),
                right(
                        "fair lock tried with a time",
                        () -> overtakes(l -> l.tryLock(0, TimeUnit.SECONDS))),
                right("first of a blocking deque", () -> first(new LinkedBlockingDeque<>())),
                wrong("first of a lock-free deque", () -> first(new ConcurrentLinkedDeque<>())),
                wrong("fair lock tried without a time", () -> overtakes(ReentrantLock::tryLock)),
                right("poll that finds the last item", () -> lastItem(true)),
                wrong("poll that looks at the end first", () -> lastItem(false)),
                right("shut down under a monitor", () -> shutDown(true)),
                wrong("shut down that loses work", () -> shutDown(false)));
    }
}
