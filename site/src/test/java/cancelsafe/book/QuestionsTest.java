package cancelsafe.book;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Question.Predict;
import cancelsafe.book.Question.Recall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class QuestionsTest {
    private static final String TEXT =
            """
            = The first chapter

            [#waits]
            == Waiting

            [source,java]
            ----
            include::snippets/Waits.java[tag=shown]
            ----
            <1> Here.

            [.predict]
            The term:worker[workers] call `sleep`. Is it a *point*? Decide, then run it: `./kata run waits`.

            .What it prints
            ----
            include::snippets/Waits.out[]
            ----

            [.predict]
            A question without an output?

            The text goes on.

            [#card]
            == Card

            .A heading that is no question
            [%collapsible]
            ====
            Something else.
            ====

            *Questions for a review*

            .What does link:99-appendix.html#a[the appendix] say of `a * b`?
            [%collapsible]
            ====
            Use `+f(x -> ...)+`.

            It is _safe_.
            ====
            """;

    private static final String PROGRAM =
            """
            ///usr/bin/env jbang "$0" "$@" ; exit $?
            void main() throws InterruptedException {
                // tag::shown[]
                Thread.sleep(1); // <1>
                // end::shown[]
            }

            // tag::shown[]
            List<Integer> none() {
                return List.of();
            }
            // end::shown[]
            """;

    @TempDir Path folder;

    private TinyBook book() {
        return TinyBook.in(folder)
                .with("chapters/01-first/chapter.adoc", TEXT)
                .with("chapters/01-first/snippets/Waits.java", PROGRAM)
                .with("chapters/01-first/snippets/Waits.out", "interrupted\n");
    }

    @Test
    void aPredictBoxHasItsProgramAndTheRecordedOutput() {
        Question first = Questions.of(book().read()).getFirst();
        assertThat(first)
                .isEqualTo(
                        new Predict(
                                first.section(),
                                """
                                Thread.sleep(1); // 1

                                List<Integer> none() {
                                    return List.of();
                                }\
                                """,
                                "The workers call `sleep`. Is it a point?",
                                "interrupted"));
        assertThat(first.section().id()).isEqualTo("waits");
        assertThat(first.section().title()).isEqualTo("Waiting");
    }

    @Test
    void aQuestionOfACardHasItsFoldedAnswer() {
        Question last = Questions.of(book().read()).getLast();
        assertThat(last)
                .isEqualTo(
                        new Recall(
                                last.section(),
                                "What does the appendix say of `a * b`?",
                                "Use `f(x -> ...)`.\nIt is safe."));
    }

    @Test
    void whatHasNoAnswerIsNotAsked() {
        assertThat(Questions.of(book().read())).hasSize(2);
    }

    @Test
    void aRewordedQuestionIsANewOne() {
        TinyBook book = book();
        Question before = Questions.of(book.read()).getFirst();
        assertThat(Questions.of(book.read()).getFirst().id()).isEqualTo(before.id());
        book.with("chapters/01-first/chapter.adoc", TEXT.replace("Is it a", "Is that a"));
        assertThat(Questions.of(book.read()).getFirst().id()).isNotEqualTo(before.id());
    }

    @Test
    void eachChapterOfThePathAsksQuestionsThatATerminalCanShow() {
        Book book = Book.read(Path.of(".."));
        List<Question> questions = Questions.of(book);
        assertThat(book.chapters())
                .filteredOn(chapter -> !chapter.katas().isEmpty())
                .allSatisfy(
                        chapter ->
                                assertThat(questions)
                                        .filteredOn(q -> q.section().chapter().equals(chapter))
                                        .hasAtLeastOneElementOfType(Predict.class)
                                        .hasAtLeastOneElementOfType(Recall.class));
        assertThat(questions).extracting(Question::id).doesNotHaveDuplicates();
        assertThat(questions)
                .allSatisfy(
                        question -> {
                            assertThat(shown(question)).noneMatch(String::isBlank);
                            assertThat(question.text())
                                    .doesNotContain("term:", "link:", "<<", "Decide, then run");
                        });
    }

    private static List<String> shown(Question question) {
        return switch (question) {
            case Predict(Section _, String code, String text, String output) ->
                    List.of(code, text, output);
            case Recall(Section _, String text, String answer) -> List.of(text, answer);
        };
    }
}
