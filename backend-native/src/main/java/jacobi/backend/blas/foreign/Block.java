package jacobi.backend.blas.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Memory outside the heap in an order of oneDNN's, which keeps pointers to it.
public final class Block {
  private static final long LINE = 64;

  private static final MethodHandle CREATE = Signature.call("i", "pppp");

  private final MemorySegment data;
  private final MemorySegment memory;

  /// @param data the elements, at least as many as `description` asks for
  private Block(Dnnl dnnl, MemorySegment description, MemorySegment data) {
    this.data = data;
    MemorySegment create = dnnl.function("dnnl_memory_create");
    MemorySegment engine = dnnl.engine();
    MemorySegment handle =
        Dnnl.made("memory", to -> (int) CREATE.invokeExact(create, to, description, engine, data));
    memory = dnnl.owned(handle, "dnnl_memory_destroy");
  }

  /// New memory of zeros.
  public static Block of(Dnnl dnnl, MemorySegment description) {
    long bytes = Math.max(dnnl.bytes(description), LINE);
    return new Block(dnnl, description, Arena.ofAuto().allocate(bytes, LINE));
  }

  /// Elements, in the order of the description.
  public MemorySegment data() {
    return data;
  }

  MemorySegment memory() {
    return memory;
  }
}
