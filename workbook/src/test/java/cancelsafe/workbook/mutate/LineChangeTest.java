package cancelsafe.workbook.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineChangeTest {
    @Test
    void onlyTheLineThatDiffersIsTold() {
        assertThat(LineChange.between("a\n  b\nc\n", "a\n  x\nc\n"))
                .isEqualTo(new LineChange(2, "b", "x"));
    }

    @Test
    void aSwapIsToldAsAWhole() {
        assertThat(LineChange.between("a\nb\nc\n", "b\na\nc\n"))
                .isEqualTo(new LineChange(1, "a\nb", "b\na"));
    }

    @Test
    void linesInALongBlockThatAreTheSameAreNotTold() {
        assertThat(LineChange.between("try {\n1\n2\n3\n}\nfinally {\n", "{\n1\n2\n3\n}\n{\n"))
                .isEqualTo(new LineChange(1, "try {\nfinally {", "{\n{"));
    }
}
