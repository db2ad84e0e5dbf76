package cancelsafe.workbook.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.judge.Judge;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The stories that the pages tell are what happens. */
@Execution(ExecutionMode.CONCURRENT)
class StoriesTest {
    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    Stream<DynamicTest> storiesAreWhatHappens() {
        return BookCopy.original().katas().stream()
                .map(kata -> dynamicTest(kata.id(), () -> assertThat(differences(kata)).isEmpty()));
    }

    private static List<String> differences(Kata kata) throws IOException, InterruptedException {
        try (Judge fresh = new Judge(BookCopy.installation())) {
            return new Stories(kata, fresh).differences();
        }
    }
}
