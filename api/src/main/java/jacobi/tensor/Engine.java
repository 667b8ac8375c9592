package jacobi.tensor;

import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.type.DType;
import jacobi.type.Layout;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;

/// What carries ops out: at once on a device, or by writing them down.
///
/// Operands may belong to several engines; the one of the highest [#rank] carries the op out.
public interface Engine {
  /// The device, such as `cpu:0`.
  String device();

  /// Eager is 0; engines that wrap others rank higher.
  int rank();

  /// True if this engine carries ops out on that one, now or when what it writes down runs.
  default boolean wraps(Engine other) {
    return false;
  }

  /// The one result of an op without operands.
  Tensor apply(Op op);

  /// The one result of an op.
  Tensor apply(Op op, Tensor a);

  /// The one result of an op.
  Tensor apply(Op op, Tensor a, Tensor b);

  /// The one result of an op.
  Tensor apply(Op op, Tensor a, Tensor b, Tensor c);

  /// All results of an op. The array is the caller's.
  Tensor[] applyAll(Op op, Tensor... in);

  /// A tensor filled with `fill`, then overwritten by pieces: what views into an immutable result
  /// would be. The pieces do not overlap. Not recorded; the op behind it is.
  Tensor assemble(Spec result, Number fill, List<Piece> pieces);

  /// A scalar, shared by all who ask for the same.
  Tensor constant(DType dtype, Number value);

  /// A tensor with a copy of host elements, dense row-major in native byte order.
  Tensor upload(Spec spec, MemorySegment elements);

  /// A tensor of what the host says at this step, such as a learning rate or a place in a stream of
  /// random numbers: uploaded at once, or asked for anew whenever what was written down runs again.
  default Tensor input(Spec spec, Supplier<MemorySegment> source) {
    return upload(spec, source.get());
  }

  /// What a cell holds: its value, or an input of what is written down.
  default Tensor read(Cell cell, Tensor held) {
    return held;
  }

  /// Takes what a cell is to hold when what is written down has run; false if that is now.
  default boolean write(Cell cell, Tensor next) {
    return false;
  }

  /// Copies the elements of a dense tensor to the host and waits for them.
  void download(Tensor dense, MemorySegment elements);

  /// One source of [#assemble] and where in the result it goes.
  ///
  /// @param source what is copied
  /// @param into a layout of the source's shape over the dense result
  record Piece(Tensor source, Layout into) {}
}
