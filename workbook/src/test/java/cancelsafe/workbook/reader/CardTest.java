package cancelsafe.workbook.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

class CardTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 2, 27);

    @Test
    void intervalsGrowWhileTheAnswerIsKnown() {
        List<Long> days = new ArrayList<>();
        Card card = Card.fresh(TODAY);
        for (int i = 0; i < 6; i++) {
            LocalDate asked = card.due();
            card = card.after(true, asked);
            days.add(ChronoUnit.DAYS.between(asked, card.due()));
        }
        assertThat(days).containsExactly(3L, 7L, 21L, 60L, 60L, 60L);
    }

    @Test
    void anAnswerThatIsNotKnownBeginsAgain() {
        Card known = Card.fresh(TODAY).after(true, TODAY).after(true, TODAY.plusDays(3));
        Card again = known.after(false, TODAY.plusDays(4));
        assertThat(again).isEqualTo(new Card(1, TODAY.plusDays(5)));
        assertThat(again.wasKnown()).isFalse();
    }

    @Test
    void anAnswerBeforeItsDayChangesNothing() {
        Card known = Card.fresh(TODAY).after(true, TODAY);
        assertThat(known.after(true, TODAY.plusDays(2))).isEqualTo(known);
    }

    @Test
    void aCardIsReadAsItIsWritten() {
        Card card = new Card(4, TODAY);
        assertThat(Card.read(card.written())).contains(card);
        assertThat(Card.read("4 2026-02-31")).isEmpty();
        assertThat(Card.read("6 2026-02-27")).isEmpty();
    }
}
