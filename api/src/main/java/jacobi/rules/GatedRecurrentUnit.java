package jacobi.rules;

import static jacobi.rules.Recurrent.block;
import static jacobi.rules.Recurrent.orZeros;
import static jacobi.rules.Recurrent.rows;
import static jacobi.rules.Recurrent.sigmoidBack;
import static jacobi.rules.Recurrent.tanhBack;
import static jacobi.tensor.Functions.concat;
import static jacobi.tensor.Functions.sub;
import static jacobi.tensor.Functions.zerosLike;

import jacobi.op.GruBackward;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// GRU by matrix products and its gradient; the formulas are those of the ops' docs.
final class GatedRecurrentUnit {
  private GatedRecurrentUnit() {}

  static Tensor cell(Tensor[] in) {
    return Step.of(in[0].linear(in[2], in[4]), in[1].linear(in[3], in[5]), in[1]).h;
  }

  /// The input's share of all steps is one product.
  static Tensor[] sequence(Tensor[] in) {
    Tensor projected = in[0].linear(in[2], in[4]);
    Tensor h = in[1];
    List<Tensor> y = new ArrayList<>();
    List<Tensor> gates = new ArrayList<>();
    for (long t = 0; t < projected.size(0); t++) {
      Step step = Step.of(projected.select(0, t), h.linear(in[3], in[5]), h);
      h = step.h;
      y.add(h);
      gates.add(step.gates);
    }
    return new Tensor[] {Recurrent.stack(y), Recurrent.stack(gates)};
  }

  /// What one step yields.
  private record Step(Tensor h, Tensor gates) {
    static Step of(Tensor fromInput, Tensor fromState, Tensor h) {
      long width = h.size(1);
      Tensor r = block(fromInput, 0, width).add(block(fromState, 0, width)).sigmoid();
      Tensor z = block(fromInput, 1, width).add(block(fromState, 1, width)).sigmoid();
      Tensor m = block(fromState, 2, width);
      Tensor n = block(fromInput, 2, width).add(r.mul(m)).tanh();
      Tensor next = n.add(z.mul(h.sub(n)));
      return new Step(next, concat(1, List.of(r, z, n, m)));
    }
  }

  static Tensor[] backward(GruBackward op, Tensor[] in) {
    Tensor y = in[5];
    Tensor h = zerosLike(in[2]);
    List<Tensor> fromInput = new ArrayList<>();
    List<Tensor> fromState = new ArrayList<>();
    for (long t = y.size(0) - 1; t >= 0; t--) {
      Tensor before = t == 0 ? in[2] : y.select(0, t - 1);
      Tensor gates = in[6].select(0, t);
      Tensor own = op.saved() ? in[7].select(0, t) : null;
      h = h.add(in[0].select(0, t));
      Tensor[] sums = sums(gates, before, h, own);
      fromInput.addFirst(concat(1, List.of(sums[0], sums[1], sums[2])));
      fromState.addFirst(concat(1, List.of(sums[0], sums[1], sums[3])));
      h = h.mul(block(gates, 1, h.size(1))).add(fromState.getFirst().matmul(in[4]));
    }
    Tensor p = rows(Recurrent.stack(fromInput));
    Tensor q = rows(Recurrent.stack(fromState));
    return new Tensor[] {
      p.matmul(in[3]).reshape(in[1].shape()),
      h,
      p.transpose().matmul(rows(in[1])),
      q.transpose().matmul(rows(Recurrent.before(in[2], y))),
      p.sum(0),
      q.sum(0)
    };
  }

  /// The cotangents of the sums that `r z n` are functions of, and of `m`.
  private static Tensor[] sums(Tensor gates, Tensor before, Tensor h, @Nullable Tensor own) {
    long width = h.size(1);
    Tensor r = block(gates, 0, width);
    Tensor z = block(gates, 1, width);
    Tensor n = block(gates, 2, width);
    Tensor ofZ = h.mul(before.sub(n));
    Tensor ofN = h.mul(sub(1, z));
    ofZ = own == null ? ofZ : ofZ.add(block(own, 1, width));
    ofN = tanhBack(own == null ? ofN : ofN.add(block(own, 2, width)), n);
    Tensor ofR = ofN.mul(block(gates, 3, width));
    Tensor ofM = ofN.mul(r);
    ofR = own == null ? ofR : ofR.add(block(own, 0, width));
    ofM = own == null ? ofM : ofM.add(block(own, 3, width));
    return new Tensor[] {sigmoidBack(ofR, r), sigmoidBack(ofZ, z), ofN, ofM};
  }

  static Pullback pullback(Tensor[] in, Tensor[] out) {
    Tensor[] forward = {in[0], in[1], in[2], in[3], out[0], out[1]};
    return (g, needed) -> {
      boolean saved = g[1] != null;
      List<Tensor> operands = new ArrayList<>(List.of(forward));
      operands.addFirst(orZeros(g[0], forward[4]));
      if (saved) {
        operands.add(orZeros(g[1], forward[5]));
      }
      return forward[0].engine().applyAll(new GruBackward(saved), operands.toArray(Tensor[]::new));
    };
  }
}
