package cancelsafe.workbook.command;

import cancelsafe.workbook.judge.Installation;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.WorkerUser;
import cancelsafe.workbook.worker.TimeLimits;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.Objects;

/** With whose rights answers run: an option of the commands that may judge those of others. */
final class WorkerUserOption {
    @Option(
            names = "--worker-user",
            paramLabel = "NAME",
            description = {
                "For the answers of other people: runs them with the rights of this user, who"
                        + " should have no access to your private files. Linux only, as root."
            })
    private @Nullable String name;

    /**
     * A judge whose worker begins to start.
     *
     * @throws Lacking if it cannot start as the user who is asked for
     */
    Judge judge(Desk desk) throws IOException, InterruptedException, Lacking {
        String asked = name;
        if (asked == null) {
            return desk.judge();
        }
        Installation installation = desk.installation();
        try {
            return new Judge(
                    installation, WorkerUser.named(asked, installation), TimeLimits.ANSWER);
        } catch (WorkerUser.Refused e) {
            throw new Lacking(Objects.requireNonNull(e.getMessage()));
        }
    }
}
