package cancelsafe.workbook.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
    @ParameterizedTest
    @CsvSource({
        "a|b, a|b, true",
        "a|b, a, false",
        "a, a|b, false",
        "took [..] ms, took 12 ms, true",
        "took [..] ms, took 12 s, false",
        "a|...|c, a|x|y|c, true",
        "a|...|c, a|c, true",
        "a|...|c, a|x|d, false",
        "..., x|y, true",
        "a.c, abc, false",
        "'a  ', a, true",
    })
    void marksStandForWhatVaries(String recorded, String printed, boolean alike) {
        Recording recording = new Recording(recorded.replace('|', '\n') + "\n");
        assertThat(recording.differenceTo(printed.replace('|', '\n') + "\n").isEmpty())
                .isEqualTo(alike);
    }

    @Test
    void theFirstDifferenceIsNamed() {
        assertThat(new Recording("a\nb\nc\n").differenceTo("a\nx\nc\n"))
                .hasValue("line 2 of the recording is: b\nthe program printed:\na\nx\nc");
    }

    @Test
    void ofALongOutputTheLinesAroundTheDifferenceAreShown() {
        String recorded = "line\n".repeat(73) + "end\n";
        assertThat(new Recording(recorded).differenceTo("line\n".repeat(73) + "other\n"))
                .hasValue(
                        "line 74 of the recording is: end\nthe program printed, from line 69:\n"
                                + "line\n".repeat(5)
                                + "other");
    }
}
