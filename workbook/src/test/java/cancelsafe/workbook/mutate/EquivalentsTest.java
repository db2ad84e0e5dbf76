package cancelsafe.workbook.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.book.BookException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class EquivalentsTest {
    private static final Mutant MUTANT =
            new Mutant("reference", "delete-statement", new LineChange(7, "a();", ";"), "the text");

    @TempDir Path folder;

    private Equivalents read(String text) throws IOException {
        Path file = folder.resolve("TornTransfer.yaml");
        Files.writeString(file, text);
        return Equivalents.read(file, folder);
    }

    private Equivalents accepted(String before) throws IOException {
        return read(
                """
                - answer: reference
                  operator: delete-statement
                  before: "%s"
                  after: ;
                  reason: a() does nothing
                """
                        .formatted(before));
    }

    @Test
    void aMutantWithTheTextOfAnEntryIsAccepted() throws IOException {
        Equivalents equivalents = accepted("  a();  ");
        assertThat(equivalents.accept(MUTANT)).isTrue();
        assertThat(equivalents.complaints(List.of(MUTANT), List.of(MUTANT))).isEmpty();
    }

    @Test
    void aMutantWithAnotherTextIsNot() throws IOException {
        assertThat(accepted("b();").accept(MUTANT)).isFalse();
    }

    @Test
    void anEntryWhoseMutantFailsIsNamed() throws IOException {
        assertThat(accepted("a();").complaints(List.of(MUTANT), List.of()))
                .containsExactly(
                        "no accepted mutant passes any more; delete its entry: reference,"
                                + " delete-statement, \"a();\" becomes \";\"");
    }

    @Test
    void anEntryWithoutAMutantIsNamed() throws IOException {
        assertThat(accepted("b();").complaints(List.of(MUTANT), List.of(MUTANT)))
                .containsExactly(
                        "no mutant has the text of this entry any more; delete or correct it:"
                                + " reference, delete-statement, \"b();\" becomes \";\"");
    }

    @Test
    void aReasonIsRequired() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        - answer: reference
                                          operator: delete-statement
                                          before: a();
                                          after: ;
                                        """))
                .isInstanceOf(BookException.class)
                .hasMessageContaining("TornTransfer.yaml")
                .hasMessageContaining("reason");
    }

    @Test
    void anEmptyFileAcceptsNothing() throws IOException {
        assertThat(read("").accept(MUTANT)).isFalse();
    }
}
