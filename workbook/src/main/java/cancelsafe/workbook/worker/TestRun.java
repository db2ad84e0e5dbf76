package cancelsafe.workbook.worker;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.StoryJson;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One answer, examined by the test of its kata. */
final class TestRun implements TestExecutionListener {
    private static final String STORIES = "cancelsafe.lab.stories";
    private static final String STORY = "cancelsafe.story";

    private final Request request;
    private final AnswerClassLoader loader;
    private final Stacks stacks;
    private final JvmState before = new JvmState();
    private final CancellationToken token = CancellationToken.create();
    private final Map<String, Story> stories = new HashMap<>();
    private boolean memoryUsedUp;
    private final List<Result> results = new ArrayList<>();

    TestRun(Request request) {
        this.request = request;
        this.loader = new AnswerClassLoader(request.classes(), request.libraries());
        this.stacks = new Stacks(this::isLoadedHere);
    }

    private boolean isLoadedHere(String className) {
        String test = request.testClass();
        return request.classes().containsKey(className)
                || className.equals(test)
                || className.startsWith(test + "$");
    }

    /** Runs all tests; ends early, with those that have ended, when it is called off. */
    Reply run(Launcher launcher, Printed printed) throws InterruptedException {
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
        if (memoryUsedUp) {
            throw new OutOfMemoryError("in a test, which has told of it and gone on");
        }
        Thread.interrupted(); // what an answer left in this thread is its own affair
        List<String> left = before.changes(stacks);
        close();
        End end = token.isCancellationRequested() ? End.CANCELLED : End.COMPLETE;
        return new Reply(results(), end, List.of(), left, printed.take());
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

    /** What is known when its time is over. */
    Reply outOfTime(Printed printed) {
        return new Reply(results(), End.OUT_OF_TIME, stacks.deepest(), List.of(), printed.take());
    }

    /** What is known when the memory is used up. */
    Reply outOfMemory(Printed printed) {
        return new Reply(results(), End.OUT_OF_MEMORY, List.of(), List.of(), printed.take());
    }

    /** What is known when the answer ends the virtual machine; null if somebody else does. */
    @Nullable Reply exited(Printed printed) {
        List<String> stack = stacks.exiting();
        return stack.isEmpty()
                ? null
                : new Reply(results(), End.EXITED, stack, List.of(), printed.take());
    }

    private synchronized List<Result> results() {
        return List.copyOf(results);
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        String story = entry.getKeyValuePairs().get(STORY);
        if (story != null) {
            stories.put(test.getUniqueId(), StoryJson.read(story));
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        memoryUsedUp |= result.getThrowable().filter(TestRun::isOutOfMemory).isPresent();
        if (test.isTest() || !passed) {
            results.add(
                    new Result(
                            test.getSource()
                                    .filter(MethodSource.class::isInstance)
                                    .map(s -> ((MethodSource) s).getMethodName())
                                    .orElseGet(test::getDisplayName),
                            passed,
                            result.getThrowable().map(this::message).orElse(""),
                            stories.get(test.getUniqueId())));
        }
    }

    private static boolean isOutOfMemory(Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .limit(100) // causes may go round in a circle
                .anyMatch(OutOfMemoryError.class::isInstance);
    }

    private String message(Throwable thrown) {
        String text = thrown.getMessage();
        if (thrown instanceof AssertionError && text != null) {
            return text.strip();
        }
        String where =
                Arrays.stream(thrown.getStackTrace())
                        .filter(f -> isLoadedHere(f.getClassName()))
                        .findFirst()
                        .map(f -> " at " + f.getFileName() + ":" + f.getLineNumber())
                        .orElse("");
        return thrown.getClass().getSimpleName() + where + (text == null ? "" : ": " + text);
    }
}
