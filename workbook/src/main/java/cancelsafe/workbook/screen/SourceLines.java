package cancelsafe.workbook.screen;

import cancelsafe.workbook.judge.AnswerSource;
import cancelsafe.workbook.worker.ForeignText;

import java.nio.file.Path;
import java.util.List;

/** The lines of a source. */
public final class SourceLines {
    private SourceLines() {}

    /** The lines of a text, fit for a terminal. */
    public static List<String> of(String text) {
        return ForeignText.clean(text).lines().toList();
    }

    /** The lines, fit for a terminal; none if the file cannot be read as text. */
    public static List<String> of(Path file) {
        return AnswerSource.of(file) instanceof AnswerSource.Text(String text)
                ? of(text)
                : List.of();
    }
}
