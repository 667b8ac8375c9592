package jacobi.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a block uses of what was recorded before it: the parameters and other watched tensors it
/// closes over.
public final class Uses {
  private static final ScopedValue<Uses> CURRENT = ScopedValue.newInstance();

  private final Set<Node> own = new HashSet<>();
  private final Map<Origin, Tensor> outside = new LinkedHashMap<>();

  private record Origin(Node node, int output) {}

  /// For a block that is given these arguments, which count as its own.
  public Uses(List<Tensor> arguments) {
    for (Tensor x : arguments) {
      Node node = x.node();
      if (node != null) {
        own.add(node);
      }
    }
  }

  /// Runs the block.
  public <T extends @Nullable Object> T run(Supplier<T> block) {
    return ScopedValue.where(CURRENT, this).call(block::get);
  }

  /// What was used from outside, in the order of first use.
  public List<Tensor> outside() {
    return new ArrayList<>(outside.values());
  }

  /// Notes a tensor that is used; nothing happens if the block made it.
  public void add(Tensor x) {
    Node node = x.node();
    if (node != null && !own.contains(node)) {
      outside.putIfAbsent(new Origin(node, x.output()), x);
    }
  }

  /// A node begins, made of `in`.
  static void made(Node node, Tensor... in) {
    if (CURRENT.isBound()) {
      Uses uses = CURRENT.get();
      for (Tensor x : in) {
        uses.add(x);
      }
      uses.own.add(node);
    }
  }
}
