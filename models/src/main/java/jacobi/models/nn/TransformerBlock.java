package jacobi.models.nn;

import jacobi.random.Seed;
import jacobi.tensor.Tensor;

/// Attention, then a perceptron at each place, each after a norm and added to what it got: [N, T,
/// width] → [N, T, width].
///
/// ```
/// a = x + attention(norm₁(x)),  y = a + down(gelu(up(norm₂(a))))
/// ```
///
/// Source: Radford et al., *Language models are unsupervised multitask learners*, 2019.
///
/// @param norm1 before the attention
/// @param attention width → width
/// @param norm2 before the perceptron
/// @param up width → 4·width
/// @param down 4·width → width
/// @param drop with which probability what is added is dropped in training
public record TransformerBlock(
    LayerNorm norm1,
    MultiHeadAttention attention,
    LayerNorm norm2,
    Linear up,
    Linear down,
    double drop)
    implements Module {
  private static final double DEVIATION = 0.02;

  /// A block whose places see no later ones, with first weights of `N(0, 0.02²)`.
  public static TransformerBlock causal(long width, long heads, double drop, Seed seed) {
    return of(width, heads, true, drop, seed);
  }

  /// A block with first weights of `N(0, 0.02²)`.
  public static TransformerBlock of(
      long width, long heads, boolean causal, double drop, Seed seed) {
    return new TransformerBlock(
        LayerNorm.of(width),
        MultiHeadAttention.of(width, heads, causal, drop, DEVIATION, seed.at("attention")),
        LayerNorm.of(width),
        MultiHeadAttention.linear(width, 4 * width, DEVIATION, seed.at("up")),
        MultiHeadAttention.linear(4 * width, width, DEVIATION, seed.at("down")),
        drop);
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor a = x.add(attention.apply(norm1.apply(x)).dropout(drop));
    return a.add(down.apply(up.apply(norm2.apply(a)).gelu()).dropout(drop));
  }
}
