package jacobi.tck.oracle;

import jacobi.Session;
import jacobi.rules.Accumulator;
import jacobi.spi.Accuracy;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Reverse;
import jacobi.tck.cases.Sample;
import jacobi.tck.reference.DoubleDoubleBackend;
import jacobi.tck.spec.Mismatch;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/// Values and bounds from the double-double reference.
///
/// Gradients there are those of the api's rules, computed to thirty digits and bounded; before they
/// are believed they must agree with the differences of results, which know no rules.
final class DoubleDoubleOracle implements Oracle {
  private final IdentityHashMap<Accuracy, Session> sessions = new IdentityHashMap<>();

  private Session session(Accuracy accuracy) {
    return sessions.computeIfAbsent(
        accuracy,
        declared ->
            Session.open(
                DoubleDoubleBackend.options(declared)
                    .withRules(new WholeSums(), Accumulator.STANDARD)));
  }

  private List<Expected> on(Accuracy accuracy, Function<Session, List<Tensor>> block) {
    Session session = session(accuracy);
    return session.run(() -> Scope.run(_ -> Expected.of(block.apply(session))));
  }

  @Override
  public List<Expected> forward(Sample sample, Accuracy accuracy) {
    return on(accuracy, session -> sample.formula().of(sample.dense().tensors(session.engine())));
  }

  @Override
  public List<Expected> gradient(Sample sample, List<Arg> cotangents, Accuracy accuracy) {
    Sample dense = sample.dense();
    Sample wide = dense.cast(DType.F64);
    List<Arg> g = Arg.cast(cotangents, DType.F64);
    List<Expected> ruled = on(Accuracy.OPENCL, session -> Reverse.gradient(session, wide, g));
    Session session = session(Accuracy.OPENCL);
    List<DoubleDouble[]> differences =
        session.run(() -> Scope.run(_ -> Slopes.first(session, wide, g)));
    agree("gradient", ruled, differences, Slopes.FIRST_ERROR);
    return ruled(sample, cotangents, accuracy);
  }

  @Override
  public List<Expected> ruled(Sample sample, List<Arg> cotangents, Accuracy accuracy) {
    return on(accuracy, there -> Reverse.gradient(there, sample.dense(), Arg.dense(cotangents)));
  }

  @Override
  public List<Expected> second(
      Sample sample, List<Arg> cotangents, List<Arg> directions, Accuracy accuracy) {
    Sample dense = sample.dense();
    Sample wide = dense.cast(DType.F64);
    List<Arg> g = Arg.cast(cotangents, DType.F64);
    List<Arg> v = Arg.cast(directions, DType.F64);
    int operands = directions.size();
    List<Expected> ruled =
        on(Accuracy.OPENCL, session -> Reverse.second(session, wide, g, v).subList(0, operands));
    Session session = session(Accuracy.OPENCL);
    List<DoubleDouble[]> differences =
        session.run(() -> Scope.run(_ -> Slopes.second(session, wide, g, v)));
    agree("second derivative", ruled, differences, Slopes.SECOND_ERROR);
    return on(
        accuracy,
        there ->
            Reverse.second(there, dense, Arg.dense(cotangents), Arg.dense(directions))
                .subList(0, operands));
  }

  /// The rules' numbers are doubles, so they may be as far off as a device of doubles; differences
  /// by their own error, relative to what they are of.
  private static void agree(
      String what, List<Expected> ruled, List<DoubleDouble[]> differences, double error) {
    for (int i = 0; i < ruled.size(); i++) {
      Expected one = ruled.get(i);
      double size = Math.max(1, one.size());
      for (int k = 0; k < one.values().length; k++) {
        double off = one.values()[k].sub(differences.get(i)[k]).abs().high();
        Mismatch.unless(
            off <= one.bounds()[k] + error * size,
            "the api's own rule gives a %s of %s where differences of results give %s",
            what,
            one.values()[k],
            differences.get(i)[k]);
      }
    }
  }

  @Override
  public void close() {
    List<Session> open = new ArrayList<>(sessions.values());
    sessions.clear();
    open.forEach(Session::close);
  }
}
