package jacobi.graph;

import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.tensor.Engine;
import jacobi.tensor.Tensor;
import jacobi.type.Layout;
import java.util.ArrayList;
import java.util.List;

/// One line of a recording; numbers are places in its table of values.
sealed interface Step {
  /// Carries the line out.
  void run(Engine engine, Tensor[] values);

  /// An op.
  record Apply(Op op, List<Integer> in, List<Integer> out) implements Step {
    @Override
    public void run(Engine engine, Tensor[] values) {
      Tensor[] operands = new Tensor[in.size()];
      for (int i = 0; i < in.size(); i++) {
        operands[i] = values[in.get(i)];
      }
      Tensor[] results = engine.applyAll(op, operands);
      for (int i = 0; i < out.size(); i++) {
        values[out.get(i)] = results[i];
      }
    }
  }

  /// A tensor made of pieces.
  record Assemble(Spec result, Number fill, List<Integer> in, List<Layout> into, int out)
      implements Step {
    @Override
    public void run(Engine engine, Tensor[] values) {
      List<Engine.Piece> pieces = new ArrayList<>(in.size());
      for (int i = 0; i < in.size(); i++) {
        pieces.add(new Engine.Piece(values[in.get(i)], into.get(i)));
      }
      values[out] = engine.assemble(result, fill, pieces);
    }
  }
}
