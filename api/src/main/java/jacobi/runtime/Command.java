package jacobi.runtime;

import jacobi.op.Op;
import jacobi.spi.Buffer;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import org.jspecify.annotations.Nullable;

/// A call of a program: checked, supported and given its operands once, made many times.
final class Command implements Runnable {
  private final Device device;
  private final OpCall call;
  private final Operand[] out;
  private @Nullable Runnable prepared;

  /// @param in the operands, which the places of a program keep up to date
  /// @param out the results, too
  Command(Device device, Op op, Operand[] in, Operand[] out, @Nullable Buffer scratch) {
    this.device = device;
    this.call = new OpCall(op, in, out, scratch);
    this.out = out;
  }

  @Override
  public void run() {
    for (Operand result : out) {
      if (result.buffer() instanceof HostBuffer host) {
        host.touch();
      }
    }
    Runnable ready = prepared;
    if (ready == null) {
      ready = device.driver.prepare(call, device.queue);
      prepared = ready;
    }
    device.execute(call, ready);
  }
}
