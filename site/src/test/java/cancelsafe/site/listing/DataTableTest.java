package cancelsafe.site.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataTableTest {
    private static final DataTable CALLS =
            DataTable.of(
                    "calls",
                    """
                    call\tpoint\ttime
                    Thread.sleep(t)\talways\t1.5
                    Thread.sleep(t)\t`no`\t-
                    # Measured.
                    """);

    @Test
    void eachRowHasAnAddressOfItsOwn() {
        assertThat(CALLS.rows())
                .extracting(DataTable.Row::id)
                .containsExactly("calls-thread-sleep-t", "calls-thread-sleep-t-2");
        assertThat(CALLS.html("")).contains("<tr id=\"calls-thread-sleep-t-2\">");
    }

    @Test
    void callsAreCodeAndNumbersStandAtTheRight() {
        assertThat(CALLS.html("Title"))
                .contains("<code>Thread.sleep(t)</code>", "<code>no</code>")
                .contains("<td class=\"number\">1.5</td>", "<td class=\"number\">–</td>")
                .contains("<p class=\"source\">Measured.</p>");
    }

    @Test
    void aRowOfTheWrongLengthIsToldWithItsLine() {
        assertThat(DataTable.of("t", "a\tb\nc\td\ne\n").problems())
                .containsExactly("3: a row with 1 cells below 2 columns");
    }
}
