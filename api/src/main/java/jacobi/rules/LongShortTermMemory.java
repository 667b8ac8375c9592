package jacobi.rules;

import static jacobi.rules.Recurrent.block;
import static jacobi.rules.Recurrent.orZeros;
import static jacobi.rules.Recurrent.rows;
import static jacobi.rules.Recurrent.sigmoidBack;
import static jacobi.rules.Recurrent.tanhBack;
import static jacobi.tensor.Functions.concat;
import static jacobi.tensor.Functions.zerosLike;

import jacobi.op.LstmBackward;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// LSTM by matrix products and its gradient; the formulas are those of the ops' docs.
final class LongShortTermMemory {
  private LongShortTermMemory() {}

  static Tensor[] cell(Tensor[] in) {
    Tensor projected = in[0].linear(in[3], in[5].add(in[6]));
    Step step = Step.of(projected.add(in[1].matmul(in[4].transpose())), in[2]);
    return new Tensor[] {step.h, step.c};
  }

  /// The input's share of all steps is one product.
  static Tensor[] sequence(Tensor[] in) {
    Tensor projected = in[0].linear(in[3], in[5].add(in[6]));
    Tensor weight = in[4].transpose();
    Tensor h = in[1];
    Tensor c = in[2];
    List<Tensor> y = new ArrayList<>();
    List<Tensor> cells = new ArrayList<>();
    List<Tensor> gates = new ArrayList<>();
    for (long t = 0; t < projected.size(0); t++) {
      Step step = Step.of(projected.select(0, t).add(h.matmul(weight)), c);
      h = step.h;
      c = step.c;
      y.add(h);
      cells.add(c);
      gates.add(step.gates);
    }
    return new Tensor[] {Recurrent.stack(y), Recurrent.stack(cells), Recurrent.stack(gates)};
  }

  /// What one step yields.
  private record Step(Tensor h, Tensor c, Tensor gates) {
    static Step of(Tensor sums, Tensor c) {
      long width = c.size(1);
      Tensor i = block(sums, 0, width).sigmoid();
      Tensor f = block(sums, 1, width).sigmoid();
      Tensor g = block(sums, 2, width).tanh();
      Tensor o = block(sums, 3, width).sigmoid();
      Tensor next = f.mul(c).add(i.mul(g));
      return new Step(o.mul(next.tanh()), next, concat(1, List.of(i, f, g, o)));
    }
  }

  static Tensor[] backward(LstmBackward op, Tensor[] in) {
    Tensor y = in[6];
    Tensor cells = in[7];
    Tensor h = zerosLike(in[2]);
    Tensor c = zerosLike(in[3]);
    List<Tensor> sums = new ArrayList<>();
    for (long t = y.size(0) - 1; t >= 0; t--) {
      Tensor before = t == 0 ? in[3] : cells.select(0, t - 1);
      Tensor gates = in[8].select(0, t);
      Tensor top = cells.select(0, t).tanh();
      h = h.add(in[0].select(0, t));
      c = c.add(tanhBack(h.mul(block(gates, 3, h.size(1))), top));
      c = op.saved() ? c.add(in[9].select(0, t)) : c;
      Tensor own = op.saved() ? in[10].select(0, t) : null;
      Tensor sum = sums(gates, before, top, h, c, own);
      sums.addFirst(sum);
      h = sum.matmul(in[5]);
      c = c.mul(block(gates, 1, c.size(1)));
    }
    Tensor all = rows(Recurrent.stack(sums));
    Tensor turned = all.transpose();
    return new Tensor[] {
      all.matmul(in[4]).reshape(in[1].shape()),
      h,
      c,
      turned.matmul(rows(in[1])),
      turned.matmul(rows(Recurrent.before(in[2], y))),
      all.sum(0)
    };
  }

  /// The cotangents of the sums the gates are functions of.
  private static Tensor sums(
      Tensor gates, Tensor before, Tensor top, Tensor h, Tensor c, @Nullable Tensor own) {
    long width = c.size(1);
    Tensor i = block(gates, 0, width);
    Tensor f = block(gates, 1, width);
    Tensor g = block(gates, 2, width);
    Tensor o = block(gates, 3, width);
    Tensor[] back = {c.mul(g), c.mul(before), c.mul(i), h.mul(top)};
    for (int k = 0; k < back.length && own != null; k++) {
      back[k] = back[k].add(block(own, k, width));
    }
    return concat(
        1,
        List.of(
            sigmoidBack(back[0], i),
            sigmoidBack(back[1], f),
            tanhBack(back[2], g),
            sigmoidBack(back[3], o)));
  }

  static Pullback pullback(Tensor[] in, Tensor[] out) {
    Tensor[] forward = {in[0], in[1], in[2], in[3], in[4], out[0], out[1], out[2]};
    return (g, needed) -> {
      boolean saved = g[1] != null || g[2] != null;
      List<Tensor> operands = new ArrayList<>(List.of(forward));
      operands.addFirst(orZeros(g[0], forward[5]));
      if (saved) {
        operands.add(orZeros(g[1], forward[6]));
        operands.add(orZeros(g[2], forward[7]));
      }
      Tensor[] back =
          forward[0].engine().applyAll(new LstmBackward(saved), operands.toArray(Tensor[]::new));
      return new @Nullable Tensor[] {back[0], back[1], back[2], back[3], back[4], back[5], back[5]};
    };
  }
}
