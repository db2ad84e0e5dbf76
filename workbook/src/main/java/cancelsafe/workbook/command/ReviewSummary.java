package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.book.Question;
import cancelsafe.site.page.Adversary;
import cancelsafe.site.story.Points;
import cancelsafe.workbook.reader.Card;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.serve.PageServer;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a review says at its end. */
record ReviewSummary(Book book, Progress progress, LocalDate today) {
    /** How many days are named. */
    private static final int MOST_DAYS = 4;

    /** How many questions are due on the next days. */
    String schedule(List<Question> questions, Map<String, Card> cards) {
        TreeMap<LocalDate, Long> days =
                questions.stream()
                        .flatMap(question -> Stream.ofNullable(cards.get(question.id())))
                        .map(card -> card.isDue(today) ? today : card.due())
                        .collect(
                                Collectors.groupingBy(
                                        day -> day, TreeMap::new, Collectors.counting()));
        return days.isEmpty()
                ? "No question has been answered yet."
                : days.entrySet().stream()
                        .limit(MOST_DAYS)
                        .map(day -> day.getValue() + " " + Day.of(day.getKey(), today))
                        .collect(Collectors.joining("; ", "Questions that are due: ", "."));
    }

    /** Where a new reader begins; empty stands for a reader who knows every chapter. */
    String beginning(Optional<Chapter> chapter) {
        return chapter.map(
                        begin ->
                                "Begin with %s, %s%s"
                                        .formatted(
                                                begin.label(),
                                                begin.title(),
                                                begin.katas().stream()
                                                        .findFirst()
                                                        .map(k -> ": ./kata " + k.number())
                                                        .orElse(".")))
                .orElse(
                        "You knew most of the answers about each chapter. Begin with"
                                + " any kata: ./kata list shows all of them.");
    }

    /**
     * A level of the game with answers to a kata that the reader has solved, another one each day.
     */
    Optional<String> level() throws IOException {
        Map<String, State> states = progress.states();
        Points points = new Points(book.root());
        List<Kata> solved =
                book.katas().stream()
                        .filter(k -> states.getOrDefault(k.id(), State.UNTRIED).wasSolved())
                        .toList();
        for (int i = 0; i < solved.size(); i++) {
            Kata kata = solved.get((int) ((today.toEpochDay() + i) % solved.size()));
            List<String> levels = new Adversary(only(kata), points).addresses(kata);
            if (!levels.isEmpty()) {
                int day = (int) (today.toEpochDay() / solved.size() % levels.size());
                return Optional.of(
                        "A level to play: can you break this version of %s?".formatted(kata.id())
                                + " ./kata serve shows it at http://localhost:%d/%s"
                                        .formatted(PageServer.USUAL_PORT, levels.get(day)));
            }
        }
        return Optional.empty();
    }

    /** The book with nothing but the chapter of a kata, so that no other stories are read. */
    private Book only(Kata kata) {
        return new Book(
                book.root(),
                book.chapters().stream().filter(c -> c.katas().contains(kata)).toList());
    }
}
