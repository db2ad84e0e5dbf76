package cancelsafe.workbook.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

class MutationScoreTest {
    private static final Mutant SURVIVOR =
            new Mutant("reference", "while-to-if", new LineChange(3, "a", "b"), "the text");

    private static MutationScore score(int killed, int survived, List<String> complaints) {
        return new MutationScore(
                "TornTransfer",
                killed + survived + 10,
                killed + survived,
                killed,
                0,
                Collections.nCopies(survived, SURVIVOR),
                5,
                complaints);
    }

    @Test
    void theScoreIsTheShareOfKilledMutants() {
        assertThat(score(3, 1, List.of()).score()).isEqualTo(75);
    }

    @Test
    void aKataWithoutMutantsHasTheFullScore() {
        assertThat(score(0, 0, List.of()).score()).isEqualTo(100);
    }

    @Test
    void threeOfAHundredMaySurvive() {
        assertThat(score(97, 3, List.of()).ok()).isTrue();
        assertThat(score(96, 4, List.of()).ok()).isFalse();
    }

    @Test
    void aComplaintIsNeverOk() {
        assertThat(score(100, 0, List.of("an entry is out of date")).ok()).isFalse();
    }

    @Test
    void jsonHasTheScoreAndWhereTheSurvivorsAre() {
        JsonNode json = new JsonMapper().valueToTree(score(3, 1, List.of()));
        assertThat(json.get("score").asDouble()).isEqualTo(75);
        assertThat(json.get("ok").asBoolean()).isFalse();
        JsonNode survivor = json.get("survivors").get(0);
        assertThat(survivor.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("answer", "operator", "change");
        assertThat(survivor.get("change").get("line").asInt()).isEqualTo(3);
    }
}
