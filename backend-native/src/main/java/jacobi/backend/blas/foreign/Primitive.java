package jacobi.backend.blas.foreign;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// One computation that oneDNN has made code for, for one shape.
public final class Primitive {
  /// What an operand is, as descriptions are asked for and arguments are passed.
  public enum Role {
    /// `x`, or what a reorder reads.
    SOURCE(129, 1),
    /// The gradient in `x`.
    SOURCE_GRADIENT(130, 129),
    /// `w`.
    WEIGHTS(131, 33),
    /// The gradient in `w`.
    WEIGHTS_GRADIENT(132, 161),
    /// `y`, or what a reorder writes.
    RESULT(133, 17),
    /// The gradient in `y`.
    RESULT_GRADIENT(134, 145),
    /// Memory to compute in.
    SCRATCH(136, 80);

    private final int query;
    private final int argument;

    Role(int query, int argument) {
      this.query = query;
      this.argument = argument;
    }

    int argument() {
      return argument;
    }
  }

  private static final int IMPLEMENTATION = 8;

  private static final MethodHandle QUERY_MEMORY = Signature.call("p", "pii");
  private static final MethodHandle QUERY = Signature.call("i", "piip");
  private static final MethodHandle REORDER = Signature.call("i", "pppppp");
  private static final MethodHandle EXECUTE = Signature.call("i", "ppip");

  private final Dnnl dnnl;
  private final MemorySegment description;
  private final MemorySegment handle;
  private final MemorySegment execute;

  private Primitive(Dnnl dnnl, MemorySegment description) {
    this.dnnl = dnnl;
    this.description = description;
    handle = dnnl.made("dnnl_primitive_create", description, "dnnl_primitive_destroy");
    execute = dnnl.function("dnnl_primitive_execute");
  }

  /// The code for a description, or null if it is oneDNN's reference code, which is hundreds of
  /// times slower.
  static @Nullable Primitive of(Dnnl dnnl, MemorySegment description) {
    int before = dnnl.threads().enter();
    try {
      return implementation(dnnl, description).contains("ref")
          ? null
          : new Primitive(dnnl, description);
    } finally {
      dnnl.threads().leave(before);
    }
  }

  private static String implementation(Dnnl dnnl, MemorySegment description) {
    MemorySegment query = dnnl.function("dnnl_primitive_desc_query");
    return Signature.text(
        Dnnl.made(
            "a name", to -> (int) QUERY.invokeExact(query, description, IMPLEMENTATION, 0, to)));
  }

  /// What copies elements from one order to another, or null if the orders are the same.
  public static @Nullable Primitive reorder(Dnnl dnnl, MemorySegment from, MemorySegment to) {
    if (dnnl.areEqual(from, to)) {
      return null;
    }
    // Descriptions keep the number of threads that there were when they were made.
    int before = dnnl.threads().enter();
    try {
      MemorySegment create = dnnl.function("dnnl_reorder_primitive_desc_create");
      MemorySegment engine = dnnl.engine();
      Dnnl.Making making =
          out ->
              (int) REORDER.invokeExact(create, out, from, engine, to, engine, dnnl.attributes());
      MemorySegment handle = Dnnl.made("a reorder", making);
      return new Primitive(dnnl, dnnl.owned(handle, "dnnl_primitive_desc_destroy"));
    } finally {
      dnnl.threads().leave(before);
    }
  }

  /// How an operand is to lie.
  public MemorySegment operand(Role role) {
    try {
      var found =
          (MemorySegment)
              QUERY_MEMORY.invokeExact(
                  dnnl.function("dnnl_primitive_desc_query_md"), description, role.query, 0);
      return found;
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  /// Computes on prepared arguments.
  void execute(MemorySegment stream, MemorySegment arguments, int count) {
    int before = dnnl.threads().enter();
    try {
      int status = (int) EXECUTE.invokeExact(execute, handle, stream, count, arguments);
      Status.require(status, "a primitive");
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    } finally {
      dnnl.threads().leave(before);
    }
  }
}
