package cancelsafe.workbook.reader;

import cancelsafe.book.Chapter;
import cancelsafe.book.Question;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which questions a review asks.
 *
 * @param questions at most ten, in the sequence in which they are asked
 * @param placing the questions whose answers say where to begin; empty if the reader has begun
 */
public record ReviewPlan(List<Question> questions, List<Question> placing) {
    private static final int MOST = 10;

    public ReviewPlan {
        questions = List.copyOf(questions);
        placing = List.copyOf(placing);
    }

    /**
     * The first review: predict questions of all chapters. One that was broken off goes on.
     *
     * @param all the questions of the book
     * @param cards of the questions that were asked, by id
     * @return empty if each of them has been asked
     */
    public static Optional<ReviewPlan> first(List<Question> all, Map<String, Card> cards) {
        Map<Chapter, List<Question>> byChapter =
                all.stream()
                        .filter(Question.Predict.class::isInstance)
                        .filter(question -> question.section().chapter().isNumbered())
                        .collect(
                                Collectors.groupingBy(
                                        question -> question.section().chapter(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        List<Question> placing = new ArrayList<>();
        int chapters = byChapter.size();
        for (List<Question> ofChapter : byChapter.values()) {
            int share = Math.ceilDiv(MOST - placing.size(), chapters);
            placing.addAll(spread(ofChapter, share));
            chapters--;
        }
        List<Question> unasked =
                placing.stream().filter(question -> !cards.containsKey(question.id())).toList();
        return unasked.isEmpty() ? Optional.empty() : Optional.of(new ReviewPlan(unasked, placing));
    }

    private static List<Question> spread(List<Question> questions, int wanted) {
        int count = Math.min(wanted, questions.size());
        return IntStream.range(0, count)
                .mapToObj(i -> questions.get(i * questions.size() / count))
                .toList();
    }

    /**
     * A later review: first what is due, then what was never asked.
     *
     * @param questions those that may be asked
     * @param cards of the questions that were asked, by id
     */
    public static ReviewPlan later(
            List<Question> questions, Map<String, Card> cards, LocalDate today) {
        Map<Question, Card> asked = new LinkedHashMap<>();
        List<Question> fresh = new ArrayList<>();
        for (Question question : questions) {
            Card card = cards.get(question.id());
            if (card == null) {
                fresh.add(question);
            } else if (card.isDue(today)) {
                asked.put(question, card);
            }
        }
        Stream<Question> due =
                asked.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.comparing(Card::due)))
                        .map(Map.Entry::getKey);
        return new ReviewPlan(Stream.concat(due, fresh.stream()).limit(MOST).toList(), List.of());
    }

    /**
     * Where a new reader begins: in the first chapter of whose questions fewer than two thirds were
     * known.
     *
     * @param cards of the questions that were asked, by id
     * @return empty if there is none
     */
    public Optional<Chapter> beginning(Map<String, Card> cards) {
        return placing.stream()
                .map(question -> question.section().chapter())
                .distinct()
                .filter(chapter -> knowsLittle(chapter, cards))
                .findFirst();
    }

    private boolean knowsLittle(Chapter chapter, Map<String, Card> cards) {
        List<Question> asked =
                placing.stream().filter(q -> q.section().chapter().equals(chapter)).toList();
        long known =
                asked.stream()
                        .flatMap(q -> Stream.ofNullable(cards.get(q.id())))
                        .filter(Card::wasKnown)
                        .count();
        return known * 3 < asked.size() * 2L;
    }
}
