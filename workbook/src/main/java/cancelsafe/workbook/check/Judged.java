package cancelsafe.workbook.check;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.Verdict;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The answers that belong to a kata, each judged once, when it is first asked for. */
public final class Judged {
    private final Kata kata;
    private final Judge judge;
    private final Map<String, Verdict> verdicts = new HashMap<>();

    /** Those of this kata, as the judge sees them; it stays the caller's to close. */
    public Judged(Kata kata, Judge judge) {
        this.kata = kata;
        this.judge = judge;
    }

    Kata kata() {
        return kata;
    }

    /** The verdict on an answer, by the name that {@link Kata#answer} takes. */
    Verdict verdict(String name) throws IOException, InterruptedException {
        Verdict known = verdicts.get(name);
        if (known == null) {
            known = judge.judgePlainly(new Answer(kata, kata.answer(name)));
            verdicts.put(name, known);
        }
        return known;
    }

    /** The public members of an answer, as text; none if it does not compile. */
    Set<String> publicShape(String name) throws IOException, InterruptedException {
        return judge.publicShape(new Answer(kata, kata.answer(name)));
    }
}
