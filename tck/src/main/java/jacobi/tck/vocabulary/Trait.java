package jacobi.tck.vocabulary;

import java.util.EnumSet;
import java.util.Set;

/// Which kinds of check apply to an op.
public enum Trait {
  /// Whole operands give results without rounding.
  WHOLE,
  /// Steps of 1 on whole operands give gradients, and gradients of gradients, without error.
  STEPS,
  /// Results on reals have a bound.
  REALS,
  /// Gradients on reals have a bound.
  SMOOTH,
  /// Second derivatives on reals have a bound.
  SECOND,
  /// Adds up products: inputs must not be narrowed.
  CONTRACTION;

  /// Affine in each element while the others are fixed.
  static final Set<Trait> AFFINE = Set.copyOf(EnumSet.of(WHOLE, STEPS, REALS, SMOOTH, SECOND));

  /// Affine on pieces that whole steps do not leave.
  static final Set<Trait> PIECEWISE = Set.copyOf(EnumSet.of(WHOLE, STEPS, REALS, SMOOTH));

  /// A sum of products.
  static final Set<Trait> PRODUCT =
      Set.copyOf(EnumSet.of(WHOLE, STEPS, REALS, SMOOTH, SECOND, CONTRACTION));

  /// Differentiable and rounded.
  static final Set<Trait> CURVED = Set.copyOf(EnumSet.of(REALS, SMOOTH, SECOND));

  /// Differentiable once where reals lie.
  static final Set<Trait> SMOOTH_ONCE = Set.copyOf(EnumSet.of(REALS, SMOOTH));

  /// Rounded, and nobody differentiates it.
  static final Set<Trait> ROUNDED = Set.of(REALS);

  /// Exact, without gradients.
  static final Set<Trait> DISCRETE = Set.of(WHOLE);
}
