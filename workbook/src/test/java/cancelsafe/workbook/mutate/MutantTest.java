package cancelsafe.workbook.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

class MutantTest {
    private static final String TEXT =
            """
            class A {
                int n;
                void m() {
                    if (true) n++;
                }
            }
            """;

    private static List<Mutant> mutants() throws IOException {
        return Mutant.of("reference", "A", TEXT, List.of());
    }

    @Test
    void noTextIsMadeTwiceAndNoneIsTheAnswers() throws IOException {
        assertThat(mutants())
                .extracting(Mutant::text)
                .doesNotHaveDuplicates()
                .doesNotContain(TEXT)
                .contains(TEXT.replace("true", "false"));
    }

    @Test
    void theyComeInTheOrderOfTheTextAndAlwaysInTheSame() throws IOException {
        assertThat(mutants()).isEqualTo(mutants());
        assertThat(mutants()).extracting(mutant -> mutant.change().line()).isSorted();
    }
}
