package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Question;
import cancelsafe.book.Questions;
import cancelsafe.workbook.command.ReviewSession.Keys;
import cancelsafe.workbook.reader.Card;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.ReviewPlan;
import cancelsafe.workbook.reader.Reviews;
import cancelsafe.workbook.screen.Wrap;

import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

@Command(
        name = "review",
        description = {
            "Asks questions about the book, and repeats each one: after some days if you knew the"
                    + " answer, the next day if not. Until you have solved a kata, it first asks"
                    + " ten questions about chapters 1 to 8 and names the chapter to begin with."
        })
final class ReviewCommand implements Callable<Integer> {
    private final Desk desk;
    private final Clock clock;

    @Option(names = "--chapter", paramLabel = "N", description = "Only questions of this chapter.")
    private @Nullable Integer chapter;

    @Spec private @Nullable CommandSpec spec;

    /**
     * A review at a desk.
     *
     * @param clock says which day it is
     */
    ReviewCommand(Desk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Book book = desk.book();
        if (!desk.isTerminal()) {
            desk.print("A review reads your key presses: run ./kata review in a terminal.");
            return Exit.WRONG_CALL;
        }
        try (Terminal terminal = TerminalBuilder.builder().system(true).provider("ffm").build()) {
            Attributes usual = terminal.enterRawMode();
            Attributes raw = terminal.getAttributes();
            raw.setLocalFlag(Attributes.LocalFlag.ISIG, false); // Ctrl-C is a key
            terminal.setAttributes(raw);
            try {
                review(book, keys(terminal));
            } finally {
                terminal.setAttributes(usual);
            }
        }
        return Exit.RIGHT;
    }

    private static Keys keys(Terminal terminal) {
        KeyMap<ReviewKey> keys = new KeyMap<>();
        keys.setNomatch(ReviewKey.OTHER);
        keys.setUnicode(ReviewKey.OTHER);
        keys.bind(ReviewKey.YES, "y");
        keys.bind(ReviewKey.NO, "n");
        keys.bind(ReviewKey.QUIT, "q", KeyMap.ctrl('C'), KeyMap.ctrl('D'));
        BindingReader reader = new BindingReader(terminal.reader());
        return () -> Objects.requireNonNullElse(reader.readBinding(keys), ReviewKey.QUIT);
    }

    /**
     * A review with these keys.
     *
     * @throws ParameterException if the chapter asks nothing
     */
    void review(Book book, Keys keys) throws IOException {
        Progress progress = desk.progress(book);
        Reviews reviews = Reviews.of(progress);
        reviews.mend().ifPresent(System.err::println);
        LocalDate today = LocalDate.now(clock);
        List<Question> all = Questions.of(book);
        ReviewPlan plan = plan(all, reviews.cards(), progress, today);
        boolean isComplete = new ReviewSession(desk, reviews, today, keys).ask(plan);
        ReviewSummary summary = new ReviewSummary(book, progress, today);
        say(summary.schedule(all, reviews.cards()));
        if (isComplete && !plan.placing().isEmpty()) {
            say(summary.beginning(plan.beginning(reviews.cards())));
        }
        summary.level().ifPresent(this::say);
    }

    private void say(String sentence) {
        Wrap.of(sentence, desk.width(), " ").forEach(desk::print);
    }

    private ReviewPlan plan(
            List<Question> all, Map<String, Card> cards, Progress progress, LocalDate today)
            throws IOException {
        Integer wanted = chapter;
        if (wanted != null) {
            return ReviewPlan.later(ofChapter(wanted, all), cards, today);
        }
        Optional<ReviewPlan> first =
                progress.solved() == 0 ? ReviewPlan.first(all, cards) : Optional.empty();
        if (first.isPresent()) {
            return first.get();
        }
        String reached = progress.current().chapter();
        List<Question> read =
                all.stream()
                        .filter(q -> folder(q).compareTo(reached) <= 0 || cards.containsKey(q.id()))
                        .toList();
        return ReviewPlan.later(read, cards, today);
    }

    private List<Question> ofChapter(int wanted, List<Question> all) {
        List<Question> questions = all.stream().filter(q -> number(q) == wanted).toList();
        if (questions.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    all.stream()
                            .map(q -> String.valueOf(number(q)))
                            .distinct()
                            .collect(
                                    Collectors.joining(
                                            ", ",
                                            ("Chapter %d has no review questions; these chapters"
                                                            + " have some: ")
                                                    .formatted(wanted),
                                            ".")));
        }
        return questions;
    }

    private static String folder(Question question) {
        return question.section().chapter().folder();
    }

    private static int number(Question question) {
        return question.section().chapter().number();
    }
}
