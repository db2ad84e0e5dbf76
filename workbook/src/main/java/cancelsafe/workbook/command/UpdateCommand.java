package cancelsafe.workbook.command;

import cancelsafe.workbook.reader.Update;
import cancelsafe.workbook.worker.ForeignText;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.util.concurrent.Callable;

@Command(
        name = "update",
        description = {
            "Brings a new version of the book into this clone. Your answers stay as they are; you"
                    + " are told which of their starting classes have changed, and how."
        })
final class UpdateCommand implements Callable<Integer> {
    private final Desk desk;

    UpdateCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Update.Outcome outcome = new Update(desk.root(), desk.progress(desk.book()).folder()).run();
        outcome.sentences().forEach(sentence -> desk.print(ForeignText.clean(sentence)));
        return outcome.complete() ? Exit.RIGHT : Exit.FAILED;
    }
}
