package jacobi.models.nn;

import jacobi.random.Seed;
import jacobi.tensor.Functions;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import java.util.List;

/// A long short-term memory: [T, N, in] → [T, N, H]; the formula is [jacobi.op.LstmCell]'s.
///
/// @param weightIh [4H, in], the blocks `i f g o`
/// @param weightHh [4H, H]
/// @param biasIh [4H]
/// @param biasHh [4H]
public record Lstm(Parameter weightIh, Parameter weightHh, Parameter biasIh, Parameter biasHh)
    implements Module {

  /// A layer with first values of `U(−1/√H, 1/√H)`, as PyTorch has them.
  public static Lstm of(long in, long hidden, Seed seed) {
    double limit = 1 / StrictMath.sqrt((double) hidden);
    return new Lstm(
        Parameter.of(Initial.uniform(seed.at("weightIh"), limit, 4 * hidden, in)),
        Parameter.of(Initial.uniform(seed.at("weightHh"), limit, 4 * hidden, hidden)),
        Parameter.of(Initial.uniform(seed.at("biasIh"), limit, 4 * hidden)),
        Parameter.of(Initial.uniform(seed.at("biasHh"), limit, 4 * hidden)));
  }

  /// All results of a sequence that begins with states of zero.
  @Override
  public Tensor apply(Tensor x) {
    long hidden = weightHh.shape().size(1);
    Tensor zero = Functions.full(x, x.spec().of(Shape.of(x.size(1), hidden)), 0);
    return apply(x, zero, zero).getFirst();
  }

  /// All results of a sequence that begins with the states h and c [N, H]; then h and c at its end.
  public List<Tensor> apply(Tensor x, Tensor h, Tensor c) {
    return x.lstm(h, c, weightIh.get(), weightHh.get(), biasIh.get(), biasHh.get());
  }
}
