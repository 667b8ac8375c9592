package jacobi.tensor;

import jacobi.op.Op;
import jacobi.op.Spec;
import org.jspecify.annotations.Nullable;

/// How a tensor came to be: the op, where its operands came from, and how to go back.
///
/// A node's depth is greater than those of its parents, so that going through nodes by falling
/// depth is going back in time.
public final class Node {
  private static final Node[] NO_PARENTS = {};

  private final @Nullable Op op;
  private final @Nullable Node[] parents;
  private final int[] outputs;
  private final Spec[] operands;
  private final Spec[] results;
  private final Pullback pullback;
  private final int depth;

  private Node(
      @Nullable Op op,
      @Nullable Node[] parents,
      int[] outputs,
      Spec[] operands,
      Spec[] results,
      Pullback pullback) {
    this.op = op;
    this.parents = parents;
    this.outputs = outputs;
    this.operands = operands;
    this.results = results;
    this.pullback = pullback;
    int deepest = -1;
    for (Node parent : parents) {
      deepest = parent == null ? deepest : Math.max(deepest, parent.depth);
    }
    this.depth = deepest + 1;
  }

  static Node leaf(Spec spec) {
    var node =
        new Node(null, NO_PARENTS, new int[0], new Spec[0], new Spec[] {spec}, Pullback.NONE);
    Uses.made(node);
    return node;
  }

  /// Records that `out` are the results of an op on `in`; results that are no floats stay as they
  /// are.
  ///
  /// @param op the op, or null of a function that is none
  public static void record(@Nullable Op op, Tensor[] in, Tensor[] out, Pullback pullback) {
    var parents = new @Nullable Node[in.length];
    int[] outputs = new int[in.length];
    Spec[] operands = new Spec[in.length];
    for (int i = 0; i < in.length; i++) {
      parents[i] = in[i].node();
      outputs[i] = in[i].output();
      operands[i] = in[i].spec();
    }
    Spec[] results = new Spec[out.length];
    for (int i = 0; i < out.length; i++) {
      results[i] = out[i].spec();
    }
    var node = new Node(op, parents, outputs, operands, results, pullback);
    Uses.made(node, in);
    for (int i = 0; i < out.length; i++) {
      if (out[i].dtype().isFloat()) {
        out[i].attach(node, i);
      }
    }
  }

  /// Gives a new tensor the origin of another, whose value it stands for.
  public static Tensor adopt(Tensor symbol, Tensor original) {
    Node origin = original.node();
    if (origin != null) {
      symbol.attach(origin, original.output());
    }
    return symbol;
  }

  /// The op, or null of a leaf or a function that is none.
  public @Nullable Op op() {
    return op;
  }

  /// True if this is where gradients end: nothing came before.
  public boolean isLeaf() {
    return parents.length == 0;
  }

  /// How many operands there were.
  public int operands() {
    return operands.length;
  }

  /// Element type and shape of operand `i`.
  public Spec operand(int i) {
    return operands[i];
  }

  /// Where operand `i` came from, or null if no gradient flows there.
  public @Nullable Node parent(int i) {
    return parents[i];
  }

  /// Which result of its parent operand `i` is.
  public int parentOutput(int i) {
    return outputs[i];
  }

  /// Element type and shape of result `i`.
  public Spec result(int i) {
    return results[i];
  }

  /// How many results there are.
  public int results() {
    return results.length;
  }

  /// How to go back.
  public Pullback pullback() {
    return pullback;
  }

  /// The length of the longest way back to a leaf.
  public int depth() {
    return depth;
  }
}
