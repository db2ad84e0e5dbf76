package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.BookException;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.watch.Watch;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;

/** The command without a word behind it: watch mode. */
@Command(
        name = "kata",
        mixinStandardHelpOptions = true,
        version = "Cancel-Safe Java 1.0, for JDK 25",
        description = {
            "Judges the exercise that you are at, each time you save it.",
            "An answer is judged by cancelling it at every point where it can be cancelled."
        },
        footer = {"", "ID is the name of a kata or its number: kata test 2.2"})
public final class KataCommand implements Callable<Integer> {
    private final Desk desk;

    private KataCommand(Desk desk) {
        this.desk = desk;
    }

    /** Runs what the command line says. */
    public static int run(String... args) {
        return line(Desk.ofProcess()).execute(args);
    }

    /** The command line at this desk. */
    static CommandLine line(Desk desk) {
        return new CommandLine(new KataCommand(desk))
                .addSubcommand(new ListCommand(desk))
                .addSubcommand(new TestCommand(desk))
                .addSubcommand(new JudgeCommand(desk))
                .addSubcommand(new HintCommand(desk))
                .addSubcommand(new SolutionCommand(desk))
                .addSubcommand(new ResetCommand(desk))
                .addSubcommand(new StoryCommand(desk))
                .addSubcommand(new PointsCommand(desk))
                .addSubcommand(new DisputeCommand(desk))
                .addSubcommand(new RunCommand(desk))
                .addSubcommand(new SiteCommand(desk))
                .addSubcommand(new ServeCommand(desk))
                .addSubcommand(new CheckCommand(desk))
                .addSubcommand(new RecordCommand(desk))
                .addSubcommand(new DoctorCommand(desk))
                .addSubcommand("completion", new GenerateCompletion())
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setParameterExceptionHandler(KataCommand::wrongCall)
                .setExecutionExceptionHandler(KataCommand::failed);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Book book = desk.book();
        try (Judge judge = desk.judge()) {
            if (desk.isTerminal()) {
                new Watch(book, desk.progress(book), judge, desk.colour()).run();
                return Exit.RIGHT;
            }
            Answer answer = Answer.ofReader(desk.progress(book).current());
            Verdict verdict = judge.judge(answer);
            new Printed(desk).print(answer, verdict);
            return verdict.passed() ? Exit.RIGHT : Exit.FAILED;
        }
    }

    private static int wrongCall(CommandLine.ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("kata --help shows all commands.");
        return Exit.WRONG_CALL;
    }

    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult result)
            throws Exception {
        return switch (e) {
            case BookException b -> say(line, "" + b.getMessage(), Exit.FAILED);
            case Lacking l -> say(line, "" + l.getMessage(), Exit.MACHINE_LACKS);
            case IOException io -> say(line, sentence(io), Exit.MACHINE_LACKS);
            case UncheckedIOException io ->
                    say(
                            line,
                            sentence(io.getCause() == null ? io : io.getCause()),
                            Exit.MACHINE_LACKS);
            case InterruptedException _ -> Exit.FAILED;
            default -> throw e;
        };
    }

    private static int say(CommandLine line, String sentence, int code) {
        line.getErr().println(sentence);
        return code;
    }

    /** The exceptions of files have messages that are nothing but a path. */
    private static String sentence(Exception e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException f -> "There is no file " + f.getFile() + ".";
            case java.nio.file.AccessDeniedException f ->
                    "The file " + f.getFile() + " may not be read or written by you.";
            default -> e.getClass().getSimpleName() + ": " + e.getMessage();
        };
    }
}
