package jacobi.tck.fake;

import jacobi.spi.Driver;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import java.util.function.Consumer;

/// Does something to each call after it was carried out.
public record Tampering(Driver real, Consumer<OpCall> then) implements Forwarding {
  @Override
  public void execute(OpCall call, Queue queue) {
    real.execute(call, queue);
    then.accept(call);
  }

  /// Changes element `i` of an operand or a result.
  public static void add(Operand operand, int i, double more) {
    HostBuffer buffer = operand.host();
    if (operand.count() > i) {
      int at = operand.at() + i;
      if (buffer.dtype().isFloat()) {
        buffer.setDouble(at, buffer.asDouble(at) + more);
      } else {
        buffer.setLong(at, buffer.asLong(at) + (long) more);
      }
    }
  }
}
