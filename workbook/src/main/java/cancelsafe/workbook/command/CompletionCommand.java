package cancelsafe.workbook.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

@Command(
        name = "completion",
        description = {
            "Prints the script with which your shell completes the commands of kata.",
            "bash and zsh: source <(./kata completion bash)",
            "fish:         ./kata completion fish | source"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Desk desk;

    /** The shells that are known. */
    private enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    CompletionCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        CommandLine kata = KataCommand.line(desk);
        switch (shell) {
            case bash, zsh -> desk.print(AutoComplete.bash("kata", kata));
            case fish -> fish(kata.getCommandSpec()).forEach(desk::print);
        }
        return Exit.RIGHT;
    }

    private static List<String> fish(CommandSpec kata) {
        List<String> lines = new ArrayList<>();
        lines.add("complete -c kata -f");
        kata.subcommands()
                .forEach(
                        (name, line) -> {
                            CommandSpec command = line.getCommandSpec();
                            if (!command.usageMessage().hidden()) {
                                lines.add(
                                        "complete -c kata -n __fish_use_subcommand -a %s -d %s"
                                                .formatted(name, quoted(first(command))));
                                lines.addAll(arguments(name, command));
                            }
                        });
        return lines;
    }

    private static List<String> arguments(String name, CommandSpec command) {
        String behind = "complete -c kata -n '__fish_seen_subcommand_from %s'".formatted(name);
        List<String> lines = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            String takes = option.arity().max() == 0 ? "" : " -r -F";
            lines.add(
                    "%s -l %s%s -d %s"
                            .formatted(
                                    behind,
                                    option.longestName().replaceFirst("^-+", ""),
                                    takes,
                                    quoted(String.join(" ", option.description()))));
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            List<String> words = candidates(parameter).toList();
            if (!words.isEmpty()) {
                lines.add(behind + " -a " + quoted(String.join(" ", words)));
            } else if (parameter.paramLabel().contains("FILE")) {
                lines.add(behind + " -F");
            }
        }
        return lines;
    }

    private static Stream<String> candidates(ArgSpec argument) {
        Iterable<String> words = argument.completionCandidates();
        return words == null ? Stream.of() : StreamSupport.stream(words.spliterator(), false);
    }

    private static String first(CommandSpec command) {
        String[] description = command.usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
