package cancelsafe.workbook.worker;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import cancelsafe.workbook.worker.Reply.End;
import cancelsafe.workbook.worker.Reply.Result;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherExecutionRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One answer, examined by the test of its kata. */
final class TestRun implements TestExecutionListener {
    private static final String STORIES = "cancelsafe.lab.stories";
    private static final String STORY = "cancelsafe.story";

    /** A story that is longer is not told; the longest of the book has a tenth of it. */
    private static final int MOST_STORY = 4_000_000;

    /** All stories of an answer together; what is more would be no message any more. */
    private static final int MOST_STORIES = 20_000_000;

    private final Request request;
    private final AnswerClassLoader loader;
    private final Stacks stacks;
    private final Failures failures;
    private final JvmState before = new JvmState();
    private final CancellationToken token = CancellationToken.create();
    private final Map<String, String> stories = new HashMap<>();
    private final Map<String, Integer> untold = new HashMap<>();
    private int told;
    private String memoryUsedUp = "";
    private volatile boolean interruptedOthers;
    private final List<Result> results = new ArrayList<>();

    TestRun(Request request) {
        this.request = request;
        this.loader = new AnswerClassLoader(request.classes(), request.libraries());
        this.stacks = new Stacks(this::isLoadedHere);
        this.failures = new Failures(this::isLoadedHere);
    }

    private boolean isLoadedHere(String className) {
        String test = request.testClass();
        return request.classes().containsKey(className)
                || className.equals(test)
                || className.startsWith(test + "$");
    }

    /** Runs all tests; ends early, with those that have ended, when it is called off. */
    Reply run(Launcher launcher, Printed printed) {
        Thread current = Thread.currentThread();
        ClassLoader usual = current.getContextClassLoader();
        current.setContextClassLoader(loader);
        try {
            launcher.execute(execution());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("there is no test " + request.testClass(), e);
        } finally {
            current.setContextClassLoader(usual);
        }
        if (!memoryUsedUp.isEmpty()) {
            throw new OutOfMemoryError(memoryUsedUp);
        }
        Thread.interrupted(); // what an answer left in this thread is its own affair
        List<String> left = new ArrayList<>(changes());
        if (interruptedOthers) {
            left.addFirst("it interrupted threads that are not its own");
        }
        close();
        End end = token.isCancellationRequested() ? End.CANCELLED : End.COMPLETE;
        return new Reply(results(), end, "", List.of(), left, printed.take());
    }

    private List<String> changes() {
        while (true) {
            try {
                return before.changes(stacks);
            } catch (InterruptedException e) {
                wasInterrupted();
            }
        }
    }

    private LauncherExecutionRequest execution() throws ClassNotFoundException {
        return LauncherExecutionRequestBuilder.request(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(loader.loadClass(request.testClass())))
                                .configurationParameter(STORIES, "true")
                                .build())
                .cancellationToken(token)
                .listeners(this)
                .build();
    }

    private void close() {
        try {
            loader.close();
        } catch (IOException _) {
            // the jars stay open until the machine ends
        }
    }

    /** Calls it off: the test that runs goes on to its end, the others do not begin. */
    void cancel() {
        token.cancel();
    }

    /** Notes that a thread of the worker was interrupted: only an answer does that. */
    void wasInterrupted() {
        interruptedOthers = true;
    }

    /** What is known when its time is over. */
    Reply outOfTime(Printed printed) {
        return early(End.OUT_OF_TIME, "", stacks.deepest(), printed);
    }

    /** What is known when the memory is used up. */
    Reply outOfMemory(String detail, Printed printed) {
        return early(End.OUT_OF_MEMORY, detail, List.of(), printed);
    }

    private Reply early(End end, String detail, List<String> stack, Printed printed) {
        return new Reply(results(), end, detail, stack, List.of(), printed.take());
    }

    /** What is known when the answer ends the virtual machine; null if somebody else does. */
    @Nullable Reply exited(Printed printed) {
        List<String> stack = stacks.exiting();
        return stack.isEmpty() ? null : early(End.EXITED, "", stack, printed);
    }

    private synchronized List<Result> results() {
        return List.copyOf(results);
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        String story = entry.getKeyValuePairs().get(STORY);
        if (story == null) {
            return;
        }
        if (story.length() > MOST_STORY || told + story.length() > MOST_STORIES) {
            untold.put(test.getUniqueId(), story.length());
            return;
        }
        told += story.length();
        stories.put(test.getUniqueId(), story);
    }

    /** What it calls of an answer's exception, it calls without a lock: that may never return. */
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        Throwable thrown = result.getThrowable().orElse(null);
        String message = thrown == null ? "" : failures.message(thrown);
        boolean outOfMemory = thrown != null && Failures.isOutOfMemory(thrown);
        String name =
                test.getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(s -> ((MethodSource) s).getMethodName())
                        .orElseGet(test::getDisplayName);
        synchronized (this) {
            if (outOfMemory) {
                memoryUsedUp = message;
            }
            if (test.isTest() || !passed) {
                String story = stories.get(test.getUniqueId());
                results.add(new Result(name, passed, message + untold(test), story));
            }
        }
        if (!passed && request.firstFailureEnds()) {
            cancel();
        }
    }

    private String untold(TestIdentifier test) {
        Integer length = untold.get(test.getUniqueId());
        return length == null
                ? ""
                : ("\nThe recorded story of this test is left out, because it is too long (%d"
                                + " characters).")
                        .formatted(length);
    }
}
