package cancelsafe.workbook.judge;

import cancelsafe.book.Kata;
import cancelsafe.lab.story.Story;
import cancelsafe.workbook.judge.Verdict.Kind;
import cancelsafe.workbook.worker.Request;
import cancelsafe.workbook.worker.TimeLimits;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Judges answers, one at a time: compiles, has them examined in a machine of their own, and says
 * what came of it. Interrupted, it calls the run off and is at once fit for the next.
 */
public final class Judge implements AutoCloseable {
    /** Errors that say that an answer lacks what its test calls. */
    private static final Pattern MISFIT =
            Pattern.compile(
                    "NoSuchMethodError|NoSuchFieldError|NoClassDefFoundError|IllegalAccessError"
                            + "|IncompatibleClassChangeError|AbstractMethodError"
                            + "|InstantiationError");

    private final Installation installation;
    private final WorkerUser user;
    private final Extent whole;
    private final Compiler compiler;
    private final KataClasses known;
    private final Admission admission;

    /** Of the answers that others were compared with, by kata and name. */
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();

    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Worker worker;

    /**
     * How far a run goes.
     *
     * @param limit what it may take
     * @param firstFailureEnds whether it is over at the first test that fails
     */
    private record Extent(Duration limit, boolean firstFailureEnds) {}

    /** A judge whose worker begins to start. */
    public Judge(Installation installation) throws IOException {
        this(installation, TimeLimits.ANSWER);
    }

    /** One that gives an answer so much time. */
    public Judge(Installation installation, Duration limit) throws IOException {
        this(installation, WorkerUser.SAME, limit);
    }

    /** One whose workers have the rights of this user. */
    public Judge(Installation installation, WorkerUser user, Duration limit) throws IOException {
        this(installation, user, limit, Worker.start(installation, user));
    }

    private Judge(Installation installation, WorkerUser user, Duration limit, Worker worker) {
        this.installation = installation;
        this.user = user;
        this.whole = new Extent(limit, false);
        this.worker = worker;
        this.compiler = new Compiler(installation.compileClassPath());
        this.known = new KataClasses(installation);
        this.admission = new Admission(known);
    }

    /**
     * One that judges without the lab's clock, and so wrongly, and whose worker writes down what
     * the start of later ones needs.
     */
    public static Judge rehearsing(Installation installation) throws IOException {
        return new Judge(
                installation,
                WorkerUser.SAME,
                TimeLimits.ANSWER,
                Worker.startRehearsal(installation));
    }

    /** Lets the worker end by itself, and waits for that. */
    public void finish() throws IOException, InterruptedException {
        Worker current = worker;
        if (current != null) {
            current.finish();
        }
    }

    /**
     * Judges an answer, and says which named wrong answer it behaves like. The verdict's time is
     * that of both.
     *
     * @throws InterruptedException if the caller is interrupted
     * @throws IOException if a worker cannot be started
     */
    public Verdict judge(Answer answer) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Verdict verdict = compared(answer.kata(), judgePlainly(answer));
        return verdict.after(millisSince(begun), verdict.printed());
    }

    private static long millisSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    /**
     * The verdict, with the named wrong answer that it is like, if there is one. Few answers are
     * judged for that, and none twice.
     */
    public Verdict compared(Kata kata, Verdict verdict) throws IOException, InterruptedException {
        if (verdict.kind() != Kind.FAILED) {
            return verdict;
        }
        Candidates candidates = Candidates.of(kata, verdict);
        Map<String, Verdict> wrong = new HashMap<>();
        for (String name : candidates.wrong()) {
            wrong.put(name, known(kata, name));
        }
        Optional<Verdict> start =
                candidates.start() ? Optional.of(known(kata, Kata.START)) : Optional.empty();
        return new Resemblance(start, wrong).of(verdict).map(verdict::resembling).orElse(verdict);
    }

    private Verdict known(Kata kata, String name) throws IOException, InterruptedException {
        String key = kata.id() + "/" + name;
        Verdict verdict = verdicts.get(key);
        if (verdict == null) {
            verdict = judgePlainly(new Answer(kata, kata.answer(name)));
            verdicts.put(key, verdict);
        }
        return verdict;
    }

    /** Judges an answer without comparing it to others. */
    public Verdict judgePlainly(Answer answer) throws IOException, InterruptedException {
        return judgePlainly(answer, whole);
    }

    /**
     * Judges an answer plainly, up to its first test that fails: whether it is right, and no more.
     *
     * @param limit what the tests may take
     */
    public Verdict judgeToFirstFailure(Answer answer, Duration limit)
            throws IOException, InterruptedException {
        return judgePlainly(answer, new Extent(limit, true));
    }

    private Verdict judgePlainly(Answer answer, Extent extent)
            throws IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            long begun = System.nanoTime();
            Verdict verdict = verdict(answer, extent);
            return verdict.after(millisSince(begun), verdict.printed());
        } finally {
            turn.unlock();
        }
    }

    /** Judges an answer plainly; where the workbook itself fails on it, the verdict says so. */
    public Verdict judgeAnyway(Answer answer) throws InterruptedException {
        try {
            return judgePlainly(answer);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return Verdict.notJudged(answer, e);
        }
    }

    /** The public members of an answer, as text; none if it does not compile. */
    public Set<String> publicShape(Answer answer) throws IOException, InterruptedException {
        Compiled compiled =
                compiler.compile(
                        answer.kata().answerClass(),
                        Files.readString(answer.file()),
                        answer.describe());
        return compiled instanceof Compiled.Classes(Map<String, byte[]> classes)
                ? Shape.of(classes)
                : Set.of();
    }

    private Verdict verdict(Answer answer, Extent extent) throws IOException, InterruptedException {
        return switch (AnswerSource.of(answer.file(), user.links())) {
            case AnswerSource.Unreadable(String why) ->
                    rejected(answer, List.of(new Problem(answer.describe(), 0, 0, why)));
            case AnswerSource.Text(String source) -> verdict(answer, source, extent);
        };
    }

    private Verdict verdict(Answer answer, String source, Extent extent)
            throws IOException, InterruptedException {
        String name = answer.kata().answerClass();
        return switch (compiler.compile(name, source, answer.describe())) {
            case Compiled.Rejected(List<Problem> problems) -> rejected(answer, problems);
            case Compiled.Classes(Map<String, byte[]> classes) -> {
                List<Problem> objections = objections(answer, source, classes);
                if (!objections.isEmpty()) {
                    yield Verdict.of(
                            answer,
                            Kind.REFUSED,
                            objections.getFirst().message(),
                            objections,
                            List.of());
                }
                Verdict verdict = run(answer, classes, extent);
                yield verdict.kind() == Kind.FAILED && speaksOfMisfit(verdict)
                        ? misfit(answer, source, verdict)
                        : verdict;
            }
        };
    }

    /** What speaks against an answer; what the start uses is asked only if something does. */
    private List<Problem> objections(Answer answer, String source, Map<String, byte[]> classes)
            throws InterruptedException {
        String fileName = answer.describe();
        List<Problem> objections = admission.objections(classes, Map.of(), source, fileName);
        if (objections.isEmpty()
                || !(AnswerSource.of(answer.kata().start()) instanceof AnswerSource.Text start)) {
            return objections;
        }
        return compiler.compile(answer.kata().answerClass(), start.text(), "the start")
                        instanceof Compiled.Classes(Map<String, byte[]> ofStart)
                ? admission.objections(classes, ofStart, source, fileName)
                : objections;
    }

    private static Verdict rejected(Answer answer, List<Problem> problems) {
        return Verdict.of(
                answer, Kind.DOES_NOT_COMPILE, "it does not compile", problems, List.of());
    }

    private static boolean speaksOfMisfit(Verdict verdict) {
        return verdict.failures().stream()
                .flatMap(t -> Stream.concat(Stream.of(t.message()), thrown(t.story())))
                .anyMatch(text -> MISFIT.matcher(text).find());
    }

    private static Stream<String> thrown(@Nullable Story story) {
        return story == null
                ? Stream.of()
                : story.runs().stream().map(Story.Run::thrown).filter(t -> t != null);
    }

    private Verdict misfit(Answer answer, String source, Verdict verdict)
            throws IOException, InterruptedException {
        Kata kata = answer.kata();
        return switch (compiler.compileWithTest(
                kata.answerClass(), source, answer.describe(), kata.testClass(), kata.test())) {
            case Compiled.Classes _ -> verdict;
            case Compiled.Rejected(List<Problem> problems) ->
                    Verdict.of(
                            answer,
                            Kind.DOES_NOT_COMPILE,
                            "the test cannot call this class: keep the public members that the"
                                    + " starting class declares",
                            problems,
                            List.of());
        };
    }

    private Verdict run(Answer answer, Map<String, byte[]> classes, Extent extent)
            throws IOException, InterruptedException {
        Kata kata = answer.kata();
        Request request =
                new Request(
                        kata.testClass(),
                        classes,
                        installation.tests().stream()
                                .map(p -> p.toAbsolutePath().toString())
                                .toList(),
                        extent.limit.toMillis(),
                        extent.firstFailureEnds);
        Worker first = ready();
        boolean fresh = first.isFresh();
        RunEnd end = first.run(request);
        if (end instanceof RunEnd.Died && !fresh) {
            end = ready().run(request); // the answer before may be to blame, and not this one
        }
        ready(); // a worker that cannot be used again is replaced while the verdict is read
        return new Conclusion(answer, known.tests(kata), extent.limit).of(end);
    }

    private Worker ready() throws IOException {
        Worker current = worker;
        if (current == null || !current.isUsable()) {
            if (current != null) {
                current.close();
            }
            current = Worker.start(installation, user);
            worker = current;
        }
        return current;
    }

    @Override
    public void close() {
        Worker current = worker;
        if (current != null) {
            current.close();
        }
        compiler.close();
    }
}
