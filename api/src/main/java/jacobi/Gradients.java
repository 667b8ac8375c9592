package jacobi;

import jacobi.op.Spec;
import jacobi.rules.Accumulator;
import jacobi.tensor.Functions;
import jacobi.tensor.Mode;
import jacobi.tensor.Node;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import jacobi.type.DTypeException;
import jacobi.type.JacobiException;
import jacobi.type.ShapeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The reverse pass: `x̄ = Σ ȳ·∂y/∂x` over all ways from `x` to the loss.
///
/// Only nodes between the loss and the tensors asked for are visited.
public final class Gradients {
  private final Accumulator accumulator;
  private final List<Tensor> values;
  private final @Nullable List<Tensor> seeds;
  private final boolean recorded;
  private final boolean zeros;

  private Gradients(
      Accumulator accumulator,
      List<Tensor> values,
      @Nullable List<Tensor> seeds,
      boolean recorded,
      boolean zeros) {
    this.accumulator = accumulator;
    this.values = values;
    this.seeds = seeds;
    this.recorded = recorded;
    this.zeros = zeros;
  }

  /// The gradients of a value by an accumulator; applications use `Jacobi.gradients`.
  static Gradients of(Accumulator accumulator, Tensor loss) {
    return new Gradients(accumulator, List.of(loss), null, false, false);
  }

  /// The gradients of `Σ ⟨valueᵢ, cotangentᵢ⟩`.
  static Gradients of(Accumulator accumulator, List<Tensor> values, List<Tensor> cotangents) {
    return new Gradients(accumulator, values, cotangents, false, false);
  }

  /// With a cotangent of the value's shape instead of 1.
  public Gradients with(Tensor cotangent) {
    return new Gradients(accumulator, values, List.of(cotangent), recorded, zeros);
  }

  /// Gradients that can be differentiated again.
  public Gradients recorded() {
    return new Gradients(accumulator, values, seeds, true, zeros);
  }

  /// Zeros, instead of an error, for what the value does not depend on.
  public Gradients orZeros() {
    return new Gradients(accumulator, values, seeds, recorded, true);
  }

  /// The gradient with respect to one tensor.
  public Tensor of(Tensor x) {
    return of(List.of(x)).getFirst();
  }

  /// The gradients with respect to several tensors.
  ///
  /// @throws JacobiException if the value does not depend on one of them, or nothing was recorded
  /// @throws ShapeException if the value is no scalar and no cotangent was given
  public List<Tensor> of(List<Tensor> xs) {
    List<Tensor> starts = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      starts.add(start(values.get(i), seeds == null ? null : seeds.get(i)));
    }
    if (recorded) {
      return back(xs, starts, null);
    }
    return Mode.noGrad(() ->
        Scope.run(scope -> {
          List<Tensor> results = back(xs, starts, scope);
          results.forEach(scope::keep);
          return results;
        }));
  }

  private static Tensor start(Tensor value, @Nullable Tensor seed) {
    if (!value.dtype().isFloat()) {
      throw new DTypeException("only floats have gradients, this is " + value.spec());
    }
    if (seed == null) {
      if (value.shape().elements() != 1) {
        throw new ShapeException(
            "the gradient of %s needs a cotangent: reduce it to a scalar or use with(cotangent)"
                .formatted(value.shape()));
      }
      return Functions.full(value, value.spec(), 1);
    }
    Spec.requireSame("the cotangent", seed.spec(), "a value", value.spec());
    return seed;
  }

  private List<Tensor> back(List<Tensor> xs, List<Tensor> starts, @Nullable Scope scope) {
    Set<Node> wanted = new HashSet<>();
    for (Tensor x : xs) {
      if (x.node() != null) {
        wanted.add(x.node());
      }
    }
    var way = new Way(wanted);
    var cotangents = new Cotangents(accumulator, scope);
    var pending = new PriorityQueue<Node>((a, b) -> Integer.compare(b.depth(), a.depth()));
    for (int i = 0; i < starts.size(); i++) {
      Node last = values.get(i).node();
      if (last != null
          && way.leadsToWanted(last)
          && cotangents.add(last, values.get(i).output(), starts.get(i))) {
        pending.add(last);
      }
    }
    run(pending, way, wanted, cotangents);
    List<Tensor> results = new ArrayList<>(xs.size());
    for (int i = 0; i < xs.size(); i++) {
      results.add(result(xs.get(i), i, way, cotangents));
    }
    return results;
  }

  private void run(PriorityQueue<Node> pending, Way way, Set<Node> wanted, Cotangents cotangents) {
    while (!pending.isEmpty()) {
      Node node = pending.remove();
      @Nullable Tensor[] g = cotangents.of(node);
      boolean[] needed = new boolean[node.operands()];
      boolean any = false;
      for (int i = 0; i < needed.length; i++) {
        Node parent = node.parent(i);
        needed[i] = parent != null && way.leadsToWanted(parent);
        any |= needed[i];
      }
      if (any && g != null) {
        int mark = cotangents.mark();
        put(node, needed, node.pullback().pull(g, needed), pending, cotangents);
        cotangents.releaseSince(mark);
      }
      if (!wanted.contains(node)) {
        cotangents.remove(node);
      }
    }
  }

  /// Hands a node's cotangents on to its operands.
  private void put(
      Node node,
      boolean[] needed,
      @Nullable Tensor[] back,
      PriorityQueue<Node> pending,
      Cotangents cotangents) {
    for (int i = 0; i < needed.length; i++) {
      Tensor cotangent = back[i];
      Node parent = node.parent(i);
      if (needed[i] && cotangent != null && parent != null) {
        Tensor summed = accumulator.sumTo(cotangent, node.operand(i).shape());
        if (cotangents.add(parent, node.parentOutput(i), summed)) {
          pending.add(parent);
        }
      }
    }
  }

  private Tensor result(Tensor x, int position, Way way, Cotangents cotangents) {
    Node node = x.node();
    @Nullable Tensor[] known = node == null ? null : cotangents.of(node);
    Tensor g = known == null ? null : known[x.output()];
    if (g != null) {
      return g;
    }
    boolean reached = node != null && way.passed(node);
    if (!reached && !zeros) {
      throw new JacobiException(
          node == null
              ? "gradient %d (%s) was asked for, but the tensor was not watched: use watch()"
                  .formatted(position, x.spec())
              : "the value does not depend on tensor %d (%s): check the model, or use orZeros()"
                  .formatted(position, x.spec()));
    }
    return Functions.zerosLike(x);
  }

  /// Which nodes lie between the loss and what is wanted.
  private static final class Way {
    private final Set<Node> wanted;
    private final Map<Node, Boolean> known = new HashMap<>();
    private final Set<Node> passed = new HashSet<>();

    Way(Set<Node> wanted) {
      this.wanted = wanted;
    }

    boolean passed(Node node) {
      return passed.contains(node);
    }

    /// Depth first without recursion, for chains may be long.
    boolean leadsToWanted(Node from) {
      List<Node> stack = new ArrayList<>(List.of(from));
      while (!stack.isEmpty()) {
        Node node = stack.getLast();
        if (known.containsKey(node)) {
          stack.removeLast();
          continue;
        }
        boolean leads = wanted.contains(node);
        boolean ready = true;
        for (int i = 0; i < node.operands(); i++) {
          Node parent = node.parent(i);
          if (parent != null) {
            Boolean answer = known.get(parent);
            if (answer == null) {
              stack.add(parent);
              ready = false;
            } else {
              leads |= answer;
            }
          }
        }
        if (ready) {
          stack.removeLast();
          known.put(node, leads);
          passed.add(node);
        }
      }
      return Boolean.TRUE.equals(known.get(from));
    }
  }
}
