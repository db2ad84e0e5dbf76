package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Coverage;
import cancelsafe.book.Kata;
import cancelsafe.book.Snippet;
import cancelsafe.workbook.check.Judged;
import cancelsafe.workbook.check.KataCheck;
import cancelsafe.workbook.check.Pristine;
import cancelsafe.workbook.check.Stories;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.screen.Ink;
import cancelsafe.workbook.snippet.JBang;
import cancelsafe.workbook.snippet.SnippetCheck;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

@Command(
        name = "check",
        description = {
            "For authors: checks that every start fails, that solutions and right answers pass, and"
                    + " that wrong answers fail in the test that katas.yaml names. With an option,"
                    + " checks only what that option says."
        })
final class CheckCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            arity = "0..*",
            description = "The katas; all katas if you name none.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--snippets",
            description = "Checks that the snippets print their recorded output.")
    private boolean snippets;

    @Option(
            names = "--stories",
            description = "Checks that the recorded stories equal those of a new run.")
    private boolean stories;

    @Option(
            names = "--pristine",
            description = "Checks that every exercise equals its starting class.")
    private boolean pristine;

    @Option(
            names = "--coverage",
            description =
                    "Checks that the book covers every idea of a finished chapter that is in the"
                            + " tables of the appendix, and no other.")
    private boolean coverage;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    CheckCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, Lacking {
        Book book = desk.book();
        boolean ok = true;
        if (pristine) {
            ok &= sentences(Pristine.complaints(book), "every exercise equals its start");
        }
        if (coverage) {
            ok &= sentences(Coverage.of(book).problems(), "no finished chapter misses an idea");
        }
        if (snippets) {
            ok &= snippets(book);
        }
        if (stories) {
            ok &= sentences(differences(book), "every recorded story equals that of a new run");
        }
        if (!pristine && !coverage && !snippets && !stories) {
            ok = katas(book);
        }
        return ok ? Exit.RIGHT : Exit.FAILED;
    }

    private boolean sentences(List<String> complaints, String otherwise) {
        if (json) {
            desk.printJson(complaints);
        } else if (complaints.isEmpty()) {
            desk.print(Ink.line(Ink.KEPT.of(" v "), Ink.PLAIN.of(otherwise)));
        } else {
            complaints.forEach(c -> desk.print(Ink.line(Ink.CANCEL.of(" x "), Ink.PLAIN.of(c))));
        }
        return complaints.isEmpty();
    }

    private List<String> differences(Book book) throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        for (Kata kata : chosen(book)) {
            try (Judge judge = desk.judge()) {
                differences.addAll(new Stories(new Judged(kata, judge)).differences());
            }
        }
        return differences;
    }

    private List<Kata> chosen(Book book) throws IOException {
        return ids.isEmpty() ? book.katas() : desk.katas(book, ids, Objects.requireNonNull(spec));
    }

    private boolean snippets(Book book) throws IOException, InterruptedException, Lacking {
        JBang jbang = desk.jbang();
        List<SnippetCheck> checks = new ArrayList<>();
        for (Snippet snippet : book.snippets()) {
            SnippetCheck check = SnippetCheck.of(snippet, jbang);
            checks.add(check);
            if (!json) {
                print(check.ok(), check.name(), check.complaint().lines().toList());
            }
        }
        if (json) {
            desk.printJson(checks);
        }
        return checks.stream().allMatch(SnippetCheck::ok);
    }

    private boolean katas(Book book) throws IOException, InterruptedException {
        List<KataCheck> checks = new ArrayList<>();
        try (Judge judge = desk.judge()) {
            for (Kata kata : chosen(book)) {
                KataCheck check = KataCheck.of(new Judged(kata, judge));
                checks.add(check);
                if (!json) {
                    print(
                            check.ok(),
                            "%s: start %s, solution %s, %d right, %d wrong answers"
                                    .formatted(
                                            check.id(),
                                            check.start(),
                                            check.solution(),
                                            check.right().size(),
                                            check.wrong().size()),
                            check.complaints());
                }
            }
        }
        if (json) {
            desk.printJson(checks);
        }
        return checks.stream().allMatch(KataCheck::ok);
    }

    private void print(boolean ok, String what, List<String> complaints) {
        Ink ink = ok ? Ink.KEPT : Ink.CANCEL;
        desk.print(Ink.line(ink.of(ok ? " v " : " x "), Ink.PLAIN.of(what)));
        complaints.forEach(c -> desk.print("     " + c));
    }
}
