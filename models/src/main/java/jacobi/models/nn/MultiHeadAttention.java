package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import jacobi.type.ShapeException;
import java.util.List;

/// Self-attention by several heads, each on its own part of queries, keys and values: [N, T, width]
/// → [N, T, width].
///
/// Source: Vaswani et al., *Attention is all you need*, 2017.
///
/// @param qkv width → 3·width: all queries, then all keys, then all values
/// @param out width → width
/// @param heads how many; they divide the width
/// @param causal whether a place sees no later ones
/// @param drop with which probability an attention weight is dropped in training
public record MultiHeadAttention(Linear qkv, Linear out, long heads, boolean causal, double drop)
    implements Module {
  /// Checks the heads.
  ///
  /// @throws ShapeException if they do not divide the width
  public MultiHeadAttention {
    long width = out.bias().shape().size(0);
    if (heads < 1 || width % heads != 0) {
      throw new ShapeException("%d heads do not divide a width of %d".formatted(heads, width));
    }
  }

  /// A layer with first weights of `N(0, deviation²)` and biases of zero.
  public static MultiHeadAttention of(
      long width, long heads, boolean causal, double drop, double deviation, Seed seed) {
    return new MultiHeadAttention(
        linear(width, 3 * width, deviation, seed.at("qkv")),
        linear(width, width, deviation, seed.at("out")),
        heads,
        causal,
        drop);
  }

  static Linear linear(long in, long out, double deviation, Seed seed) {
    Tensor first = Initial.normal(seed.at("weight"), deviation, out, in);
    return new Linear(Parameter.of(first), Parameter.of(Jacobi.zeros(out)));
  }

  @Override
  public Tensor apply(Tensor x) {
    long batch = x.size(0);
    long steps = x.size(1);
    long width = x.size(2);
    List<Tensor> parts = qkv.apply(x).reshape(batch, steps, 3, heads, width / heads).split(2, 1);
    Tensor q = heads(parts.get(0));
    Tensor y =
        q.scaledDotProductAttention(heads(parts.get(1)), heads(parts.get(2)), null, drop, causal);
    return out.apply(y.transpose(1, 2).reshape(batch, steps, width));
  }

  /// [N, T, 1, heads, width] → [N, heads, T, width]
  private static Tensor heads(Tensor part) {
    return part.squeeze(2).transpose(1, 2);
  }
}
