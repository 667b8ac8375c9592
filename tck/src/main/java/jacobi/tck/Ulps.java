package jacobi.tck;

import jacobi.Options;
import jacobi.op.Binary;
import jacobi.op.Op;
import jacobi.tck.check.EveryFloat;
import jacobi.tck.check.EveryFloat.Worst;
import jacobi.tck.trial.Lab;
import jacobi.type.DType;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `jacobi-tck ulps`: how far the functions of a backend are from the exact ones, over
/// all floats.
@Command(
    name = "ulps",
    description = "Measures functions of F32 at every float, in units of the last place.",
    mixinStandardHelpOptions = true)
final class Ulps implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Option(
      names = "--backend",
      defaultValue = "cpu",
      description = "Id of the backend, or a device; ${DEFAULT-VALUE}.")
  private String backend = "cpu";

  @Option(
      names = "--every",
      defaultValue = "64",
      description = "Measure at one of so many floats; ${DEFAULT-VALUE}.")
  private int every = 64;

  @Option(names = "--seed", defaultValue = "1", description = "Of the pairs drawn for POW.")
  private long seed = 1;

  @Parameters(arity = "0..*", paramLabel = "OP", description = "EXP, POW, …; all if none is given.")
  private List<String> wanted = List.of();

  @Spec private @Nullable CommandSpec spec;

  private Ulps() {}

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    if (every < 1) {
      throw new CommandLine.ParameterException(line, "--every counts from 1, not " + every);
    }
    List<Op> ops = EveryFloat.functions();
    for (String name : wanted) {
      if (ops.stream().noneMatch(op -> op.name().equalsIgnoreCase(name))) {
        throw new CommandLine.ParameterException(
            line, "no function '" + name + "'; there are " + ops.stream().map(Op::name).toList());
      }
    }
    boolean kept = true;
    try (Lab lab = Lab.open(Options.of().withBackend(backend))) {
      for (Op op : ops) {
        if (wanted.isEmpty() || wanted.stream().anyMatch(op.name()::equalsIgnoreCase)) {
          kept &= measure(lab, op, line.getOut());
        }
      }
    }
    line.getOut().println(kept ? "PASSED: as declared" : "FAILED: farther than declared");
    return kept ? CommandLine.ExitCode.OK : 1;
  }

  private boolean measure(Lab lab, Op op, PrintWriter out) {
    long start = System.nanoTime();
    Worst worst = EveryFloat.of(lab, op, every, seed);
    double seconds = (System.nanoTime() - start) / NANOS;
    double declared = lab.driver().info().accuracy().ulps(op, DType.F32);
    String second = op == Binary.POW ? ", " + worst.y() : "";
    out.printf(
        "%-6s at most %.4f ulp, declared %.4f: %s(%s%s) is %s, exactly %s; %,d points, %.0f s%n",
        op.name(),
        worst.ulps(),
        declared,
        op.name(),
        worst.x(),
        second,
        worst.found(),
        worst.exact(),
        worst.points(),
        seconds);
    return worst.ulps() <= declared;
  }
}
