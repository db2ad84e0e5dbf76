package cancelsafe.lab;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One attempt of a test that is explored: what is watched, what must hold, and the body.
 *
 * <p>Every attempt calls {@link #run} or {@link #call} exactly once. What the test method does
 * after that, such as assertions on the {@link Outcome}, is judged in every attempt, too.
 */
public interface Attempt {
    /**
     * Shows a value in the table of states, read before the body, at the cancellation and at the
     * end.
     *
     * @param name heading of its row
     * @param value read on a thread of the lab; a reader that would block shows {@code locked}
     */
    Attempt watch(String name, Supplier<?> value);

    /**
     * Says what must hold when the body has ended, however it ended.
     *
     * @param text the invariant in words, shown when it is broken
     * @param holds judged on a thread of the lab, after the body
     */
    Attempt invariant(String text, BooleanSupplier holds);

    /**
     * Says that, when the body has ended, one sequence of the calls of {@code history} explains all
     * their results, as if one thread had made them; goes with {@link #allInterleavings}. A call
     * that was cancelled or that has not ended may have happened or not.
     *
     * @param history made in the test method, filled by the threads of the body
     * @since 1.1
     */
    Attempt linearizable(History<?> history);

    /**
     * Cancels {@code token} at its n-th check, for all n, instead of interrupting the thread.
     *
     * @param token what is cancelled
     */
    Attempt token(Cancellable token);

    /**
     * Instead of cancelling, does {@code action} on a thread of its own: at each point of the body,
     * late in each of its waits (when half the time has passed, just before it ends, and in the
     * instant in which it ends), and at each moment in which every thread waits. After it the body
     * must end, as after a cancellation.
     *
     * <p>A test may have several actions, or an action after a {@link #token}. Then each comes
     * alone, and any two of them come in one run, in both sequences and at each pair of places; at
     * most 2,000 pairs, and what was left out is said.
     *
     * @param name of the thread, shown in the story
     * @throws IllegalArgumentException if another action of this test has the same name
     */
    Attempt action(String name, Runnable action);

    /**
     * Besides what the test cancels with, a {@link #token} or an {@link #action}, the thread that
     * runs the body is interrupted, or the one of {@link #onThread}: alone, before the other and
     * after it in the same run, in each of its waits also late, at each pair of places; at most
     * 2,000 pairs, and what was left out is said. The body owes what it owes after any of the two,
     * and what the test says is judged in all of these runs.
     *
     * @throws IllegalArgumentException if the test interrupts anyway
     */
    Attempt andInterrupt();

    /**
     * Instead of cancelling, crashes: at each point of the body, at each of its operations on files
     * (open for writing, write, truncate, force, close, move, copy, delete, create; of streams,
     * channels and {@link java.io.RandomAccessFile}), and once when the body has returned. All
     * threads stay where they stand; no handler and no {@code finally} runs; the files that are
     * open are closed with what has been written to them. Locks that were held stay held: whoever
     * needs one after the crash waits for ever.
     *
     * <p>The files are real ones. Each crash is tried in up to four ways, as far as there is
     * something to lose:
     *
     * <ul>
     *   <li>all that was written is on the disk;
     *   <li>of the last write, if it was not forced, only the first half is;
     *   <li>every file has the content that it had when it was last forced; a new one is empty;
     *   <li>so has the file that was written to first, and the others kept what was written to
     *       them: a disk does not keep the order of writes.
     * </ul>
     *
     * <p>To force is {@link java.nio.channels.FileChannel#force}, {@link
     * java.io.FileDescriptor#sync}, or to open with {@code SYNC} or {@code DSYNC}. Names count as
     * safe at once, and in their order: a file that was renamed before it was forced has its new
     * name, and its content may be lost. So it is with ext4 and most file systems of today; that a
     * folder must be forced, too, is not modelled. What is written through mapped memory is
     * refused.
     *
     * <p>What is watched is read when the crash has done its work. After a crash the test method
     * does not go on behind {@link #run}: invariants say what must hold. With {@link #onThread}
     * only the places of that thread count, but all threads stay where they stand.
     */
    Attempt crashes();

    /**
     * Runs {@code recovery} on a thread of the lab after each cancellation, crash or fault, before
     * the invariants are judged. It must return, and owes what every body owes. It does not run
     * after the undisturbed body.
     *
     * <p>With {@link #inPairs} it is cancelled, too, at each of its own points and, after a crash,
     * also crashed in each of the ways of {@link #crashes}; then it runs once more, undisturbed.
     * That a recovery must survive its own failure is the rule of ARIES (Mohan et al., TODS 1992).
     *
     * @param recovery builds what it needs anew: what the body had in memory is gone
     */
    Attempt recovery(Body recovery);

    /**
     * Cancels only the thread with this name; the body's own is called {@code body}. Whichever it
     * is, the body must end: one that waits for ever for a worker that was cancelled is broken.
     */
    Attempt onThread(String name);

    /**
     * Tries a second cancellation after every first: cleaning up is cancelled, too, and so is a
     * {@link #recovery}. Where a body passes so many points that there are more than 2,000 pairs,
     * as one does that polls, a place counts when it comes for the first, the second and the last
     * time; what was left out is said.
     *
     * <p>With {@link #allInterleavings} each pair is also tried in other schedules.
     */
    Attempt inPairs();

    /**
     * As {@link #inPairs}, with more interrupts in one run than two. After each pair, the third and
     * each further one comes at the first point that the body passes after the one before: while it
     * waits there, if it does.
     *
     * @param most at least 2
     * @throws IllegalArgumentException if it is less
     */
    Attempt interrupts(int most);

    /**
     * Runs the body once more on the same objects after each run in which it was interrupted, and
     * ended; undisturbed. It must end as the undisturbed run on fresh objects did: with an equal
     * value, or an exception of the same class; and the invariants must hold again. That a
     * cancelled operation can be called again is part of cancel safety.
     */
    Attempt again();

    /**
     * Lets a call with a time limit return ten seconds late, as it may on a machine that stalls:
     * once in a run, at each of the first 100 such calls of the thread that runs the body, such as
     * {@code sleep}, {@code poll} and {@code await}. No upper bound of a time holds in these runs:
     * ask for them where a test says what happens when time is over, and not when. The body may end
     * with an exception that says so.
     */
    Attempt lateReturns();

    /**
     * Lets every call of the body to something that the test gave it fail once: with each checked
     * exception that the called method declares (where it declares {@link Exception}, also with an
     * {@link InterruptedException} and a {@link java.util.concurrent.TimeoutException} of its own),
     * with a {@link RuntimeException} and with an {@link Error}; and, with the first of these, also
     * while the interrupt status is set and in the clean-up after each cancellation. The body owes
     * what it always owes, and the failure must reach its caller: as itself, as a cause, or
     * suppressed; {@link #mayHideFailures} says why not. What the test method does after {@link
     * #run} is not asked in these runs.
     *
     * @param given types: calls on their instances count, whoever made these. If there are none,
     *     calls count on objects of the test class, lambdas included, and on those of classes that
     *     are neither woven nor of the JDK. Calls of static methods do not count
     */
    Attempt withFaults(Class<?>... given);

    /**
     * As {@link #withFaults}: lets each operation on a file fail once with an {@link
     * java.io.IOException}, as if the disk were full, before it has any effect. Operations are
     * those that open a file for writing (they throw a {@link java.io.FileNotFoundException}),
     * write to it, change its length or force it to the disk, and those of {@link
     * java.nio.file.Files} that create, move or copy a file or a folder. Reads, deletions, {@code
     * close} and what forces a folder do not fail, nor does a method of {@link java.io.File}; what
     * the test class itself does to files does not fail either.
     */
    Attempt withFileFaults();

    /**
     * Tries the body, and each of its cancellations, in every interleaving of its threads with at
     * most two delays: moments in which another thread goes on than the one that is expected to
     * (delay bounding, after Emmi, Qadeer and Rakamaric, POPL 2011). Then it tries more delays and
     * schedules drawn at random (after Burckhardt et al., ASPLOS 2010); see {@link #runBudget}.
     *
     * <p>Where the test asks for two disturbances in one run, or for faults, each pair and the
     * first fault of each call are also tried in every schedule with at most one delay; an action
     * that comes twice also comes twice at once. For pairs there are 100 to 2,000 runs, the more
     * the shorter they are, or as many as {@link #runBudget} says; and as many for faults. One
     * schedule of each comes in turn. A test that passes says how many runs there were, of how
     * many.
     *
     * <p>Interleavings are all that is tried. What a machine does beyond any interleaving of the
     * steps (each of two threads may miss what the other wrote), what goes on inside the JDK, and
     * native code are not seen; a missing {@code volatile}, or an {@code ArrayList} that two
     * threads use at once, is found as a data race. For the memory model there is jcstress; {@code
     * bench/jcstress} runs an example that no interleaving shows.
     */
    Attempt allInterleavings();

    /**
     * As {@link #allInterleavings}; and a timer that is due within ten seconds may fire while
     * threads can still go on, which is a delay as well. So a timeout comes before the answer and
     * after it: on a machine that stalls, both happen.
     */
    Attempt allInterleavingsAndTimers();

    /**
     * As {@link #allInterleavings}, with another number of delays than two: a test that passes has
     * tried every schedule with so many.
     *
     * @param delays at least 0; each one more costs many times the runs
     */
    Attempt delayBound(int delays);

    /**
     * As {@link #allInterleavings}, with so many runs. All schedules up to the delay bound are
     * tried in any case; where they take more than 20,000 runs, the test fails. While runs are
     * left, the bound rises as long as all schedules up to the next one fit, and the rest goes to
     * schedules drawn at random. Without this there are 100 to 2,000 runs beyond the bound, the
     * more the shorter they are; and as many again where there are cancellations.
     *
     * @param runs at least 0; a count, so the verdict does not depend on the machine
     */
    Attempt runBudget(int runs);

    /**
     * As {@link #allInterleavings}, and the schedules at random are drawn by this seed; without it,
     * by 1. Equal seeds draw equal schedules.
     */
    Attempt randomSeed(long seed);

    /**
     * Tries one schedule alone, to examine it. The test does not pass this way: other schedules
     * were not tried.
     *
     * @param schedule as a failure names it, such as {@code 12:1 30:2}; after a change of the code
     *     it names another schedule
     * @throws IllegalArgumentException if the text is no schedule
     */
    Attempt replay(String schedule);

    /** Does not cancel at all: only what the test says itself is judged. */
    Attempt undisturbed();

    /** Asks that the body has a cancellation point at all. */
    Attempt atLeastOnePoint();

    /**
     * Asks that a cancelled thread completes no further point: it is on its way out. Looks at the
     * interrupt status, {@code close()} and what stands in handlers do not count.
     */
    Attempt noPointAfter();

    /**
     * Lets the body swallow the cancellation.
     *
     * @param why the reason, for the reader of the test
     */
    Attempt mayAbsorb(String why);

    /**
     * Lets threads go on when the body has ended.
     *
     * @param why the reason, for the reader of the test
     */
    Attempt mayLeaveThreads(String why);

    /**
     * Lets files, channels and registered resources stay open when the body has ended.
     *
     * @param why the reason, for the reader of the test
     */
    Attempt mayLeaveOpen(String why);

    /**
     * Lets locks and permits be held when the body has ended.
     *
     * @param why the reason, for the reader of the test
     */
    Attempt mayHold(String why);

    /**
     * Lets the body not end by itself, in some schedule or in all: it waits for a cancellation, or
     * polls. A test with an {@link #action} need not say it.
     *
     * @param why the reason, for the reader of the test
     */
    Attempt mayWaitForever(String why);

    /**
     * Lets the body end with the interrupt status set although the lab has interrupted nothing.
     *
     * @param why the reason, for the reader of the test
     */
    Attempt mayInterruptItself(String why);

    /**
     * Lets a thread of the body die of an exception that nobody sees, and, {@link #withFaults with
     * faults}, the body keep a failure from its caller.
     *
     * @param why the reason, for the reader of the test
     */
    Attempt mayHideFailures(String why);

    /**
     * Names an exception by which the body may tell its caller of the cancellation, besides {@link
     * InterruptedException} and the interrupt status.
     */
    Attempt cancelledBy(Class<? extends Throwable> type);

    /**
     * Runs the body on a thread of the lab, with this attempt's cancellation.
     *
     * @return how it ended; an exception of the body is in it and is not thrown here. A test that
     *     never asks for it fails if the body throws in the undisturbed attempt
     * @throws AssertionError if the body broke a promise
     */
    Outcome<Void> run(Body body);

    /**
     * Called by the body or an action: waits until every other thread of the run waits, too. The
     * clock does not move meanwhile, and the interrupt status is left as it is.
     *
     * @throws IllegalStateException if the calling thread does not belong to a run
     */
    void settle();

    /** As {@link #run}, for a body that returns something. */
    <T> Outcome<T> call(Callable<T> body);
}
