package jacobi.tck.cases;

import jacobi.tensor.Engine;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;

/// A case of an op: what is computed of which operands.
///
/// @param text the op with its attributes
public record Sample(String text, Formula formula, List<Arg> args) {
  /// The list is copied.
  public Sample {
    args = List.copyOf(args);
  }

  /// Its operands on a device.
  public List<Tensor> tensors(Engine engine) {
    return Arg.tensors(args, engine);
  }

  /// The same, watched by nobody.
  public List<Tensor> placed(Engine engine) {
    return args.stream().map(arg -> arg.placed(engine)).toList();
  }

  /// The same with another operand.
  public Sample with(int place, Arg arg) {
    List<Arg> changed = new ArrayList<>(args);
    changed.set(place, arg);
    return new Sample(text, formula, changed);
  }

  /// The same with every operand dense.
  public Sample dense() {
    return new Sample(text, formula, Arg.dense(args));
  }

  /// The same with floats of another type.
  public Sample cast(DType to) {
    return new Sample(text, formula, args.stream().map(arg -> arg.cast(to)).toList());
  }

  /// The places of the operands gradients are asked for.
  public List<Integer> differentiated() {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).isDifferentiated()) {
        places.add(i);
      }
    }
    return places;
  }

  @Override
  public String toString() {
    return "%s of %s".formatted(text, args);
  }
}
