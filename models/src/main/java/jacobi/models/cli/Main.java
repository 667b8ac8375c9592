package jacobi.models.cli;

import jacobi.models.text.Architecture;
import jacobi.models.vision.Classifier;
import jacobi.type.JacobiException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `jacobi`.
///
/// Exit code 0 is success, 1 a failure with one message on standard error, 2 wrong usage.
@Command(
    name = "jacobi",
    description = "Backpropagation with pluggable compute backends.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main {
  private static final List<Class<?>> COMMANDS =
      List.of(Train.class, Evaluate.class, Tabular.class, Text.class, Bench.class, Doctor.class);

  private Main() {}

  /// Runs a command and exits with its code.
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String... args) {
    CommandLine line = line(printer(System.out), printer(System.err), args);
    if (args.length == 0) {
      line.usage(line.getErr());
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(args);
  }

  private static PrintWriter printer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  /// The command, writing where it is told to.
  ///
  /// Reading what a command takes costs a start some milliseconds, so one that is named first comes
  /// alone.
  ///
  /// @param args what the command will be given
  static CommandLine line(PrintWriter out, PrintWriter err, String... args) {
    var line = new CommandLine(new Main());
    commands(args).forEach(line::addSubcommand);
    line.setOut(out);
    line.setErr(err);
    line.registerConverter(Classifier.class, word -> Choice.of(Classifier.values(), word));
    line.registerConverter(Architecture.class, word -> Choice.of(Architecture.values(), word));
    line.registerConverter(Course.class, word -> Choice.of(Course.values(), word));
    line.registerConverter(Descent.class, word -> Choice.of(Descent.values(), word));
    line.setExecutionExceptionHandler(Main::report);
    return line;
  }

  private static List<Class<?>> commands(String... args) {
    for (Class<?> command : COMMANDS) {
      String name = command.getSimpleName().toLowerCase(Locale.ROOT);
      if (args.length > 0 && args[0].equals(name)) {
        return List.of(command);
      }
    }
    return COMMANDS;
  }

  /// Known failures are one message; anything else is a defect and shows where it came from.
  private static int report(Exception failure, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(failure instanceof JacobiException)) {
      throw failure;
    }
    PrintWriter err = line.getErr();
    err.println("jacobi: " + failure.getMessage());
    err.flush();
    return 1;
  }
}
