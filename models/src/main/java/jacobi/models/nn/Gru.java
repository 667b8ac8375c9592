package jacobi.models.nn;

import jacobi.random.Seed;
import jacobi.tensor.Functions;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import java.util.List;

/// A gated recurrent unit: [T, N, in] → [T, N, H]; the formula is [jacobi.op.GruCell]'s.
///
/// @param weightIh [3H, in], the blocks `r z n`
/// @param weightHh [3H, H]
/// @param biasIh [3H]
/// @param biasHh [3H]
public record Gru(Parameter weightIh, Parameter weightHh, Parameter biasIh, Parameter biasHh)
    implements Module {

  /// A layer with first values of `U(−1/√H, 1/√H)`, as PyTorch has them.
  public static Gru of(long in, long hidden, Seed seed) {
    double limit = 1 / StrictMath.sqrt((double) hidden);
    return new Gru(
        Parameter.of(Initial.uniform(seed.at("weightIh"), limit, 3 * hidden, in)),
        Parameter.of(Initial.uniform(seed.at("weightHh"), limit, 3 * hidden, hidden)),
        Parameter.of(Initial.uniform(seed.at("biasIh"), limit, 3 * hidden)),
        Parameter.of(Initial.uniform(seed.at("biasHh"), limit, 3 * hidden)));
  }

  /// All results of a sequence that begins with a state of zero.
  @Override
  public Tensor apply(Tensor x) {
    long hidden = weightHh.shape().size(1);
    return apply(x, Functions.full(x, x.spec().of(Shape.of(x.size(1), hidden)), 0)).getFirst();
  }

  /// All results of a sequence that begins with the state h [N, H]; then h at its end.
  public List<Tensor> apply(Tensor x, Tensor h) {
    return x.gru(h, weightIh.get(), weightHh.get(), biasIh.get(), biasHh.get());
  }
}
