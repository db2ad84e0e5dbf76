package cancelsafe.workbook.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.snippet.JBang;
import cancelsafe.workbook.snippet.SnippetCheck;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.util.stream.Stream;

/** Each program prints what the page shows. */
@Execution(ExecutionMode.CONCURRENT)
class SnippetsTest {
    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    Stream<DynamicTest> snippetsPrintWhatIsRecorded() {
        JBang jbang = JBang.find(BookCopy.ROOT.resolve("workbook/jbang/target/lib")).orElseThrow();
        return BookCopy.original().snippets().stream()
                .map(
                        snippet ->
                                dynamicTest(
                                        snippet.name(),
                                        () -> isAsRecorded(SnippetCheck.of(snippet, jbang))));
    }

    private static void isAsRecorded(SnippetCheck check) {
        assumeTrue(check.compared(), check::complaint);
        assertThat(check.complaint()).isEmpty();
    }
}
