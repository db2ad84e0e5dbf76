package cancelsafe.workbook.reader;

import cancelsafe.book.Question;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the reader knew in the reviews: a {@link LinesFile} beside the progress, one question a
 * line, keyed by id. What it says of questions that this book does not ask is kept.
 */
public final class Reviews {
    private static final Pattern LINE = Pattern.compile("[0-9a-f]+ [1-5] \\d{4}-\\d\\d-\\d\\d");

    private final Progress progress;

    private Reviews(Progress progress) {
        this.progress = progress;
    }

    /** Those of the reader whose progress this is. */
    public static Reviews of(Progress progress) {
        return new Reviews(progress);
    }

    private LinesFile file() {
        return new LinesFile(progress.folder(), "review", LINE);
    }

    /** The cards of all questions that were asked, by id of the question. */
    public Map<String, Card> cards() throws IOException {
        Map<String, Card> cards = new LinkedHashMap<>();
        file().read().forEach((id, text) -> Card.read(text).ifPresent(card -> cards.put(id, card)));
        return cards;
    }

    /**
     * Notes an answer. If another window has noted one today, the question moves no second box
     * further.
     *
     * @return the card as it is kept now
     */
    public Card note(Question question, boolean isKnown, LocalDate today) throws IOException {
        file().change(
                        lines -> {
                            Card before =
                                    Card.read(lines.getOrDefault(question.id(), ""))
                                            .orElseGet(() -> Card.fresh(today));
                            lines.put(question.id(), before.after(isKnown, today).written());
                        });
        return cards().getOrDefault(question.id(), Card.fresh(today));
    }

    /**
     * Looks whether the file can be read. One that cannot is kept under another name; what can be
     * read of it stays.
     *
     * @return a sentence for the reader; empty if all is well
     */
    public Optional<String> mend() throws IOException {
        return file().mend().map(mended -> progress.sentence("reviews are", mended));
    }
}
