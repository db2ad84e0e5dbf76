package cancelsafe.workbook.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.judge.Judge;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class MutatedKataTest {
    @TempDir Path folder;

    /** A kata whose only right answer is the reference: enough to see what comes of it. */
    private Kata small() throws Exception {
        Kata kata = BookCopy.in(folder).kata("TornTransfer").orElseThrow();
        return new Kata(
                kata.id(),
                kata.number(),
                kata.kind(),
                kata.difficulty(),
                kata.title(),
                kata.task(),
                kata.invariant(),
                kata.hints(),
                kata.wrong(),
                Map.of(),
                kata.solved(),
                kata.covers(),
                kata.aliases(),
                kata.chapter(),
                kata.packageName(),
                kata.root());
    }

    @Test
    void aKataIsToldWhichMistakesItsTestsMissAndWhichEntriesAreOutOfDate() throws Exception {
        Kata kata = small();
        Path entries = folder.resolve("solutions/equivalents/cancelsafety/TornTransfer.yaml");
        Files.createDirectories(entries.getParent());
        Files.writeString(
                entries,
                """
                - answer: reference
                  operator: duplicate-call
                  before: customer.rename(name); // last the change that cannot
                  after: "{ customer.rename(name); customer.rename(name); } // last the change that cannot"
                  reason: the second call gives the customer the name that they have
                - answer: reference
                  operator: delete-statement
                  before: "b.give(amount); // both changes are made, or none"
                  after: "; // both changes are made, or none"
                  reason: wrong, for the money is lost
                """);
        MutationScore score;
        try (Judge one = new Judge(BookCopy.installation());
                Judge other = new Judge(BookCopy.installation())) {
            score =
                    MutatedKata.judge(
                            kata, List.of(one, other), BookCopy.installation().compileClassPath());
        }
        assertThat(score.equivalent()).isEqualTo(1);
        assertThat(score.complaints())
                .singleElement()
                .asString()
                .contains("no accepted mutant passes any more")
                .contains("b.give(amount);");
        assertThat(score.ok()).isFalse();
        assertThat(score.judged())
                .isEqualTo(score.killed() + score.survivors().size() + score.equivalent())
                .isLessThan(score.made());
        assertThat(score.killed()).isPositive();
    }
}
