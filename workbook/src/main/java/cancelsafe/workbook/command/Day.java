package cancelsafe.workbook.command;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A day as a person names it. */
final class Day {
    private static final DateTimeFormatter NAMED =
            DateTimeFormatter.ofPattern("'on' EEEE, d MMMM", Locale.ENGLISH);

    private Day() {}

    /** The day, such as {@code tomorrow} or {@code on Thursday, 3 December}. */
    static String of(LocalDate day, LocalDate today) {
        return !day.isAfter(today)
                ? "today"
                : day.equals(today.plusDays(1)) ? "tomorrow" : day.format(NAMED);
    }
}
