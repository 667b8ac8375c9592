package jacobi.graph;

import jacobi.op.ArgReduce;
import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.Fold;
import jacobi.op.Gather;
import jacobi.op.HostDefault;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Reference;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Folds what is known to be one number everywhere, by the reference interpreter.
///
/// Only ops whose result every device rounds alike: an exponential that the host computed might
/// differ in the last place from that of the device.
final class Constants implements Pass {
  @Override
  public Graph apply(Graph graph) {
    var draft = new Draft(graph);
    Map<Integer, Fill.Full> known = new HashMap<>();
    for (Step old : graph.steps()) {
      Step step = old.on(draft::now);
      Fill.Full full = step instanceof Step.Apply apply ? fold(apply, known) : null;
      if (full == null) {
        draft.add(step);
        continue;
      }
      int out = step.out().getFirst();
      known.put(out, full);
      draft.add(new Step.Apply(full, List.of(), List.of(out)));
    }
    return draft.end();
  }

  private static Fill.@Nullable Full fold(Step.Apply step, Map<Integer, Fill.Full> known) {
    if (step.op() instanceof Fill.Full full) {
      return full;
    }
    Fill.Full[] in = new Fill.Full[step.in().size()];
    for (int i = 0; i < in.length; i++) {
      Fill.Full operand = known.get(step.in().get(i));
      if (operand == null) {
        return null;
      }
      in[i] = operand;
    }
    if (in.length == 0 || !isExact(step.op(), in[0].spec().dtype())) {
      return null;
    }
    Spec result = step.op().infer(List.of(in).stream().map(Fill.Full::spec).toList()).getFirst();
    return new Fill.Full(result, step.op() instanceof View ? in[0].value() : value(step.op(), in));
  }

  /// Whether every device gives the same bits.
  private static boolean isExact(Op op, DType dtype) {
    return switch (op) {
      case View _, Copy _, Where _ -> true;
      case Unary unary ->
          switch (unary) {
            case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, SQRT, NOT -> true;
            case EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, ERF -> false;
          };
      case Binary binary ->
          switch (binary) {
            case ADD, SUB, MUL, DIV, MAX, MIN, AND, OR, XOR, EQ, LT, LE -> true;
            case REM, POW -> !dtype.isFloat();
          };
      case Fill _, Reduce _, ArgReduce _, MatMul _, Gather _, ScatterAdd _, Fold _ -> false;
      case HostDefault _, Composite _ -> false;
    };
  }

  private static Number value(Op op, Fill.Full... in) {
    Operand[] operands = new Operand[in.length];
    for (int i = 0; i < in.length; i++) {
      operands[i] = one(in[i].spec().dtype());
      Fill.Full scalar = Fill.Full.of(in[i].spec().dtype(), Shape.SCALAR, in[i].value());
      var fill = new OpCall(scalar, new Operand[0], new Operand[] {operands[i]}, null);
      Reference.execute(fill);
    }
    List<Spec> specs = List.of(operands).stream().map(x -> new Spec(x.dtype(), x.shape())).toList();
    Operand result = one(op.infer(specs).getFirst().dtype());
    Reference.execute(new OpCall(op, operands, new Operand[] {result}, null));
    return result.dtype().isFloat()
        ? (Number) result.host().asDouble(0)
        : (Number) result.host().asLong(0);
  }

  private static Operand one(DType dtype) {
    return new Operand(HostBuffer.of(dtype, 1), Shape.SCALAR.layout());
  }
}
