package jacobi.tck.mutation;

import jacobi.op.Op;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import jacobi.tck.fake.Forwarding;
import jacobi.type.JacobiException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Takes operands for others.
record Misreading(Driver real, Predicate<Op> which, UnaryOperator<Operand> as)
    implements Forwarding {
  @Override
  public void execute(OpCall call, Queue queue) {
    OpCall other = which.test(call.op()) ? other(call) : call;
    real.execute(other, queue);
    JacobiException fault = other.fault();
    if (fault != null) {
      call.report(fault);
    }
  }

  private OpCall other(OpCall call) {
    Operand[] in = new Operand[call.inputs()];
    for (int i = 0; i < in.length; i++) {
      Operand wrong = as.apply(call.in(i));
      in[i] = wrong.equals(call.in(i)) ? wrong : Elements.copy(wrong);
    }
    Operand[] out = new Operand[call.outputs()];
    for (int i = 0; i < out.length; i++) {
      out[i] = call.out(i);
    }
    return new OpCall(call.op(), in, out, call.scratch());
  }
}
