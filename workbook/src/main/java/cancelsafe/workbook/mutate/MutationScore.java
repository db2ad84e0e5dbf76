package cancelsafe.workbook.mutate;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * What the tests of a kata notice of the mistakes that are made in its right answers.
 *
 * @param kata its id
 * @param made mutants, no text twice
 * @param judged those that compile
 * @param killed those that fail
 * @param equivalent those that pass and are accepted
 * @param survivors those that pass and are not
 * @param millis how long it took, in milliseconds
 * @param complaints what else is wrong, a sentence each
 */
public record MutationScore(
        String kata,
        int made,
        int judged,
        int killed,
        int equivalent,
        List<Mutant> survivors,
        long millis,
        List<String> complaints) {

    /** How many percent of the mutants must fail that are not accepted. */
    public static final double ENOUGH = 97;

    /** How many percent of the mutants fail that are not accepted. */
    @JsonProperty
    public double score() {
        int counted = killed + survivors.size();
        return counted == 0 ? 100 : 100.0 * killed / counted;
    }

    /** Whether enough of them fail, and there is no complaint. */
    @JsonProperty
    public boolean ok() {
        return score() >= ENOUGH && complaints.isEmpty();
    }
}
