package cancelsafe.workbook.program;

import cancelsafe.workbook.judge.Problem;

import java.util.List;

/** What came of starting a program. */
public sealed interface Start {
    /** It runs. */
    record Running(ProgramRun run) implements Start {}

    /** It does not compile. */
    record Rejected(List<Problem> problems) implements Start {}

    /** As many programs as the limit allows are running. */
    record Full() implements Start {}
}
