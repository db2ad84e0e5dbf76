package cancelsafe.workbook.reader;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Chapter;
import cancelsafe.book.Question;
import cancelsafe.book.Questions;
import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class ReviewPlanTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final Card UNKNOWN = new Card(1, TODAY.plusDays(1));
    private static final Card KNOWN = new Card(2, TODAY.plusDays(3));
    private static List<Question> all;

    @BeforeAll
    static void read() {
        all = Questions.of(BookCopy.original());
    }

    private static ReviewPlan first(Map<String, Card> cards) {
        return ReviewPlan.first(all, cards).orElseThrow();
    }

    private static Chapter chapter(Question question) {
        return question.section().chapter();
    }

    @Test
    void theFirstReviewAsksTenPredictQuestionsOfEveryChapterThatHasSome() {
        List<Question> questions = first(Map.of()).questions();
        assertThat(questions).hasSize(10).hasOnlyElementsOfType(Question.Predict.class);
        assertThat(questions)
                .extracting(ReviewPlanTest::chapter)
                .containsAll(
                        all.stream()
                                .filter(Question.Predict.class::isInstance)
                                .map(ReviewPlanTest::chapter)
                                .filter(Chapter::isNumbered)
                                .toList());
        assertThat(questions).doesNotHaveDuplicates();
    }

    @Test
    void aFirstReviewThatWasBrokenOffGoesOn() {
        List<Question> questions = first(Map.of()).questions();
        Map<String, Card> cards = Map.of(questions.get(0).id(), KNOWN);
        assertThat(first(cards).questions()).isEqualTo(questions.subList(1, 10));
        assertThat(first(cards).placing()).isEqualTo(questions);
    }

    @Test
    void theBeginningIsTheFirstChapterWithFewerThanTwoThirdsKnown() {
        Map<String, Card> cards = new HashMap<>();
        List<Question> placing = first(Map.of()).placing();
        placing.forEach(question -> cards.put(question.id(), KNOWN));
        assertThat(new ReviewPlan(List.of(), placing).beginning(cards)).isEmpty();
        Question third =
                placing.stream().filter(q -> chapter(q).number() == 3).findFirst().orElseThrow();
        cards.put(third.id(), UNKNOWN);
        cards.put(placing.getLast().id(), UNKNOWN);
        assertThat(new ReviewPlan(List.of(), placing).beginning(cards)).contains(chapter(third));
    }

    @Test
    void aLaterReviewAsksWhatIsDueFirstThenWhatWasNeverAsked() {
        Map<String, Card> cards =
                Map.of(
                        all.get(0).id(), new Card(1, TODAY),
                        all.get(1).id(), new Card(4, TODAY.minusDays(9)),
                        all.get(2).id(), UNKNOWN);
        assertThat(ReviewPlan.later(all.subList(0, 5), cards, TODAY).questions())
                .containsExactly(all.get(1), all.get(0), all.get(3), all.get(4));
    }

    @Test
    void aReviewAsksAtMostTenQuestions() {
        assertThat(ReviewPlan.later(all, Map.of(), TODAY).questions()).hasSize(10);
    }
}
