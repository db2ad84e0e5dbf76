package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.BookException;
import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.program.Limits;
import cancelsafe.workbook.program.Programs;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.Track;
import cancelsafe.workbook.screen.Sentence;
import cancelsafe.workbook.screen.Tally;
import cancelsafe.workbook.serve.Judging;
import cancelsafe.workbook.serve.LiveBook;
import cancelsafe.workbook.serve.LivePages;
import cancelsafe.workbook.serve.News;
import cancelsafe.workbook.serve.PageServer;
import cancelsafe.workbook.serve.Pages;
import cancelsafe.workbook.watch.Watch;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** The command without a word behind it: watch mode. */
@Command(
        name = "kata",
        mixinStandardHelpOptions = true,
        version = "Cancel-Safe Java 1.0, for JDK 25",
        description = {
            "Judges the current exercise each time you save it.",
            "The tests of most katas cancel your answer at each cancellation point in turn."
        },
        footer = {
            "",
            "ID is the name of a kata or its number: kata test 2.2",
            "Each command has its own help: kata test --help",
            "Exit codes: 0 success, 1 an answer or a check failed, 2 wrong usage,",
            "3 the machine lacks something, or reading or writing failed (try kata doctor)."
        })
public final class KataCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            arity = "0..1",
            description = "The kata to start with; your current kata if you name none.")
    private @Nullable String id;

    @Option(
            names = "--fast",
            description = {
                "For readers with experience: goes from capstone to capstone. Once the capstone of"
                        + " a chapter is solved, its other katas count as known."
            })
    private boolean fast;

    @Spec private @Nullable CommandSpec spec;

    private KataCommand(Desk desk) {
        this.desk = desk;
    }

    /**
     * Runs what the command line says. Without a word there is nothing to parse, and the reader
     * waits for a verdict: the parser need not be loaded for that.
     */
    public static int run(String... args) {
        Desk desk = Desk.ofProcess();
        if (args.length > 0) {
            return line(desk).execute(args);
        }
        try {
            return new KataCommand(desk).call();
        } catch (Exception e) {
            return failed(e, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
    }

    /** The command line at this desk. */
    static CommandLine line(Desk desk) {
        CommandLine kata = words(desk);
        kata.getSubcommands()
                .values()
                .forEach(word -> word.getCommandSpec().mixinStandardHelpOptions(true));
        return kata;
    }

    private static CommandLine words(Desk desk) {
        return new CommandLine(new KataCommand(desk))
                .addSubcommand(new ListCommand(desk))
                .addSubcommand(new TestCommand(desk))
                .addSubcommand(new JudgeCommand(desk))
                .addSubcommand(new HintCommand(desk))
                .addSubcommand(new SolutionCommand(desk))
                .addSubcommand(new ResetCommand(desk))
                .addSubcommand(new OpenCommand(desk))
                .addSubcommand(new StoryCommand(desk))
                .addSubcommand(new PointsCommand(desk))
                .addSubcommand(new DisputeCommand(desk))
                .addSubcommand(new RunCommand(desk))
                .addSubcommand(new ReviewCommand(desk, Clock.system(ZoneId.systemDefault())))
                .addSubcommand(new SiteCommand(desk))
                .addSubcommand(new ServeCommand(desk))
                .addSubcommand(new CheckCommand(desk))
                .addSubcommand(new MutateCommand(desk))
                .addSubcommand(new RecordCommand(desk))
                .addSubcommand(new UpdateCommand(desk))
                .addSubcommand(new DoctorCommand(desk))
                .addSubcommand(new RehearseCommand(desk))
                .addSubcommand(new CompletionCommand(desk))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setParameterExceptionHandler(KataCommand::wrongCall)
                .setExecutionExceptionHandler((e, line, _) -> failed(e, line.getErr()));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Judge judge = desk.judge()) { // first, for its worker needs its time to start
            Book book = desk.book();
            Progress progress = desk.progress(book);
            Kata kata = kata(book, progress);
            if (desk.isTerminal()) {
                News news = new News(progress);
                new Watch(
                                book,
                                progress,
                                track(),
                                kata,
                                judge,
                                desk.colour(),
                                news,
                                judging -> serve(book, progress, judging, news))
                        .run();
                desk.print(
                        " Solved katas: %s. ./kata continues with %s."
                                .formatted(
                                        new Tally(progress.states()).describe(book.katas().size()),
                                        progress.current().number()));
                return Exit.RIGHT;
            }
            Answer answer = Answer.ofReader(kata);
            Verdict verdict = judge.judgePlainly(answer);
            new Printed(desk).printThenCompare(answer, verdict, judge);
            return verdict.passed() ? Exit.RIGHT : Exit.FAILED;
        }
    }

    private Kata kata(Book book, Progress progress) throws IOException {
        String wanted = id;
        if (wanted == null) {
            return fast ? capstone(book, progress) : progress.current();
        }
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        return book.kata(wanted)
                .orElseThrow(
                        () ->
                                book.nearest(wanted).isEmpty()
                                        ? new UnmatchedArgumentException(line, List.of(wanted))
                                        : desk.noKata(book, wanted, line));
    }

    private Track track() {
        return fast ? Track.CAPSTONES : Track.WHOLE;
    }

    private Kata capstone(Book book, Progress progress) throws IOException {
        return track().first(book, progress.states())
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        Objects.requireNonNull(spec).commandLine(),
                                        "You have solved every capstone. Run ./kata without --fast"
                                                + " for the other katas."));
    }

    private PageServer serve(Book book, Progress progress, Judging judging, News news)
            throws IOException {
        Pages built = Pages.of(book);
        built.build();
        return PageServer.start(
                new LiveBook(
                        new LivePages(book, built.folder(), _ -> {}),
                        progress,
                        new Programs(desk.jbangIfAny(), Limits.USUAL),
                        judging,
                        news),
                PageServer.USUAL_PORT);
    }

    private static int wrongCall(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("kata --help shows all commands.");
        return Exit.WRONG_CALL;
    }

    private static int failed(Exception e, PrintWriter err) {
        return switch (e) {
            case BookException b -> say(err, "" + b.getMessage(), Exit.FAILED);
            case Lacking l -> say(err, "" + l.getMessage(), Exit.MACHINE_LACKS);
            case IOException io -> say(err, Sentence.of(io), Exit.MACHINE_LACKS);
            case UncheckedIOException io ->
                    say(
                            err,
                            Sentence.of(io.getCause() == null ? io : io.getCause()),
                            Exit.MACHINE_LACKS);
            case InterruptedException _ -> Exit.FAILED;
            default -> {
                e.printStackTrace(err);
                yield Exit.FAILED;
            }
        };
    }

    private static int say(PrintWriter err, String sentence, int code) {
        err.println(sentence);
        return code;
    }
}
