package jacobi.tck.mutation;

import jacobi.op.Gather;
import jacobi.op.MatMul;
import jacobi.op.Reduce;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import jacobi.spi.Reference;
import jacobi.tck.fake.Forwarding;
import java.util.ArrayList;
import java.util.List;

/// Threads, order, memory, errors: what a device is beside its kernels.
final class DeviceSaboteurs {
  private DeviceSaboteurs() {}

  static List<Saboteur> all() {
    List<Saboteur> all = new ArrayList<>(threads());
    all.addAll(promises());
    return all;
  }

  private static List<Saboteur> threads() {
    return List.of(
        Saboteur.of(
                "S62",
                "C19/MATMUL",
                "threads add to one accumulator",
                Plant.driver(real -> new SharedScratch(real, op -> op instanceof Reduce, true)))
            .naming("REDUCE_SUM"),
        Saboteur.of(
                "S63",
                "C19/first use",
                "a table is used before it is filled",
                Plant.driver(LazyTable::new))
            .naming("MATMUL"),
        Saboteur.of(
            "S64",
            "C19/MATMUL",
            "threads share their scratch",
            Plant.driver(real -> new SharedScratch(real, op -> op == MatMul.MATMUL, false))),
        Saboteur.of("S65", "C20/reading", "reading does not wait", Plant.driver(Unfinished::new)));
  }

  private static List<Saboteur> promises() {
    return List.of(
        Saboteur.of(
            "S66",
            "C03/transfer",
            "host memory is kept, not copied",
            Plant.driver(LateUploads::new)),
        Saboteur.of(
            "S67", "C21/buffers", "a failing call keeps its memory", Plant.driver(Leaking::new)),
        Saboteur.none(
            "S68",
            "after closing all is 0",
            "tensors of a closed session are refused before a driver is asked"),
        Saboteur.none(
            "S69", "shapes that do not fit are taken", "ops refuse them before a driver is asked"),
        Saboteur.of("S70", "C16/GATHER -1", "an index out of range wraps", wrapping())
            .naming("GATHER"),
        Saboteur.of(
                "S72",
                "C33/MATMUL",
                "the interpreter computes what the device declares",
                Plant.driver(Interpreted::new))
            .naming("MATMUL"));
  }

  private record Interpreted(Driver real) implements Forwarding {
    @Override
    public void execute(OpCall call, Queue queue) {
      if (call.op() == MatMul.MATMUL) {
        Reference.execute(call);
      } else {
        real.execute(call, queue);
      }
    }
  }

  /// The index counts from the end, again and again.
  private static Plant wrapping() {
    return Plant.driver(Wrapping::new);
  }

  private record Wrapping(Driver real) implements Forwarding {
    @Override
    public void execute(OpCall call, Queue queue) {
      if (!(call.op() instanceof Gather(int axis))) {
        real.execute(call, queue);
        return;
      }
      long length = call.in(0).shape().size(axis);
      Operand index = Elements.copy(call.in(1));
      for (int i = 0; i < index.count(); i++) {
        index.host().setLong(i, Math.floorMod(index.host().asLong(i), Math.max(length, 1)));
      }
      Operand[] in = {call.in(0), index};
      real.execute(new OpCall(call.op(), in, new Operand[] {call.out()}, call.scratch()), queue);
    }
  }
}
