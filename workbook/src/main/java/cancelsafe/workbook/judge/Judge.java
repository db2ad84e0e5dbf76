package cancelsafe.workbook.judge;

import cancelsafe.book.Kata;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story;
import cancelsafe.workbook.judge.Verdict.Kind;
import cancelsafe.workbook.worker.Reply;
import cancelsafe.workbook.worker.Request;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Judges answers, one at a time: compiles, has them examined in a machine of their own, and says
 * what came of it. Interrupted, it calls the run off and is at once fit for the next.
 */
public final class Judge implements AutoCloseable {
    /** How long an answer may take; a machine that is busy with other things may need more. */
    private static final Duration LIMIT =
            Duration.ofSeconds(Long.getLong("cancelsafe.limit.seconds", 15));

    /** Errors that say that an answer lacks what its test calls. */
    private static final Pattern MISFIT =
            Pattern.compile(
                    "NoSuchMethodError|NoSuchFieldError|NoClassDefFoundError|IllegalAccessError"
                            + "|IncompatibleClassChangeError|AbstractMethodError"
                            + "|InstantiationError");

    private final Installation installation;
    private final Duration limit;
    private final Compiler compiler;
    private final KataClasses known;
    private final Admission admission;
    private final Map<String, Resemblance> resemblances = new HashMap<>();
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Worker worker;

    /** A judge whose worker begins to start. */
    public Judge(Installation installation) throws IOException {
        this(installation, LIMIT);
    }

    /** One that gives an answer so much time. */
    public Judge(Installation installation, Duration limit) throws IOException {
        this(installation, limit, Worker.start(installation));
    }

    private Judge(Installation installation, Duration limit, Worker worker) {
        this.installation = installation;
        this.limit = limit;
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
        return new Judge(installation, LIMIT, Worker.startRehearsal(installation));
    }

    /** Lets the worker end by itself, and waits for that. */
    public void finish() throws IOException, InterruptedException {
        Worker current = worker;
        if (current != null) {
            current.finish();
        }
    }

    /**
     * Judges an answer, and says which named wrong answer it behaves like.
     *
     * @throws InterruptedException if the caller is interrupted
     * @throws IOException if a worker cannot be started
     */
    public Verdict judge(Answer answer) throws IOException, InterruptedException {
        return compared(answer.kata(), judgePlainly(answer));
    }

    /** The verdict, with the named wrong answer that it is like, if there is one. */
    public Verdict compared(Kata kata, Verdict verdict) throws IOException, InterruptedException {
        return verdict.kind() == Kind.FAILED
                ? resemblance(kata).of(verdict).map(verdict::resembling).orElse(verdict)
                : verdict;
    }

    /** Judges an answer without comparing it to others. */
    public Verdict judgePlainly(Answer answer) throws IOException, InterruptedException {
        turn.lockInterruptibly();
        try {
            long start = System.nanoTime();
            Verdict verdict = verdict(answer);
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            return verdict.after(millis, verdict.printed());
        } finally {
            turn.unlock();
        }
    }

    /** The public members of an answer, as text; none if it does not compile. */
    public Set<String> publicShape(Answer answer) throws IOException, InterruptedException {
        Compiled compiled =
                compiler.compile(
                        answer.kata().answerClass(),
                        Files.readString(answer.file()),
                        answer.spoken());
        return compiled instanceof Compiled.Classes(Map<String, byte[]> classes)
                ? Shape.of(classes)
                : Set.of();
    }

    private Resemblance resemblance(Kata kata) throws IOException, InterruptedException {
        Resemblance known = resemblances.get(kata.id());
        if (known == null) {
            Map<String, Verdict> wrong = new HashMap<>();
            for (String name : kata.wrong().keySet()) {
                wrong.put(name, judgePlainly(new Answer(kata, kata.wrongAnswer(name))));
            }
            known = new Resemblance(judgePlainly(new Answer(kata, kata.start())), wrong);
            resemblances.put(kata.id(), known);
        }
        return known;
    }

    private Verdict verdict(Answer answer) throws IOException, InterruptedException {
        Kata kata = answer.kata();
        String source;
        try {
            source = Files.readString(answer.file());
        } catch (NoSuchFileException e) {
            return rejected(answer, "there is no such file");
        } catch (CharacterCodingException e) {
            return rejected(answer, "the file is not UTF-8 text");
        }
        return switch (compiler.compile(kata.answerClass(), source, answer.spoken())) {
            case Compiled.Rejected(List<Problem> problems) -> rejected(answer, problems);
            case Compiled.Classes(Map<String, byte[]> classes) -> {
                List<Problem> objections = objections(answer, source, classes);
                if (!objections.isEmpty()) {
                    String first = objections.getFirst().message();
                    yield verdict(answer, Kind.REFUSED, first, objections, List.of());
                }
                Verdict verdict = examined(answer, classes);
                yield verdict.kind() == Kind.FAILED && speaksOfMisfit(verdict)
                        ? misfit(answer, source, verdict)
                        : verdict;
            }
        };
    }

    /** What speaks against an answer; what the start uses is asked only if something does. */
    private List<Problem> objections(Answer answer, String source, Map<String, byte[]> classes)
            throws IOException, InterruptedException {
        String spoken = answer.spoken();
        List<Problem> objections = admission.objections(classes, Map.of(), source, spoken);
        if (objections.isEmpty()) {
            return objections;
        }
        String start = Files.readString(answer.kata().start());
        return compiler.compile(answer.kata().answerClass(), start, "the start")
                        instanceof Compiled.Classes(Map<String, byte[]> ofStart)
                ? admission.objections(classes, ofStart, source, spoken)
                : objections;
    }

    private static Verdict rejected(Answer answer, String why) {
        return rejected(answer, List.of(new Problem(answer.spoken(), 0, 0, why)));
    }

    private static Verdict rejected(Answer answer, List<Problem> problems) {
        return verdict(answer, Kind.DOES_NOT_COMPILE, "it does not compile", problems, List.of());
    }

    private static Verdict verdict(
            Answer answer,
            Kind kind,
            String message,
            List<Problem> problems,
            List<TestVerdict> tests) {
        return new Verdict(
                answer.kata().id(), answer.spoken(), kind, message, problems, tests, null, 0, "");
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
                kata.answerClass(), source, answer.spoken(), kata.testClass(), kata.test())) {
            case Compiled.Classes _ -> verdict;
            case Compiled.Rejected(List<Problem> problems) ->
                    verdict(
                            answer,
                            Kind.DOES_NOT_COMPILE,
                            "its test cannot call it: keep what the start declares",
                            problems,
                            List.of());
        };
    }

    private Verdict examined(Answer answer, Map<String, byte[]> classes)
            throws IOException, InterruptedException {
        Kata kata = answer.kata();
        Request request =
                new Request(
                        kata.testClass(),
                        classes,
                        installation.tests().stream().map(p -> p.toString()).toList(),
                        limit.toMillis());
        Reply reply = ready().examine(request);
        ready(); // a worker that cannot be used again is replaced while the verdict is read
        if (reply == null) {
            return verdict(
                    answer,
                    Kind.FAILED,
                    "it ended the virtual machine that judged it, without a trace",
                    List.of(),
                    List.of());
        }
        List<TestVerdict> tests = inOrder(kata, reply);
        String where = reply.stack().isEmpty() ? "" : ":\n" + String.join("\n", reply.stack());
        Verdict verdict = verdict(answer, reply, tests, where);
        return verdict.after(0, reply.printed());
    }

    private Verdict verdict(Answer answer, Reply reply, List<TestVerdict> tests, String where) {
        return switch (reply.end()) {
            case OUT_OF_TIME ->
                    verdict(
                            answer,
                            Kind.TIMED_OUT,
                            "it was still running after "
                                    + spoken(limit)
                                    + (where.isEmpty() ? "" : ", here" + where),
                            List.of(),
                            tests);
            case OUT_OF_MEMORY ->
                    verdict(
                            answer,
                            Kind.FAILED,
                            "it used up the memory: " + Worker.MEMORY_MEGABYTES + " MB",
                            List.of(),
                            tests);
            case EXITED ->
                    verdict(
                            answer,
                            Kind.FAILED,
                            "it called System.exit, here" + where,
                            List.of(),
                            tests);
            case COMPLETE, CANCELLED -> complete(answer, tests, reply.left());
        };
    }

    private static String spoken(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    private static Verdict complete(Answer answer, List<TestVerdict> tests, List<String> left) {
        List<TestVerdict> failures = tests.stream().filter(t -> !t.passed()).toList();
        if (!failures.isEmpty()) {
            boolean refused =
                    failures.stream()
                            .anyMatch(t -> anyBroken(t, p -> p.kind() == PromiseKind.CONTROLLED));
            boolean gaveUp =
                    failures.stream()
                            .allMatch(t -> anyBroken(t, p -> p.kind() == PromiseKind.EXHAUSTIVE));
            Kind kind = refused ? Kind.REFUSED : gaveUp ? Kind.NOT_EXHAUSTIVE : Kind.FAILED;
            return verdict(answer, kind, Verdict.count(tests), List.of(), tests);
        }
        if (tests.isEmpty()) {
            return verdict(answer, Kind.FAILED, "no test ran", List.of(), tests);
        }
        if (!left.isEmpty()) {
            return verdict(
                    answer,
                    Kind.FAILED,
                    "every test passed, but it left something behind: " + String.join("; ", left),
                    List.of(),
                    tests);
        }
        return verdict(answer, Kind.PASSED, answer.kata().solved(), List.of(), tests);
    }

    private static boolean anyBroken(TestVerdict test, Predicate<Promise> which) {
        Story story = test.story();
        return story != null
                && story.runs().stream()
                        .flatMap(r -> r.promises().stream())
                        .anyMatch(p -> !p.kept() && which.test(p));
    }

    /**
     * As the test's source has them. A run that came to its end owes a result of every test that
     * exists: one without is a failure, whatever became of it.
     */
    private List<TestVerdict> inOrder(Kata kata, Reply reply) throws IOException {
        String source = Files.exists(kata.test()) ? Files.readString(kata.test()) : "";
        List<TestVerdict> tests = new ArrayList<>();
        reply.results().forEach(r -> tests.add(TestVerdict.of(r)));
        if (reply.end() == Reply.End.COMPLETE) {
            Set<String> silent = new TreeSet<>(known.tests(kata));
            tests.forEach(test -> silent.remove(test.name()));
            silent.forEach(name -> tests.add(TestVerdict.withoutResult(name)));
        }
        tests.sort(Comparator.comparingInt(test -> place(source, test.name())));
        return tests;
    }

    private static int place(String source, String method) {
        int place = source.indexOf(" void " + method + "(");
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    private Worker ready() throws IOException {
        Worker current = worker;
        if (current == null || !current.isUsable()) {
            if (current != null) {
                current.close();
            }
            current = Worker.start(installation);
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
