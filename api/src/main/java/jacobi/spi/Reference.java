package jacobi.spi;

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
import jacobi.op.Primitive;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;

/// The 44 primitives and the two host-default ops in plain Java, on [HostBuffer]s of every element
/// type and operands of any strides.
///
/// Floats are computed in double and rounded once, integers in long and wrapped. A vendor hands
/// every call here at first, is right in ten minutes, and then replaces op by op; calls that end
/// here are counted as such. Also the opt-in host fallback; never a backend of its own.
public final class Reference {
  private Reference() {}

  /// Computes a call on host buffers.
  ///
  /// An index out of range is [reported][OpCall#report], and its element left alone.
  ///
  /// @throws ContractException for views and composites, which never reach a driver unasked
  public static void execute(OpCall call) {
    call.byReference();
    Op op = call.op();
    switch (op) {
      case Primitive primitive -> primitive(primitive, call);
      case HostDefault.RandomBits _ -> ReferenceIndexing.randomBits(call);
      case HostDefault.SortIndices sort -> ReferenceSorting.sort(sort, call);
      case View _, Composite _ ->
          throw new ContractException(op.name() + " is no primitive: decline it");
    }
  }

  private static void primitive(Primitive op, OpCall call) {
    switch (op) {
      case Unary unary -> ReferenceElementwise.unary(unary, call);
      case Binary binary -> ReferenceElementwise.binary(binary, call);
      case Where _ -> ReferenceElementwise.where(call);
      case Copy _ -> ReferenceElementwise.copy(call);
      case Fill.Full full -> ReferenceElementwise.full(full, call);
      case Fill.Iota _ -> ReferenceElementwise.iota(call);
      case Reduce reduce -> ReferenceFolding.reduce(reduce, call);
      case ArgReduce reduce -> ReferenceFolding.argReduce(reduce, call);
      case MatMul _ -> ReferenceFolding.matmul(call);
      case Fold fold -> ReferenceFolding.fold(fold, call);
      case Gather gather -> ReferenceIndexing.gather(gather, call);
      case ScatterAdd scatter -> ReferenceIndexing.scatterAdd(scatter, call);
    }
  }
}
