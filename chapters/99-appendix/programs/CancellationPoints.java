///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//RUNTIME_OPTIONS -Djdk.virtualThreadScheduler.parallelism=8
//SOURCES probe/Probe.java
// covers: S1-22 B-02

import com.sun.net.httpserver.HttpServer;
import java.net.http.*;
import java.nio.*;
import java.nio.channels.*;
import java.util.concurrent.locks.*;

final Probe probe = new Probe();

void main() throws Exception {
    threads();
    monitorsAndLocks();
    synchronizers();
    queues();
    futuresAndExecutors();
    scopes();
    socketsAndChannels();
    http();
    processesAndPipes();
    probe.print();
}

// What the calls wait for.

Thread ended() throws InterruptedException {
    var thread = Thread.ofVirtual().start(() -> {});
    thread.join();
    return thread;
}

Thread parked() {
    return Thread.ofVirtual().start(() -> {
        try { Thread.sleep(Duration.ofHours(1)); } catch (InterruptedException e) { /* ends */ }
    });
}

Object nothing() {
    return null;
}

Callable<Object> doing(Action action) {
    return () -> { action.run(); return null; };
}

interface Action { void run() throws Exception; }

Probe.Scene scene(Action action) {
    return new Probe.Scene(doing(action));
}

void always(String group, String call, Action action) {
    probe.ready(group, call, () -> scene(action));
}

void threads() {
    String group = "threads";
    probe.row(group, "Thread.sleep(t)",
            () -> scene(() -> Thread.sleep(0)),
            () -> scene(() -> Thread.sleep(3_600_000)));
    probe.row(group, "Thread.sleep(Duration)",
            () -> scene(() -> Thread.sleep(Duration.ZERO)),
            () -> scene(() -> Thread.sleep(Duration.ofHours(1))));
    always(group, "Thread.sleep(Duration), negative", () -> Thread.sleep(Duration.ofMillis(-1)));
    probe.row(group, "TimeUnit.sleep(t)",
            () -> scene(() -> TimeUnit.SECONDS.sleep(0)),
            () -> scene(() -> TimeUnit.HOURS.sleep(1)));
    probe.row(group, "Thread.join()", () -> { var t = ended(); return scene(t::join); },
            () -> { var t = parked(); return scene(t::join).release(doing(t::interrupt)); });
    probe.row(group, "Thread.join(t)", () -> { var t = ended(); return scene(() -> t.join(1)); },
            () -> { var t = parked(); return scene(() -> t.join(3_600_000)).release(doing(t::interrupt)); });
    probe.row(group, "Thread.join(Duration)",
            () -> { var t = ended(); return scene(() -> t.join(Duration.ofMillis(1))); },
            () -> { var t = parked(); return scene(() -> t.join(Duration.ofHours(1))).release(doing(t::interrupt)); });
    probe.ready(group, "Thread.join(Duration.ZERO), alive", () -> { var t = parked(); return scene(() -> t.join(Duration.ZERO)); });
    always(group, "Thread.yield()", Thread::yield);
    always(group, "Thread.onSpinWait()", Thread::onSpinWait);
    probe.ready(group, "Thread.start()", () -> {
        var ran = new CountDownLatch(1);
        return scene(() -> Thread.ofVirtual().start(ran::countDown)).done(() -> { ran.await(); return true; });
    });
    probe.row(group, "LockSupport.park()",
            () -> scene(() -> { LockSupport.unpark(Thread.currentThread()); LockSupport.park(); }),
            () -> scene(LockSupport::park).done(() -> false));
    probe.waits(group, "LockSupport.parkNanos(t)", () -> scene(() -> LockSupport.parkNanos(3_600_000_000_000L)).done(() -> false));
    always(group, "IO.println()", () -> IO.print(""));
}

/** A lock that another thread holds until the scene releases it. */
Probe.Scene held(Lock lock, Action call) throws InterruptedException {
    var free = new CountDownLatch(1);
    var taken = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> {
        lock.lock();
        taken.countDown();
        try { free.await(); } catch (InterruptedException e) { /* ends */ } finally { lock.unlock(); }
    });
    taken.await();
    return scene(call).done(() -> false).release(doing(free::countDown));
}

void monitorsAndLocks() {
    String group = "locks";
    probe.row(group, "synchronized",
            () -> { var o = new Object(); return scene(() -> { synchronized (o) { nothing(); } }); },
            () -> {
                var o = new Object();
                var free = new CountDownLatch(1);
                var taken = new CountDownLatch(1);
                Thread.ofVirtual().start(() -> {
                    synchronized (o) {
                        taken.countDown();
                        try { free.await(); } catch (InterruptedException e) { /* ends */ }
                    }
                });
                taken.await();
                return scene(() -> { synchronized (o) { nothing(); } }).done(() -> false).release(doing(free::countDown));
            });
    probe.waits(group, "Object.wait()", () -> {
        var o = new Object();
        return scene(() -> { synchronized (o) { o.wait(); } });
    });
    probe.row(group, "Object.wait(t)",
            () -> { var o = new Object(); return scene(() -> { synchronized (o) { o.wait(1); } }); },
            () -> { var o = new Object(); return scene(() -> { synchronized (o) { o.wait(3_600_000); } }); });
    always(group, "Object.notifyAll()", () -> { var o = new Object(); synchronized (o) { o.notifyAll(); } });
    probe.row(group, "ReentrantLock.lock()",
            () -> { var l = new ReentrantLock(); return scene(l::lock).done(l::isLocked); },
            () -> { var l = new ReentrantLock(); return held(l, l::lock); });
    probe.row(group, "ReentrantLock.lockInterruptibly()",
            () -> { var l = new ReentrantLock(); return scene(l::lockInterruptibly).done(l::isLocked); },
            () -> { var l = new ReentrantLock(); return held(l, l::lockInterruptibly); });
    probe.ready(group, "ReentrantLock.tryLock()", () -> { var l = new ReentrantLock(); return scene(l::tryLock).done(l::isLocked); });
    probe.row(group, "ReentrantLock.tryLock(t)",
            () -> { var l = new ReentrantLock(); return scene(() -> l.tryLock(1, TimeUnit.HOURS)).done(l::isLocked); },
            () -> { var l = new ReentrantLock(); return held(l, () -> l.tryLock(1, TimeUnit.HOURS)); });
    probe.row(group, "ReadLock.lock()",
            () -> { var l = new ReentrantReadWriteLock(); return scene(() -> l.readLock().lock()).done(() -> l.getReadLockCount() == 1); },
            () -> { var l = new ReentrantReadWriteLock(); return held(l.writeLock(), () -> l.readLock().lock()); });
    probe.row(group, "WriteLock.lockInterruptibly()",
            () -> { var l = new ReentrantReadWriteLock(); return scene(() -> l.writeLock().lockInterruptibly()).done(l::isWriteLocked); },
            () -> { var l = new ReentrantReadWriteLock(); return held(l.writeLock(), () -> l.writeLock().lockInterruptibly()); });
    probe.row(group, "StampedLock.writeLock()",
            () -> { var l = new StampedLock(); return scene(l::writeLock).done(l::isWriteLocked); },
            () -> stamped(StampedLock::writeLock));
    probe.row(group, "StampedLock.writeLockInterruptibly()",
            () -> { var l = new StampedLock(); return scene(l::writeLockInterruptibly).done(l::isWriteLocked); },
            () -> stamped(StampedLock::writeLockInterruptibly));
    probe.row(group, "StampedLock.tryWriteLock(t)",
            () -> { var l = new StampedLock(); return scene(() -> l.tryWriteLock(1, TimeUnit.HOURS)).done(l::isWriteLocked); },
            () -> stamped(l -> l.tryWriteLock(1, TimeUnit.HOURS)));
    always(group, "StampedLock.tryOptimisticRead()", () -> new StampedLock().tryOptimisticRead());
    probe.waits(group, "Condition.await()", () -> condition(Condition::await));
    probe.row(group, "Condition.await(t)",
            () -> condition(c -> c.await(0, TimeUnit.HOURS)), () -> condition(c -> c.await(1, TimeUnit.HOURS)));
    probe.waits(group, "Condition.awaitUninterruptibly()", () -> condition(Condition::awaitUninterruptibly));
    probe.ready(group, "Condition.signal()", () -> condition(Condition::signal));
}

interface OnStamped { void use(StampedLock lock) throws Exception; }

Probe.Scene stamped(OnStamped call) {
    var lock = new StampedLock();
    long stamp = lock.writeLock();
    return scene(() -> call.use(lock)).done(() -> false).release(doing(() -> lock.unlockWrite(stamp)));
}

interface OnCondition { void use(Condition condition) throws Exception; }

Probe.Scene condition(OnCondition call) {
    var lock = new ReentrantLock();
    var condition = lock.newCondition();
    return scene(() -> {
        lock.lock();
        try { call.use(condition); } finally { lock.unlock(); }
    }).release(() -> {
        lock.lock();
        try { condition.signalAll(); } finally { lock.unlock(); }
        return null;
    });
}

void synchronizers() {
    String group = "synchronizers";
    probe.row(group, "Semaphore.acquire()", () -> permit(1, Semaphore::acquire), () -> permit(0, Semaphore::acquire));
    probe.row(group, "Semaphore.tryAcquire(t)",
            () -> permit(1, s -> s.tryAcquire(1, TimeUnit.HOURS)), () -> permit(0, s -> s.tryAcquire(1, TimeUnit.HOURS)));
    probe.ready(group, "Semaphore.tryAcquire()", () -> permit(1, Semaphore::tryAcquire));
    probe.row(group, "Semaphore.acquireUninterruptibly()",
            () -> permit(1, Semaphore::acquireUninterruptibly), () -> permit(0, Semaphore::acquireUninterruptibly));
    probe.ready(group, "Semaphore.release()", () -> { var s = new Semaphore(0); return scene(s::release).done(() -> s.availablePermits() == 1); });
    probe.row(group, "CountDownLatch.await()", () -> latch(0, CountDownLatch::await), () -> latch(1, CountDownLatch::await));
    probe.row(group, "CountDownLatch.await(t)",
            () -> latch(0, l -> l.await(1, TimeUnit.HOURS)), () -> latch(1, l -> l.await(1, TimeUnit.HOURS)));
    probe.ready(group, "CountDownLatch.countDown()", () -> { var l = new CountDownLatch(1); return scene(l::countDown).done(() -> l.getCount() == 0); });
    probe.row(group, "CyclicBarrier.await()", () -> barrier(1), () -> barrier(2));
    probe.row(group, "Phaser.arriveAndAwaitAdvance()",
            () -> { var p = new Phaser(1); return scene(p::arriveAndAwaitAdvance).done(() -> p.getPhase() == 1); },
            () -> { var p = new Phaser(2); return scene(p::arriveAndAwaitAdvance).release(p::arrive); });
    probe.row(group, "Phaser.awaitAdvance(phase)", () -> past(p -> p.awaitAdvance(0)), () -> still(p -> p.awaitAdvance(0)));
    probe.row(group, "Phaser.awaitAdvanceInterruptibly(phase)",
            () -> past(p -> p.awaitAdvanceInterruptibly(0)), () -> still(p -> p.awaitAdvanceInterruptibly(0)));
    probe.row(group, "Exchanger.exchange(x)",
            () -> {
                var exchanger = new Exchanger<String>();
                var partner = new FutureTask<>(() -> exchanger.exchange("theirs"));
                var thread = Thread.ofVirtual().start(partner);
                while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
                return scene(() -> exchanger.exchange("mine")).done(() -> partner.get().equals("mine"));
            },
            () -> { var exchanger = new Exchanger<String>(); return scene(() -> exchanger.exchange("mine")).done(() -> false); });
}

interface OnSemaphore { void use(Semaphore semaphore) throws Exception; }

Probe.Scene permit(int permits, OnSemaphore call) {
    var semaphore = new Semaphore(permits);
    return scene(() -> call.use(semaphore)).done(() -> semaphore.availablePermits() == permits - 1).release(doing(semaphore::release));
}

interface OnLatch { void use(CountDownLatch latch) throws Exception; }

Probe.Scene latch(int count, OnLatch call) {
    var latch = new CountDownLatch(count);
    return scene(() -> call.use(latch));
}

Probe.Scene barrier(int parties) {
    var barrier = new CyclicBarrier(parties);
    return scene(barrier::await).done(() -> false).closes("barrier broken", () -> !barrier.isBroken());
}

interface OnPhaser { void use(Phaser phaser) throws Exception; }

Probe.Scene past(OnPhaser call) {
    var phaser = new Phaser(1);
    phaser.arrive();
    return scene(() -> call.use(phaser));
}

Probe.Scene still(OnPhaser call) {
    var phaser = new Phaser(1);
    return scene(() -> call.use(phaser)).release(phaser::arrive);
}

void queues() {
    bounded("ArrayBlockingQueue", () -> new ArrayBlockingQueue<>(1));
    bounded("LinkedBlockingQueue", () -> new LinkedBlockingQueue<>(1));
    bounded("LinkedBlockingDeque", () -> new LinkedBlockingDeque<>(1));
    taking("PriorityBlockingQueue", PriorityBlockingQueue::new);
    taking("LinkedTransferQueue", LinkedTransferQueue::new);
    String group = "queues";
    probe.waits(group, "LinkedTransferQueue.transfer(e)",
            () -> { var q = new LinkedTransferQueue<String>(); return scene(() -> q.transfer("new")).done(() -> !q.isEmpty()); });
    probe.ready(group, "LinkedTransferQueue.tryTransfer(e)",
            () -> { var q = new LinkedTransferQueue<String>(); return scene(() -> q.tryTransfer("new")); });
    probe.row(group, "SynchronousQueue.put(e)",
            () -> {
                var q = new SynchronousQueue<String>();
                var taker = waiting(q::take);
                return scene(() -> q.put("new")).done(taker::isDone).release(doing(() -> q.poll(1, TimeUnit.HOURS)));
            },
            () -> { var q = new SynchronousQueue<String>(); return scene(() -> q.put("new")).done(() -> q.poll() != null); });
    probe.row(group, "SynchronousQueue.take()",
            () -> {
                var q = new SynchronousQueue<String>();
                var putter = waiting(() -> { q.put("old"); return null; });
                return scene(q::take).done(putter::isDone);
            },
            () -> { var q = new SynchronousQueue<String>(); return scene(q::take).done(() -> q.offer("new")); });
    probe.ready(group, "SynchronousQueue.offer(e)", () -> { var q = new SynchronousQueue<String>(); return scene(() -> q.offer("new")); });
    probe.row(group, "DelayQueue.take()", () -> delayed(0, DelayQueue::take), () -> delayed(1, DelayQueue::take));
    probe.ready(group, "DelayQueue.poll()", () -> delayed(0, DelayQueue::poll));
}

/** Starts a thread that makes a call, and returns when it waits there. */
FutureTask<String> waiting(Callable<String> call) {
    var task = new FutureTask<>(call);
    var thread = Thread.ofVirtual().start(task);
    while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
    return task;
}

record Due(long at) implements Delayed {
    public long getDelay(TimeUnit unit) { return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS); }
    public int compareTo(Delayed other) { return 0; }
}

interface OnDelay { void use(DelayQueue<Due> queue) throws Exception; }

Probe.Scene delayed(int hours, OnDelay call) {
    var queue = new DelayQueue<Due>();
    queue.add(new Due(System.nanoTime() + hours * 3_600_000_000_000L));
    return scene(() -> call.use(queue)).done(queue::isEmpty);
}

interface OnQueue { void use(BlockingQueue<String> queue) throws Exception; }

void bounded(String name, Supplier<BlockingQueue<String>> maker) {
    probe.row("queues", name + ".put(e)", () -> putting(maker, 0, q -> q.put("new")), () -> putting(maker, 1, q -> q.put("new")));
    probe.ready("queues", name + ".offer(e)", () -> putting(maker, 0, q -> q.offer("new")));
    probe.ready("queues", name + ".offer(e), full", () -> refused(maker));
    probe.row("queues", name + ".offer(e, t)",
            () -> putting(maker, 0, q -> q.offer("new", 1, TimeUnit.HOURS)), () -> putting(maker, 1, q -> q.offer("new", 1, TimeUnit.HOURS)));
    taking(name, maker);
}

void taking(String name, Supplier<BlockingQueue<String>> maker) {
    if (maker.get().remainingCapacity() == Integer.MAX_VALUE) {
        probe.ready("queues", name + ".put(e)", () -> putting(maker, 0, q -> q.put("new")));
    }
    probe.row("queues", name + ".take()", () -> taken(maker, 1, BlockingQueue::take), () -> taken(maker, 0, BlockingQueue::take));
    probe.ready("queues", name + ".poll()", () -> taken(maker, 1, BlockingQueue::poll));
    probe.row("queues", name + ".poll(t)",
            () -> taken(maker, 1, q -> q.poll(1, TimeUnit.HOURS)), () -> taken(maker, 0, q -> q.poll(1, TimeUnit.HOURS)));
    probe.ready("queues", name + ".drainTo(c)", () -> taken(maker, 1, q -> q.drainTo(new ArrayList<>())));
}

Probe.Scene putting(Supplier<BlockingQueue<String>> maker, int full, OnQueue call) {
    var queue = maker.get();
    for (int i = 0; i < full; i++) queue.add("old");
    return scene(() -> call.use(queue)).done(() -> queue.contains("new")).release(queue::poll);
}

/** The queue is full, with or without an interrupt. */
Probe.Scene refused(Supplier<BlockingQueue<String>> maker) {
    var accepted = new AtomicBoolean();
    return putting(maker, 1, q -> accepted.set(q.offer("new"))).done(() -> accepted.get() ? "yes" : "no: returns false");
}

Probe.Scene taken(Supplier<BlockingQueue<String>> maker, int there, OnQueue call) {
    var queue = maker.get();
    for (int i = 0; i < there; i++) queue.add("old");
    return scene(() -> call.use(queue)).done(() -> there == 0 ? false : queue.isEmpty()).release(() -> queue.offer("late"));
}

void futuresAndExecutors() {
    String group = "futures";
    probe.row(group, "Future.get()", () -> task(true, Future::get), () -> task(false, Future::get));
    probe.row(group, "Future.get(t)",
            () -> task(true, f -> f.get(1, TimeUnit.HOURS)), () -> task(false, f -> f.get(1, TimeUnit.HOURS)));
    probe.ready(group, "Future.get(0), not done", () -> task(false, f -> f.get(0, TimeUnit.HOURS)));
    probe.ready(group, "Future.resultNow()", () -> task(true, Future::resultNow));
    probe.row(group, "CompletableFuture.get()", () -> promise(true, Future::get), () -> promise(false, Future::get));
    probe.row(group, "CompletableFuture.get(t)",
            () -> promise(true, f -> f.get(1, TimeUnit.HOURS)), () -> promise(false, f -> f.get(1, TimeUnit.HOURS)));
    probe.row(group, "CompletableFuture.join()",
            () -> promise(true, CompletableFuture::join), () -> promise(false, CompletableFuture::join));
    probe.row(group, "CompletableFuture.allOf(..).join()",
            () -> promise(true, f -> CompletableFuture.allOf(f).join()), () -> promise(false, f -> CompletableFuture.allOf(f).join()));
    probe.row(group, "ForkJoinTask.get()", () -> forked(true, ForkJoinTask::get), () -> forked(false, ForkJoinTask::get));
    probe.row(group, "ForkJoinTask.join()", () -> forked(true, ForkJoinTask::join), () -> forked(false, ForkJoinTask::join));
    probe.waits(group, "ForkJoinPool.invoke(task)", () -> {
        var go = new CountDownLatch(1);
        var pool = new ForkJoinPool(1);
        return scene(() -> pool.invoke(ForkJoinTask.adapt(() -> { go.await(); return null; }))).release(doing(go::countDown));
    });
    probe.ready(group, "Executor.execute(r)", () -> {
        var ran = new CountDownLatch(1);
        var pool = daemons(1);
        return scene(() -> pool.execute(ran::countDown)).done(() -> { ran.await(); return true; });
    });
    probe.row(group, "ExecutorService.awaitTermination(t)",
            () -> { var pool = daemons(1); pool.shutdown(); return scene(() -> pool.awaitTermination(1, TimeUnit.HOURS)); },
            () -> busy((pool, go) -> pool.awaitTermination(1, TimeUnit.HOURS)));
    probe.row(group, "ExecutorService.close(), no task or a deaf one",
            () -> { var pool = daemons(1); return scene(pool::close).done(pool::isTerminated); },
            () -> busy((pool, go) -> pool.close()));
    probe.waits(group, "ExecutorService.close(), a task that responds", () -> responding(ExecutorService::close));
    probe.row(group, "ExecutorService.invokeAll(tasks)", () -> all(true, ExecutorService::invokeAll), () -> all(false, ExecutorService::invokeAll));
    probe.row(group, "ExecutorService.invokeAny(tasks)", () -> all(true, ExecutorService::invokeAny), () -> all(false, ExecutorService::invokeAny));
    probe.row(group, "ExecutorCompletionService.take()",
            () -> {
                var finished = new LinkedBlockingQueue<Future<String>>();
                var service = new ExecutorCompletionService<>(Runnable::run, finished);
                service.submit(() -> "done");
                return scene(service::take).done(finished::isEmpty);
            },
            () -> { var service = new ExecutorCompletionService<String>(Runnable::run); return scene(service::take).done(() -> false); });
    probe.row(group, "SubmissionPublisher.submit(x)", () -> publisher(8), () -> publisher(1));
    probe.ready(group, "parallelStream().forEach(..)", () -> {
        var bodies = new LongAdder();
        return scene(() -> IntStream.range(0, 20).parallel().forEach(i -> bodies.increment())).done(() -> bodies.sum() == 20);
    });
}

ExecutorService daemons(int threads) {
    return Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
}

interface OnFuture { void use(Future<String> future) throws Exception; }

interface OnPromise { void use(CompletableFuture<String> future) throws Exception; }

interface OnForked { void use(ForkJoinTask<String> task) throws Exception; }

Probe.Scene task(boolean done, OnFuture call) {
    var task = new FutureTask<>(() -> "done");
    if (done) task.run();
    return scene(() -> call.use(task)).release(doing(task::run));
}

Probe.Scene promise(boolean done, OnPromise call) {
    var future = new CompletableFuture<String>();
    if (done) future.complete("done");
    return scene(() -> call.use(future)).release(() -> future.complete("late"));
}

Probe.Scene forked(boolean done, OnForked call) throws Exception {
    var go = new CountDownLatch(done ? 0 : 1);
    var task = new ForkJoinPool(1).submit(() -> { go.await(); return "done"; });
    if (done) task.get();
    return scene(() -> call.use(task)).release(doing(go::countDown));
}

interface OnPool { void use(ExecutorService pool, CountDownLatch go) throws Exception; }

/** A pool with one task that no interrupt ends. */
Probe.Scene busy(OnPool call) throws InterruptedException {
    var go = new CountDownLatch(1);
    var running = new CountDownLatch(1);
    var interrupted = new AtomicBoolean();
    var pool = daemons(1);
    pool.execute(() -> {
        running.countDown();
        while (go.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
            if (Thread.interrupted()) interrupted.set(true);
        }
    });
    running.await();
    pool.shutdown();
    return scene(() -> call.use(pool, go)).done(() -> false).closes("the task is interrupted", () -> !interrupted.get())
            .release(doing(go::countDown));
}

interface OnExecutor { void use(ExecutorService pool) throws Exception; }

/** A pool with one task that an interrupt ends. */
Probe.Scene responding(OnExecutor call) throws InterruptedException {
    var go = new CountDownLatch(1);
    var running = new CountDownLatch(1);
    var completed = new AtomicBoolean();
    var interrupted = new AtomicBoolean();
    var pool = daemons(1);
    pool.execute(() -> {
        running.countDown();
        try {
            go.await();
            completed.set(true);
        } catch (InterruptedException e) {
            interrupted.set(true);
        }
    });
    running.await();
    return scene(() -> call.use(pool)).done(completed::get).closes("the task is interrupted", () -> !interrupted.get())
            .release(doing(go::countDown));
}

interface OnAll { void use(ExecutorService pool, List<Callable<String>> tasks) throws Exception; }

/** Two tasks that have ended when the call asks for their results, or that never end. */
Probe.Scene all(boolean ended, OnAll call) {
    var pool = ended ? new InTheCaller() : daemons(1);
    Callable<String> body = () -> { if (!ended) new CountDownLatch(1).await(); return "done"; };
    return scene(() -> call.use(pool, List.of(body, body)));
}

/** Runs each task before {@code execute} returns. */
static final class InTheCaller extends AbstractExecutorService {
    public void execute(Runnable task) { task.run(); }

    public void shutdown() {}

    public List<Runnable> shutdownNow() { return List.of(); }

    public boolean isShutdown() { return false; }

    public boolean isTerminated() { return false; }

    public boolean awaitTermination(long time, TimeUnit unit) { return false; }
}

/** A publisher whose one subscriber asks for nothing until it is released. */
Probe.Scene publisher(int room) {
    var publisher = new SubmissionPublisher<Integer>(Runnable::run, room);
    var subscription = new AtomicReference<Flow.Subscription>();
    publisher.subscribe(new Flow.Subscriber<>() {
        public void onSubscribe(Flow.Subscription s) { subscription.set(s); }
        public void onNext(Integer i) { nothing(); }
        public void onError(Throwable t) { nothing(); }
        public void onComplete() { nothing(); }
    });
    return scene(() -> { for (int i = 0; i < 4; i++) publisher.submit(i); })
            .release(doing(() -> subscription.get().request(100)));
}

void scopes() {
    String group = "scopes";
    probe.ready(group, "StructuredTaskScope.fork(task)", () -> {
        var ran = new CountDownLatch(1);
        return scene(() -> {
            try (var scope = StructuredTaskScope.open()) {
                scope.fork(ran::countDown);
                Thread.interrupted(); // fork has seen it
                scope.join();
            }
            Thread.currentThread().interrupt();
        }).done(() -> ran.getCount() == 0);
    });
    probe.row(group, "StructuredTaskScope.join()",
            () -> scene(() -> { try (var scope = StructuredTaskScope.open()) { scope.join(); } }),
            () -> scene(() -> {
                try (var scope = StructuredTaskScope.open()) {
                    scope.fork(() -> { Thread.sleep(Duration.ofHours(1)); return null; });
                    scope.join();
                }
            }));
    probe.waits(group, "StructuredTaskScope.close()", () -> {
        var go = new CountDownLatch(1);
        return scene(() -> {
            try {
                var scope = StructuredTaskScope.open();
                scope.fork(() -> { while (go.getCount() > 0) LockSupport.parkNanos(1_000_000); });
                scope.close();
            } catch (IllegalStateException e) {
                nothing(); // it was not joined, on purpose
            }
        }).done(() -> false).release(doing(go::countDown));
    });
}

final InetAddress here = InetAddress.getLoopbackAddress();
static final int SMALL = 1 << 13; // a buffer that is soon full

record Sockets(Socket mine, Socket theirs) {}

Sockets sockets() throws IOException {
    try (var server = new ServerSocket(0, 5, here)) {
        server.setReceiveBufferSize(SMALL);
        var mine = new Socket(here, server.getLocalPort());
        mine.setSendBufferSize(SMALL);
        return new Sockets(mine, server.accept());
    }
}

record Channels(SocketChannel mine, SocketChannel theirs) {}

Channels channels() throws IOException {
    try (var server = ServerSocketChannel.open().bind(new InetSocketAddress(here, 0))) {
        server.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
        var mine = SocketChannel.open(server.getLocalAddress());
        mine.setOption(StandardSocketOptions.SO_SNDBUF, SMALL);
        return new Channels(mine, server.accept());
    }
}

void swallow(InputStream in) {
    Thread.ofVirtual().start(() -> {
        try { in.transferTo(OutputStream.nullOutputStream()); } catch (IOException e) { /* ends */ }
    });
}

void socketsAndChannels() {
    String group = "network";
    probe.row(group, "Socket.getInputStream().read()", () -> reading(true, 0), () -> reading(false, 0));
    probe.row(group, "Socket.getInputStream().read(), SO_TIMEOUT", () -> reading(true, 3_600_000), () -> reading(false, 3_600_000));
    probe.row(group, "Socket.getOutputStream().write(b)", () -> writing(1, 1), () -> writing(100, 1 << 16));
    probe.row(group, "ServerSocket.accept()", () -> accepting(true), () -> accepting(false));
    probe.waits(group, "DatagramSocket.receive(p)", () -> {
        var socket = new DatagramSocket(0, here);
        return scene(() -> socket.receive(new DatagramPacket(new byte[1], 1))).closes("socket", () -> !socket.isClosed())
                .release(doing(() -> new DatagramSocket().send(new DatagramPacket(new byte[1], 1, here, socket.getLocalPort()))));
    });
    probe.row(group, "SocketChannel.read(b)",
            () -> {
                var c = channels();
                c.theirs.write(ByteBuffer.allocate(1));
                return scene(() -> c.mine.read(ByteBuffer.allocate(1))).done(() -> false).closes("channel", c.mine::isOpen);
            },
            () -> { var c = channels(); return scene(() -> c.mine.read(ByteBuffer.allocate(1))).done(() -> false).closes("channel", c.mine::isOpen); });
    probe.row(group, "SocketChannel.write(b)", () -> writingChannel(1, 1), () -> writingChannel(100, 1 << 16));
    probe.ready(group, "SocketChannel.read(b), non-blocking", () -> {
        var c = channels();
        c.mine.configureBlocking(false);
        return scene(() -> c.mine.read(ByteBuffer.allocate(1))).closes("channel", c.mine::isOpen);
    });
    probe.ready(group, "SocketChannel.write(b), non-blocking", () -> {
        var c = channels();
        c.mine.configureBlocking(false);
        var bytes = ByteBuffer.allocate(1);
        return scene(() -> c.mine.write(bytes)).done(() -> bytes.position() > 0).closes("channel", c.mine::isOpen);
    });
    probe.ready(group, "SocketChannel.connect(a)", () -> {
        var server = ServerSocketChannel.open().bind(new InetSocketAddress(here, 0));
        var mine = SocketChannel.open();
        return scene(() -> mine.connect(server.getLocalAddress())).closes("channel", mine::isOpen);
    });
    probe.row(group, "ServerSocketChannel.accept()", () -> acceptingChannel(true), () -> acceptingChannel(false));
    probe.waits(group, "DatagramChannel.receive(b)", () -> {
        var channel = DatagramChannel.open().bind(new InetSocketAddress(here, 0));
        return scene(() -> channel.receive(ByteBuffer.allocate(1))).closes("channel", channel::isOpen);
    });
    probe.row(group, "Pipe.SourceChannel.read(b)", () -> pipe(true), () -> pipe(false));
    probe.ready(group, "Pipe.SinkChannel.write(b)", () -> {
        var pipe = Pipe.open();
        var bytes = ByteBuffer.allocate(1);
        return scene(() -> pipe.sink().write(bytes)).done(() -> bytes.position() > 0).closes("channel", () -> pipe.sink().isOpen());
    });
    probe.ready(group, "Selector.selectNow()", () -> { var s = Selector.open(); return scene(s::selectNow).closes("selector", s::isOpen); });
    probe.waits(group, "Selector.select()", () -> { var s = Selector.open(); return scene(s::select).done(() -> false).closes("selector", s::isOpen); });
    probe.waits(group, "AsynchronousSocketChannel.read(b).get()", () -> {
        var server = AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(here, 0));
        var mine = AsynchronousSocketChannel.open();
        var theirs = server.accept();
        mine.connect(server.getLocalAddress()).get();
        theirs.get();
        return scene(() -> mine.read(ByteBuffer.allocate(1)).get()).closes("channel", mine::isOpen);
    });
}

Probe.Scene reading(boolean there, int timeout) throws IOException {
    var s = sockets();
    s.mine.setSoTimeout(timeout);
    if (there) s.theirs.getOutputStream().write(7);
    var in = s.mine.getInputStream();
    return scene(in::read).closes("socket", () -> !s.mine.isClosed()).release(doing(() -> s.theirs.getOutputStream().write(9)));
}

/** Writes until there is no room, if it has that much to write. */
Probe.Scene writing(int times, int size) throws IOException {
    var s = sockets();
    return scene(() -> { for (int i = 0; i < times; i++) s.mine.getOutputStream().write(new byte[size]); }).closes("socket", () -> !s.mine.isClosed())
            .release(doing(() -> swallow(s.theirs.getInputStream())));
}

Probe.Scene accepting(boolean there) throws IOException {
    var server = new ServerSocket(0, 5, here);
    var accepted = new AtomicBoolean();
    if (there) new Socket(here, server.getLocalPort());
    return scene(() -> { server.accept(); accepted.set(true); }).done(accepted::get).closes("server socket", () -> !server.isClosed())
            .release(() -> new Socket(here, server.getLocalPort()));
}

/** Writes until there is no room, if it has that much to write. */
Probe.Scene writingChannel(int times, int size) throws IOException {
    var c = channels();
    return scene(() -> { for (int i = 0; i < times; i++) c.mine.write(ByteBuffer.allocate(size)); })
            .done(() -> gone(c.theirs)).closes("channel", c.mine::isOpen);
}

/** Whether the peer of a closed connection has received anything. */
String gone(SocketChannel theirs) throws IOException {
    var bytes = ByteBuffer.allocate(1 << 16);
    return theirs.read(bytes) > 0 ? "in part" : "no";
}

Probe.Scene acceptingChannel(boolean there) throws IOException {
    var server = ServerSocketChannel.open().bind(new InetSocketAddress(here, 0));
    if (there) SocketChannel.open(server.getLocalAddress());
    return scene(server::accept).closes("server channel", server::isOpen);
}

Probe.Scene pipe(boolean there) throws IOException {
    var pipe = Pipe.open();
    if (there) pipe.sink().write(ByteBuffer.allocate(1));
    return scene(() -> pipe.source().read(ByteBuffer.allocate(1))).closes("channel", () -> pipe.source().isOpen());
}

void http() throws IOException, InterruptedException {
    String group = "HTTP";
    var server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    server.createContext("/quick", exchange -> { exchange.sendResponseHeaders(200, 2); exchange.getResponseBody().write(new byte[2]); exchange.close(); });
    server.createContext("/silent", exchange -> LockSupport.parkNanos(3_600_000_000_000L));
    server.createContext("/stalled", exchange -> {
        exchange.sendResponseHeaders(200, 20);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
        LockSupport.parkNanos(3_600_000_000_000L);
    });
    server.start();
    var base = URI.create("http://" + here.getHostAddress() + ":" + server.getAddress().getPort());
    var client = HttpClient.newHttpClient();
    var quick = HttpRequest.newBuilder(base.resolve("/quick")).build();
    var silent = HttpRequest.newBuilder(base.resolve("/silent")).build();
    var stalled = HttpRequest.newBuilder(base.resolve("/stalled")).build();
    client.send(quick, HttpResponse.BodyHandlers.discarding());
    probe.row(group, "HttpClient.send(..)",
            () -> scene(() -> client.send(quick, HttpResponse.BodyHandlers.discarding())),
            () -> scene(() -> client.send(silent, HttpResponse.BodyHandlers.discarding())));
    probe.waits(group, "HttpClient.send(..), in the body", () -> scene(() -> client.send(stalled, HttpResponse.BodyHandlers.ofString())));
    probe.waits(group, "HttpClient.sendAsync(..).get()", () -> {
        var future = client.sendAsync(silent, HttpResponse.BodyHandlers.discarding());
        return scene(future::get).closes("exchange", () -> !future.isDone());
    });
    probe.waits(group, "HttpClient.send(..).body().read()", () -> {
        var body = client.send(stalled, HttpResponse.BodyHandlers.ofInputStream()).body();
        body.read();
        return scene(body::read);
    });
}

Process waitingProcess() throws IOException {
    return new ProcessBuilder("cat").start();
}

Process endedProcess() throws IOException, InterruptedException {
    var process = new ProcessBuilder("true").start();
    process.waitFor();
    return process;
}

interface OnProcess { void use(Process process) throws Exception; }

Probe.Scene alive(OnProcess call) throws IOException {
    var process = waitingProcess();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return scene(() -> call.use(process)).closes("process", process::isAlive).release(doing(process::destroy));
}

void processesAndPipes() {
    String group = "processes";
    probe.row(group, "Process.waitFor()", () -> { var p = endedProcess(); return scene(p::waitFor); }, () -> alive(Process::waitFor));
    probe.row(group, "Process.waitFor(t)",
            () -> { var p = endedProcess(); return scene(() -> p.waitFor(1, TimeUnit.HOURS)); }, () -> alive(p -> p.waitFor(1, TimeUnit.HOURS)));
    probe.waits(group, "Process.onExit().get()", () -> alive(p -> p.onExit().get()));
    probe.waits(group, "Process.getInputStream().read()", () -> alive(p -> p.getInputStream().read()));
    probe.waits(group, "Process.inputReader().readLine()", () -> alive(p -> p.inputReader().readLine()));
    always(group, "ProcessBuilder.start()", () -> new ProcessBuilder("true").start());
    probe.ready(group, "Process.destroy()", () -> {
        var process = waitingProcess();
        return scene(process::destroy).done(() -> process.onExit().get() != null);
    });
    probe.row(group, "PipedInputStream.read()", () -> piped(true), () -> piped(false));
    probe.row(group, "PipedOutputStream.write(b)", () -> pipedOut(1), () -> pipedOut(8));
}

Probe.Scene piped(boolean there) throws IOException {
    var out = new PipedOutputStream();
    var in = new PipedInputStream(out);
    if (there) out.write(7);
    return scene(in::read).done(() -> there ? in.available() == 0 : false);
}

Probe.Scene pipedOut(int bytes) throws IOException {
    var out = new PipedOutputStream();
    var in = new PipedInputStream(out, 4);
    return scene(() -> out.write(new byte[bytes])).done(() -> in.available() > 0);
}
