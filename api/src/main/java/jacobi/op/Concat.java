package jacobi.op;

import java.util.List;

/// Tensors one after the other along an axis; the other axes agree.
///
/// @param axis the axis, counted from zero
/// @param arity how many tensors, at least one
public record Concat(int axis, int arity) implements Composite {
  @Override
  public String name() {
    return "CONCAT";
  }

  @Override
  public Algebra algebra() {
    return Algebra.LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec first = in.getFirst();
    Spec.common(name(), in);
    long size = 0;
    for (Spec part : in) {
      Check.shape(
          part.shape().rank() == first.shape().rank()
              && part.shape().without(axis).equals(first.shape().without(axis)),
          "CONCAT along axis %d: %s and %s must agree on the other axes",
          axis,
          first.shape(),
          part.shape());
      size += part.shape().size(axis);
    }
    return List.of(first.of(first.shape().with(axis, size)));
  }
}
