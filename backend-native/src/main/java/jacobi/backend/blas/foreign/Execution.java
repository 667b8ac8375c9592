package jacobi.backend.blas.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// A primitive with its operands, ready to run; for one thread at a time.
public final class Execution {
  /// `dnnl_exec_arg_t`: a number, and a pointer.
  private static final long BYTES = 16;

  private static final long POINTER = 8;

  private final Primitive primitive;
  private final MemorySegment stream;
  private final MemorySegment arguments;
  private final List<Block> blocks = new ArrayList<>();

  /// @param stream a queue of its own
  /// @param arguments how many operands there will be
  public Execution(Primitive primitive, MemorySegment stream, int arguments) {
    this.primitive = primitive;
    this.stream = stream;
    this.arguments = Arena.ofAuto().allocate(arguments * BYTES, POINTER);
  }

  /// Adds an operand.
  public Execution with(Primitive.Role role, Block block) {
    arguments.set(ValueLayout.JAVA_INT, blocks.size() * BYTES, role.argument());
    blocks.add(block);
    set(blocks.size() - 1, block);
    return this;
  }

  /// Exchanges an operand for another that lies in the same way.
  public void set(int operand, Block block) {
    blocks.set(operand, block);
    arguments.set(ValueLayout.ADDRESS, operand * BYTES + POINTER, block.memory());
  }

  /// Runs it; done when this returns.
  public void run() {
    primitive.execute(stream, arguments, blocks.size());
  }
}
