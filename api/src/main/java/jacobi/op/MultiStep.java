package jacobi.op;

import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// One step of an optimizer on many parameters, so that a device may take it in one launch: `step`
/// on each, with the same numbers. If `scaled`, gradients are first multiplied with `scale`, such
/// as the factor that clips them.
///
/// | operands, each block of `tensors` | results |
/// | --- | --- |
/// | p …, g …, each moment …; numbers; scale [] | p′ …, each moment′ … |
///
/// @param step what is done to each: [SgdStep], [AdamStep] and their like
/// @param tensors how many parameters, at least one
/// @param scaled whether the last operand is a scale
public record MultiStep(Composite step, int tensors, boolean scaled) implements Composite {
  /// Refuses to move nothing.
  public MultiStep {
    Check.shape(tensors > 0, "%s of %d parameters", step.name(), tensors);
  }

  @Override
  public String name() {
    return "MULTI_" + step.name();
  }

  /// How many blocks of operands there are: parameters, gradients, moments.
  public int blocks() {
    return step.arity() - 1;
  }

  @Override
  public int arity() {
    return blocks() * tensors + (scaled ? 2 : 1);
  }

  @Override
  public Algebra algebra() {
    return step.algebra();
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    if (scaled) {
      Spec scale = in.getLast();
      Spec.common(name(), List.of(in.getFirst(), scale));
      Check.shape(
          scale.shape().equals(Shape.SCALAR), "%s wants a scalar scale, got %s", name(), scale);
    }
    List<List<Spec>> each = new ArrayList<>();
    for (int i = 0; i < tensors; i++) {
      List<Spec> operands = new ArrayList<>();
      for (int block = 0; block < blocks(); block++) {
        operands.add(in.get(block * tensors + i));
      }
      operands.add(in.get(blocks() * tensors));
      each.add(step.infer(operands));
    }
    List<Spec> results = new ArrayList<>();
    for (int block = 0; block < each.getFirst().size(); block++) {
      for (List<Spec> one : each) {
        results.add(one.get(block));
      }
    }
    return results;
  }
}
