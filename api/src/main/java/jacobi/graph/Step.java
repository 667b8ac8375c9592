package jacobi.graph;

import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.type.Layout;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// One line of a graph; numbers are values.
public sealed interface Step {
  /// What it takes.
  List<Integer> in();

  /// What it makes.
  List<Integer> out();

  /// The same on other operands.
  Step on(IntUnaryOperator now);

  /// An op.
  record Apply(Op op, List<Integer> in, List<Integer> out) implements Step {
    /// The lists are copied.
    public Apply {
      in = List.copyOf(in);
      out = List.copyOf(out);
    }

    @Override
    public Apply on(IntUnaryOperator now) {
      return new Apply(op, moved(in, now), out);
    }
  }

  /// A tensor made of pieces, and filled where there are none.
  record Assemble(Spec result, Number fill, List<Integer> in, List<Layout> into, List<Integer> out)
      implements Step {
    /// The lists are copied.
    public Assemble {
      in = List.copyOf(in);
      into = List.copyOf(into);
      out = List.copyOf(out);
    }

    @Override
    public Assemble on(IntUnaryOperator now) {
      return new Assemble(result, fill, moved(in, now), into, out);
    }

    /// True if no element is left to be filled.
    public boolean isCovered() {
      long covered = 0;
      for (Layout piece : into) {
        covered += piece.shape().elements();
      }
      return covered == result.shape().elements();
    }
  }

  private static List<Integer> moved(List<Integer> places, IntUnaryOperator now) {
    return places.stream().map(now::applyAsInt).toList();
  }
}
