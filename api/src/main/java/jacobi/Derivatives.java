package jacobi;

import jacobi.op.Spec;
import jacobi.rules.Accumulator;
import jacobi.tensor.Functions;
import jacobi.tensor.Mode;
import jacobi.tensor.Node;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/// A function at a point, with its derivative `J` there as a linear map in both directions.
///
/// `Jᵀ·ȳ` is the reverse pass. It is linear in `ȳ`, so its own reverse pass is `J·ẋ`: the forward
/// direction needs no rules beside the pullbacks and is right wherever they are.
///
/// Results depend on whatever else is watched, in the function or outside, as ops' results do.
final class Derivatives {
  private final List<Tensor> at;
  private final Tensor value;
  private final boolean recorded;

  private Derivatives(List<Tensor> at, Tensor value, boolean recorded) {
    this.at = at;
    this.value = value;
    this.recorded = recorded;
  }

  /// Evaluates a function.
  ///
  /// @param along what the derivative will be applied to
  static Derivatives of(Function<List<Tensor>, Tensor> f, List<Tensor> xs, List<Tensor> along) {
    List<Tensor> at = xs.stream().map(Functions::alias).toList();
    Tensor value = Mode.recording(() -> f.apply(at));
    boolean recorded =
        Mode.current().isRecording()
            && (along.stream().anyMatch(x -> x.node() != null) || isWatchedElsewhere(value, at));
    return new Derivatives(at, value, recorded);
  }

  /// Whether a value depends on a leaf that was not made for this function's arguments.
  private static boolean isWatchedElsewhere(Tensor value, List<Tensor> at) {
    Set<Node> seen = new HashSet<>();
    List<Node> open = new ArrayList<>();
    for (Tensor x : at) {
      Node node = x.node();
      if (node != null && node.isLeaf()) {
        seen.add(node);
      }
    }
    Node last = value.node();
    if (last != null && seen.add(last)) {
      open.add(last);
    }
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      if (node.isLeaf()) {
        return true;
      }
      for (int i = 0; i < node.operands(); i++) {
        Node parent = node.parent(i);
        if (parent != null && seen.add(parent)) {
          open.add(parent);
        }
      }
    }
    return false;
  }

  /// The function's value.
  Tensor value() {
    return recorded ? value : value.detach();
  }

  /// `∇f` of a function with one element.
  List<Tensor> gradients() {
    return back(Jacobi.gradients(value));
  }

  /// `Jᵀ·ȳ`, one for each argument.
  List<Tensor> transposed(Tensor cotangent) {
    return back(Jacobi.gradients(value).with(cotangent));
  }

  private List<Tensor> back(Gradients gradients) {
    Gradients all = gradients.orZeros();
    return (recorded ? all.recorded() : all).of(at);
  }

  /// `J·ẋ`, of the value's shape.
  Tensor forward(List<Tensor> tangents) {
    return new Forward().of(tangents);
  }

  /// The reverse pass as a function of the cotangent `u`.
  private final class Forward {
    private final Tensor u = Functions.zerosLike(value.detach()).watch();
    private final List<Tensor> transposed =
        Mode.recording(() -> Jacobi.gradients(value).with(u).orZeros().recorded().of(at));

    Tensor of(List<Tensor> tangents) {
      for (int i = 0; i < tangents.size(); i++) {
        Spec.requireSame("tangent " + i, tangents.get(i).spec(), "argument " + i, at.get(i).spec());
      }
      var all = Gradients.of(Accumulator.STANDARD, transposed, tangents).orZeros();
      return (recorded ? all.recorded() : all).of(u);
    }
  }

  /// `J` as a tensor of the value's axes and then those of the one argument, by rows or by columns,
  /// whichever are fewer.
  Tensor jacobian() {
    Tensor x = at.getFirst();
    long m = value.shape().elements();
    long n = x.shape().elements();
    Shape shape = value.shape().append(x.shape().sizes());
    if (m == 0 || n == 0) {
      return Functions.full(value.detach(), new Spec(value.dtype(), shape), 0);
    }
    if (m <= n) {
      return join(0, m, i -> transposed(unit(value, i)).getFirst()).reshape(shape);
    }
    var forward = new Forward();
    return join(1, n, i -> forward.of(List.of(unit(x, i)))).reshape(shape);
  }

  private static Tensor join(int axis, long count, IntFunction<Tensor> part) {
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(part.apply(i).reshape(-1).unsqueeze(axis));
    }
    return Functions.concat(axis, parts);
  }

  /// 1 at one element, 0 elsewhere.
  private static Tensor unit(Tensor like, int element) {
    Tensor at = Functions.iota(like.detach(), DType.I64, like.shape().elements());
    return at.eq(element).cast(like.dtype()).reshape(like.shape());
  }
}
