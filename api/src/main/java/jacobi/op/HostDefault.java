package jacobi.op;

import jacobi.random.Philox;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// Ops the host computes unless a driver claims them, which it may only bit-exactly.
public sealed interface HostDefault extends Op {

  /// Random words of a [Philox] stream: element `i` in row-major order is word `start + i` of the
  /// key's stream.
  ///
  /// | operand | result |
  /// | --- | --- |
  /// | I64 [2]: key, start | I32 of `shape` |
  record RandomBits(Shape shape) implements HostDefault {
    @Override
    public String name() {
      return "RANDOM_BITS";
    }

    @Override
    public int arity() {
      return 1;
    }

    @Override
    public Algebra algebra() {
      return Algebra.STOCHASTIC;
    }

    @Override
    public List<Spec> infer(List<Spec> in) {
      Spec state = in.getFirst();
      Check.dtype(state.dtype() == DType.I64, "RANDOM_BITS wants I64, got %s", state.dtype());
      Check.shape(
          state.shape().equals(Shape.of(2)),
          "RANDOM_BITS wants [2] (key, start), got %s",
          state.shape());
      return List.of(new Spec(DType.I32, shape));
    }
  }

  /// The order that sorts an axis, stable; NaN counts as greater than everything, and −0 equals 0.
  ///
  /// | operand | result |
  /// | --- | --- |
  /// | any type, any shape | I64 of the same shape |
  record SortIndices(int axis, boolean descending) implements HostDefault {
    @Override
    public String name() {
      return "SORT_INDICES";
    }

    @Override
    public int arity() {
      return 1;
    }

    @Override
    public Algebra algebra() {
      return Algebra.INDEX;
    }

    @Override
    public List<Spec> infer(List<Spec> in) {
      in.getFirst().shape().size(axis);
      return List.of(in.getFirst().of(DType.I64));
    }
  }
}
