package cancelsafe.workbook.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.judge.Judge;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every start fails, every solution and every other right answer passes, every wrong answer fails
 * as it is said to, and the stories that the pages tell are what happens. With the profile {@code
 * steady} each kata is checked twenty times, while every processor is busy with something else: a
 * verdict does not depend on luck or load.
 */
@Execution(ExecutionMode.CONCURRENT)
class AnswersTest {
    private static final Book BOOK = BookCopy.original();
    private static final int TIMES = Integer.getInteger("cancelsafe.times", 1);

    private static final List<Thread> BURNERS = new ArrayList<>();

    @BeforeAll
    static void start() {
        if (TIMES > 1) {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                BURNERS.add(Thread.ofPlatform().daemon().start(AnswersTest::burn));
            }
        }
    }

    private static void burn() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    @AfterAll
    static void stop() {
        BURNERS.forEach(Thread::interrupt);
    }

    @TestFactory
    Stream<DynamicTest> answersDoAsNamedAndAsTheirStoriesTell() {
        return IntStream.rangeClosed(1, TIMES)
                .boxed()
                .flatMap(round -> BOOK.katas().stream().map(kata -> check(kata, round)));
    }

    private static DynamicTest check(Kata kata, int round) {
        return dynamicTest(
                round == 1 ? kata.id() : kata.id() + ", round " + round,
                () -> assertThat(complaints(kata)).isEmpty());
    }

    private static List<String> complaints(Kata kata) throws IOException, InterruptedException {
        try (Judge fresh = new Judge(BookCopy.installation())) {
            Judged judged = new Judged(kata, fresh);
            List<String> complaints = new ArrayList<>(new Stories(judged).differences());
            complaints.addAll(KataCheck.of(judged).complaints());
            return complaints;
        }
    }
}
