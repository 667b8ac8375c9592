package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The shapes that recurrent ops share: input […, N, in], states [N, H], weights [gates·H, in] and
/// [gates·H, H].
///
/// @param gates how many blocks of H rows the weights have
record Recurrence(int gates) {

  /// Checks a state [N, H] against the input and the weights that follow the states, and returns H.
  /// `biases` vectors come last.
  long check(Op op, List<Spec> in, int states, int biases) {
    Check.isFloat(op, Spec.common(op.name(), in));
    Shape x = in.get(0).shape();
    Shape state = in.get(1).shape();
    Check.shape(
        x.rank() >= 2 && state.rank() == 2,
        "%s wants x [..., N, in] and states [N, H], got %s and %s",
        op.name(),
        x,
        state);
    long hidden = state.size(1);
    for (int i = 1; i <= states; i++) {
      expect(op, "a state", in.get(i), x.size(-2), hidden);
    }
    expect(op, "weight_ih", in.get(states + 1), gates * hidden, x.size(-1));
    expect(op, "weight_hh", in.get(states + 2), gates * hidden, hidden);
    for (int i = 0; i < biases; i++) {
      expect(op, "a bias", in.get(states + 3 + i), gates * hidden);
    }
    return hidden;
  }

  /// Checks that a sequence [T, N, in] has a step.
  static void steps(Op op, Spec x) {
    Check.shape(
        x.shape().rank() == 3 && x.shape().size(0) > 0,
        "%s wants x [T, N, in] of at least one step, got %s",
        op.name(),
        x.shape());
  }

  /// Checks the shape of an operand.
  static void expect(Op op, String what, Spec spec, long... wanted) {
    Shape shape = Shape.of(wanted);
    Check.shape(
        spec.shape().equals(shape),
        "%s wants %s of %s, got %s",
        op.name(),
        what,
        shape,
        spec.shape());
  }
}
