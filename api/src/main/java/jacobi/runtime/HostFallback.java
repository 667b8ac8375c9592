package jacobi.runtime;

import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;

/// Computes an op on the host for a device that does not: down, through the reference interpreter,
/// and up again; counted, and never silent.
final class HostFallback {
  private HostFallback() {}

  static Tensor[] run(EagerEngine engine, Plan plan, Tensor[] in) {
    engine.owner().counters.hosted.increment();
    Operand[] operands = new Operand[in.length];
    for (int i = 0; i < in.length; i++) {
      Tensor dense = in[i].detach().contiguous();
      HostBuffer host = HostBuffer.of(dense.dtype(), dense.shape().elements());
      engine.download(dense, host.segment());
      operands[i] = new Operand(host, plan.layout(i, dense.shape().layout()));
    }
    Operand[] results = new Operand[plan.results.length];
    for (int i = 0; i < results.length; i++) {
      var spec = plan.results[i];
      HostBuffer host = HostBuffer.of(spec.dtype(), spec.shape().elements());
      results[i] = new Operand(host, spec.shape().layout());
    }
    var call = new OpCall(plan.op, operands, results, null);
    jacobi.spi.Reference.execute(call);
    JacobiException fault = call.fault();
    if (fault != null) {
      throw fault;
    }
    Tensor[] out = new Tensor[results.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = engine.upload(plan.results[i], results[i].host().segment());
    }
    return out;
  }
}
