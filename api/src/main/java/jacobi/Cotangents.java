package jacobi;

import jacobi.rules.Accumulator;
import jacobi.tensor.Handle;
import jacobi.tensor.Node;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The cotangents on their way back. What the reverse pass made itself gives its memory back as
/// soon as the pass has left it, for the next cotangent to take while it is still in the cache.
final class Cotangents {
  private final Map<Node, @Nullable Tensor[]> byNode = new HashMap<>();

  /// How many of the cotangents lie in a memory: rules return views, and one tensor twice.
  private final IdentityHashMap<Handle, Integer> uses = new IdentityHashMap<>();

  private final Accumulator accumulator;
  private final @Nullable Scope scope;

  /// @param scope what the pass makes belongs to, or null if all of it is to stay
  Cotangents(Accumulator accumulator, @Nullable Scope scope) {
    this.accumulator = accumulator;
    this.scope = scope;
  }

  /// Those that have come to a node.
  @Nullable Tensor @Nullable [] of(Node node) {
    return byNode.get(node);
  }

  /// Adds a cotangent; true if it is the node's first.
  boolean add(Node node, int output, Tensor cotangent) {
    @Nullable Tensor[] known = byNode.get(node);
    boolean first = known == null;
    if (known == null) {
      known = new @Nullable Tensor[node.results()];
      byNode.put(node, known);
    }
    Tensor old = known[output];
    Tensor sum = old == null ? cotangent : accumulator.add(old, cotangent);
    known[output] = sum;
    count(sum, 1);
    if (old != null) {
      leave(old);
    }
    return first;
  }

  /// Forgets those of a node that the pass has left.
  void remove(Node node) {
    @Nullable Tensor[] left = byNode.remove(node);
    for (int i = 0; left != null && i < left.length; i++) {
      Tensor cotangent = left[i];
      if (cotangent != null) {
        leave(cotangent);
      }
    }
  }

  /// What a rule begins to make.
  int mark() {
    return scope == null ? 0 : scope.mark();
  }

  /// Gives back what a rule made on its way, now that its results are added.
  void releaseSince(int mark) {
    if (scope != null) {
      scope.releaseSince(mark, uses::containsKey);
    }
  }

  private void leave(Tensor cotangent) {
    count(cotangent, -1);
    Handle handle = cotangent.handle();
    if (scope != null && !uses.containsKey(handle)) {
      scope.release(handle);
    }
  }

  private void count(Tensor tensor, int by) {
    if (scope != null && tensor.handle().isTracked()) {
      uses.merge(tensor.handle(), by, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b));
    }
  }
}
