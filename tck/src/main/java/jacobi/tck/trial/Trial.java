package jacobi.tck.trial;

import jacobi.Options;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Choices;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.oracle.Oracle;
import jacobi.tck.spec.Untested;
import jacobi.type.DType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One case as it runs: what a test's body works with.
public final class Trial {
  private final Bench bench;
  private final Test test;
  private final Choices choices;
  private double worst;
  private @Nullable Sample sample;

  /// A case of a test.
  public Trial(Bench bench, Test test, Choices choices) {
    this.bench = bench;
    this.test = test;
    this.choices = choices;
  }

  /// The backend under test.
  public Lab lab() {
    return bench.lab();
  }

  /// How its sessions are opened.
  public Options options() {
    return bench.options();
  }

  /// The backend that does what the definitions say, for whole numbers and for special values.
  public Lab definitions() {
    return bench.definitions();
  }

  /// What results on reals must be.
  ///
  /// @throws Untested if this kit has none
  public Oracle oracle() {
    return bench.oracle();
  }

  /// The decisions of this case.
  public Choices choices() {
    return choices;
  }

  /// The element type of this test.
  public DType dtype() {
    return Objects.requireNonNull(test.dtype());
  }

  /// What operands are drawn from.
  public Draws draws(Regime regime, Scale scale, boolean placed) {
    return new Draws(choices, dtype(), regime, scale, placed);
  }

  /// Says what is tried, for the message of whatever goes wrong.
  public Sample about(Sample tried) {
    sample = tried;
    return tried;
  }

  /// The results of a case by the definitions.
  public List<Array> defined(Sample tried) {
    return definitions().forward(tried.dense());
  }

  /// Notes an error as a part of its bound.
  public void ratio(double ratio) {
    worst = Math.max(worst, ratio);
  }

  /// The greatest such part.
  public double worst() {
    return worst;
  }

  /// What was tried, for people.
  public String text() {
    return sample == null ? test.op() : sample.toString();
  }
}
