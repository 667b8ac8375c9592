package jacobi.tck.reference;

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
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;
import jacobi.spi.Accuracy;
import jacobi.spi.ContractException;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Shape;
import java.util.List;

/// The 44 primitives, random bits and sorting on exact numbers, operands of any strides, forward
/// only.
///
/// Floats are double-doubles and not rounded to their type; a result's error bound says what
/// rounding may do. Integers are exact and wrap.
public final class Interpreter {
  /// The accuracy of a device that rounds nothing: all bounds are 0.
  public static Accuracy exact() {
    return (op, dtype) -> 0;
  }

  private final ErrorBounds bounds;

  /// An interpreter whose bounds are those of devices with this accuracy.
  public Interpreter(Accuracy accuracy) {
    this.bounds = new ErrorBounds(accuracy);
  }

  /// The result of an op, dense.
  public Operand apply(Op op, Operand... in) {
    List<Spec> specs = List.of(in).stream().map(x -> new Spec(x.dtype(), x.shape())).toList();
    Spec result = op.infer(specs).getFirst();
    Operand[] wide = new Operand[in.length];
    for (int i = 0; i < in.length; i++) {
      Shape shape = wide(op, in[i].shape(), result.shape());
      wide[i] = new Operand(in[i].buffer(), in[i].layout().expand(shape));
    }
    Elements elements = Elements.of(result.dtype(), result.shape().elements());
    Operand[] out = {new Operand(elements, result.shape().layout())};
    var call = new OpCall(op, wide, out, null);
    execute(call);
    var fault = call.fault();
    if (fault != null) {
      throw fault;
    }
    return call.out();
  }

  private static Shape wide(Op op, Shape shape, Shape result) {
    return switch (op) {
      case Binary _, Where _ -> result;
      case MatMul _ -> result.batch().append(shape.size(-2), shape.size(-1));
      case Primitive _, View _, HostDefault _, Composite _ -> shape;
    };
  }

  /// Computes a call on [Elements], broadcast as drivers get them.
  ///
  /// An index out of range is [reported][OpCall#report], and its element left alone.
  ///
  /// @throws ContractException for views and composites
  public void execute(OpCall call) {
    switch (call.op()) {
      case Primitive primitive -> primitive(primitive, call);
      case HostDefault.RandomBits _ -> RandomWords.execute(call);
      case HostDefault.SortIndices sort -> Sorting.execute(sort, call);
      case View _, Composite _ ->
          throw new ContractException(call.op().name() + " is no primitive: decline it");
    }
  }

  private void primitive(Primitive op, OpCall call) {
    switch (op) {
      case Unary unary -> Elementwise.unary(unary, call, bounds);
      case Binary binary -> Elementwise.binary(binary, call, bounds);
      case Where _ -> Moves.where(call);
      case Copy copy -> Moves.copy(copy, call, bounds);
      case Fill.Full full -> Moves.full(full, call);
      case Fill.Iota iota -> Moves.iota(iota, call, bounds);
      case Reduce reduce -> Folding.reduce(reduce, call, bounds);
      case ArgReduce reduce -> Sorting.argReduce(reduce, call);
      case MatMul product -> Folding.matmul(product, call, bounds);
      case Fold fold -> Folding.fold(fold, call, bounds);
      case Gather gather -> Indexing.gather(gather, call);
      case ScatterAdd scatter -> Indexing.scatterAdd(scatter, call, bounds);
    }
  }
}
