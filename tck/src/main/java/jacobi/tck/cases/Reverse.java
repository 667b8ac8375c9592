package jacobi.tck.cases;

import jacobi.Gradients;
import jacobi.Session;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Reverse passes over cases, in the session that runs.
public final class Reverse {
  private Reverse() {}

  /// The gradients of `Σ ⟨resultᵢ, cotangentᵢ⟩` over results that are floats, one for each
  /// differentiated operand.
  public static List<Tensor> gradient(Session session, Sample sample, List<Arg> cotangents) {
    List<Tensor> in = sample.tensors(session.engine());
    return gradients(session, sample, in, Arg.tensors(cotangents, session.engine()), false);
  }

  /// The gradients of `Σ ⟨gradientᵢ, directionᵢ⟩` with respect to the differentiated operands, then
  /// with respect to the cotangents: `H·v` and `J·v`.
  public static List<Tensor> second(
      Session session, Sample sample, List<Arg> cotangents, List<Arg> directions) {
    List<Tensor> in = sample.tensors(session.engine());
    List<Tensor> g = new ArrayList<>();
    Arg.tensors(cotangents, session.engine()).forEach(one -> g.add(one.detach().watch()));
    List<Tensor> first = gradients(session, sample, in, g, true);
    Tensor sum = sum(first, Arg.tensors(directions, session.engine()));
    List<Tensor> watched = watched(sample, in);
    watched.addAll(g);
    return session.gradients(sum).orZeros().of(watched);
  }

  private static List<Tensor> watched(Sample sample, List<Tensor> in) {
    List<Tensor> watched = new ArrayList<>();
    sample.differentiated().forEach(place -> watched.add(in.get(place)));
    return watched;
  }

  private static List<Tensor> gradients(
      Session session, Sample sample, List<Tensor> in, List<Tensor> g, boolean recorded) {
    List<Tensor> floats = floats(sample.formula().of(in));
    Gradients gradients =
        floats.size() == 1
            ? session.gradients(floats.getFirst()).with(g.getFirst())
            : session.gradients(sum(floats, g));
    gradients = gradients.orZeros();
    return (recorded ? gradients.recorded() : gradients).of(watched(sample, in));
  }

  /// The results that have gradients.
  public static List<Tensor> floats(List<Tensor> results) {
    return results.stream().filter(y -> y.dtype().isFloat()).toList();
  }

  /// `Σ ⟨valueᵢ, weightᵢ⟩`
  public static Tensor sum(List<Tensor> values, List<Tensor> weights) {
    Tensor sum = values.getFirst().mul(weights.getFirst()).sum();
    for (int i = 1; i < values.size(); i++) {
      sum = sum.add(values.get(i).mul(weights.get(i)).sum());
    }
    return sum;
  }
}
