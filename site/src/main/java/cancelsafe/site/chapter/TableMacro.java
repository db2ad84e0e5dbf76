package cancelsafe.site.chapter;

import cancelsafe.site.listing.DataTable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code table::name[]}: a table that is kept as TSV beside the chapter. */
final class TableMacro extends BookMacro {
    TableMacro(ChapterSetting chapter) {
        super("table", chapter);
    }

    @Override
    String html(Call call) {
        Optional<Path> file =
                chapter.beside(
                        "tables",
                        folder ->
                                Optional.of(folder.resolve(call.target() + ".tsv"))
                                        .filter(Files::exists));
        if (file.isEmpty()) {
            chapter.complain(call, "needs the file tables/%s.tsv".formatted(call.target()));
            return missing(call);
        }
        try {
            DataTable table = DataTable.of(call.target(), Files.readString(file.get()));
            table.problems().forEach(p -> chapter.report(chapter.nameOf(file.get()) + ":" + p));
            chapter.add(table.rows());
            return table.html(call.title());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
